"""The labelled articles of the corpora: what careful readers coded in them, and their texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from stances.learning.coded import article_of, lines
from stances.learning.table import Codes
from stances.model.features import row
from stances.records import Anchor, Reading, Signal, Span

if TYPE_CHECKING:
    from pathlib import Path

_NOWHERE = Span("text", 0, 0)
"""No feature asks where a quote stands."""


def load_texts(corpora: Path) -> dict[str, str]:
    """Return title and text of each article by id."""
    articles = _by_id(corpora / "articles.jsonl.gz")
    return {name: f"{record.get('title') or ''}. {record['text']}" for name, record in articles.items()}


def read_codes(corpora: Path) -> dict[str, Codes]:
    """Return what one careful reader each coded in the labelled articles of some corpora, by id.

    What only the two readers coded who are kept for reporting is left out.
    """
    stages, signals, labels = (
        _by_id(corpora / name) for name in ("stage.jsonl", "signals/one_reader.jsonl.gz", "outcomes.jsonl")
    )
    articles = _by_id(corpora / "articles.jsonl.gz")
    found = {
        key: _reading(label, articles[key], stages[key], signals[key])
        for key, label in labels.items()
        if key in stages and key in signals and key in articles
    }
    return {key: Codes(reading.days_ahead, row(reading)) for key, reading in found.items()}


def _by_id(path: Path) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in lines(path)}


def _reading(label: dict[str, Any], article: dict[str, Any], stage: dict[str, Any], coded: dict[str, Any]) -> Reading:
    day = date.fromisoformat(label["date"])
    first, second = sorted((label["party_a"], label["party_b"]))
    signals = tuple(Signal(s["driver"], s["holder"], int(s["polarity"]), 1.0, "", _NOWHERE) for s in coded["signals"])
    return Reading(
        article_of({**article, "date": label["date"]}), day, (first, second), coded["issue"] or "other", stage["stage"],
        anchor=_anchor(stage.get("anchor_date")), signals=signals,
    )  # fmt: skip


def _anchor(given: str | None) -> Anchor | None:
    """Return the date; of a month alone its middle, of a year alone its middle."""
    if not given:
        return None
    whole = {4: f"{given}-07-01", 7: f"{given}-15"}.get(len(given), given)
    return Anchor(date.fromisoformat(whole), "date")
