"""The labelled articles as careful readers coded them, in place of our own reading, and their texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from stances.learning.coded import article_of, lines
from stances.learning.table import Case, case_of
from stances.records import Anchor, Reading, Signal, Span

if TYPE_CHECKING:
    from pathlib import Path

_NOWHERE = Span("text", 0, 0)
"""No feature asks where a quote stands."""


def load_texts(corpora: Path) -> dict[str, str]:
    """Return title and text of each article by id."""
    return {row["id"]: f"{row.get('title') or ''}. {row['text']}" for row in lines(corpora / "articles.jsonl.gz")}


def readers_cases(corpora: Path, cases: list[Case]) -> dict[str, list[Case]]:
    """Return variants of some cases: a reader's stage and date, or signals, or all of these and the issue.

    A case that no reader coded, or only those two who are kept for reporting, stays as we read it.
    """
    stages = {row["id"]: row for row in lines(corpora / "stage.jsonl")}
    signals = {row["id"]: row for row in lines(corpora / "signals" / "one_reader.jsonl.gz")}
    labels = {row["id"]: row for row in lines(corpora / "outcomes.jsonl")}
    articles = {row["id"]: row for row in lines(corpora / "articles.jsonl.gz") if row["id"] in labels}
    coded = {
        key: case_of(label, _reading(label, articles[key], stages[key], signals[key]))
        for key, label in labels.items()
        if key in stages and key in signals and key in articles
    }
    parts = {
        "readers' stage and date": ("stage:",),
        "readers' signals": ("+", "-", "weaker_side"),
        "readers' codes, all": ("stage:", "+", "-", "weaker_side", "issue:"),
    }
    return {
        name: [_mixed(case, coded[case.id], of) if case.id in coded else case for case in cases]
        for name, of in parts.items()
    }


def count_coded(one: list[Case], other: list[Case]) -> int:
    """Return how many cases differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))


def _mixed(own: Case, coded: Case, of: tuple[str, ...]) -> Case:
    def taken(name: str) -> bool:
        return name.startswith(of) or name.endswith(of)

    features = {name: v for name, v in own.features.items() if not taken(name)}
    features |= {name: v for name, v in coded.features.items() if taken(name)}
    return own._replace(features=features, ahead=coded.ahead if "stage:" in of else own.ahead)


def _reading(label: dict[str, Any], article: dict[str, Any], stage: dict[str, Any], coded: dict[str, Any]) -> Reading:
    day = date.fromisoformat(label["date"])
    first, second = sorted((label["party_a"], label["party_b"]))
    signals = tuple(Signal(s["driver"], s["holder"], int(s["polarity"]), 1.0, "", _NOWHERE) for s in coded["signals"])
    return Reading(
        article_of({**article, "date": label["date"]}), day, (first, second), label["issue"], stage["stage"],
        anchor=_anchor(stage.get("anchor_date")), signals=signals,
    )  # fmt: skip


def _anchor(given: str | None) -> Anchor | None:
    """Return the date; of a month alone its middle, of a year alone its middle."""
    if not given:
        return None
    whole = {4: f"{given}-07-01", 7: f"{given}-15"}.get(len(given), given)
    return Anchor(date.fromisoformat(whole), "date")
