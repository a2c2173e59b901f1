"""Our own road, in the three ways in which it is asked."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

from stances.extraction import matcher
from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.model.artefact import load
from stances.model.forecast import likelihood_of
from stances.model.rules import shipped_rules
from stances.report.tables import to_jsonl
from stances.report.text import to_text
from stances.road import predict

if TYPE_CHECKING:
    from timing import Work

    from stances.model.artefact import Model
    from stances.records import Article


def build() -> str:
    """Return which build of the package is measured, on which Python."""
    kind = "pure Python" if Path(str(matcher.__file__)).suffix == ".py" else "compiled"
    return f"stances {kind}, {platform.python_implementation()} {platform.python_version()}"


def ours(articles: list[Article]) -> Work:
    """Return the ways to ask, ready to be timed on the articles."""
    model = load()
    return {
        "stances, likelihood only": lambda: [likelihood(article, model) for article in articles],
        "stances, explained in full as text": lambda: [to_text(predict(a, model), full=True) for a in articles],
        "stances, JSON lines": lambda: [to_jsonl(predict(article, model)) for article in articles],
    }


def likelihood(article: Article, model: Model) -> float | None:
    """Return the likelihood within a year and nothing else; None for an abstention."""
    reading = read_article(article, model.reader, shipped_matcher())
    return None if reading.abstention else likelihood_of(reading, model, shipped_rules(), 365)


def forecast_only(articles: list[Article]) -> list[Article]:
    """Return the articles on which there is a forecast and no abstention."""
    model = load()
    return [article for article in articles if likelihood(article, model) is not None]
