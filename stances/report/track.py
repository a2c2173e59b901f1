"""A negotiation over time, for the terminal and as JSON."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from stances.context.actors import names
from stances.explain.ageing import HALF_LIFE
from stances.model.stage import stage_words
from stances.report.text import WIDTH

if TYPE_CHECKING:
    from stances.explain.moves import Move
    from stances.explain.track import Step, Track

_BAR = 20
_SHOWN, _MORE = 3, 5
_MUCH = 0.05
_INDENT = " " * 12
_KEPT = "\xa0"
CONCLUDED = "may report a deal made, or a failure for good; the likelihood is that of a new agreement"
"""What is said of a day with such an article."""

WORDS = {"weaker_side": "weaker side", "anchor": "next date"}
"""Parts whose names are none for a reader."""


def to_text(found: Track) -> str:
    """Return a line a day with the likelihood as a bar, its interval and what moved it, then what was left out."""
    lines: list[str] = []
    if found.steps:
        first = found.steps[0].forecast
        assert first.likelihood is not None
        pair = " – ".join(names()[code] for code in first.reading.parties or ())
        lines += textwrap.wrap(f"{pair}: likelihood within {first.likelihood.within_days} days of each article", WIDTH)
        lines.append(f"signals count half after {HALF_LIFE} days; moves in log-odds")
    for step in found.steps:
        lines += _step(step)
    lines += [f"outcome on {found.outcome}"] if found.outcome else []
    lines += [line for note in notes(found) for line in textwrap.wrap(note, WIDTH, subsequent_indent="    ")]
    return "\n".join(lines or ["no dated article on a negotiation"])


def _step(step: Step) -> list[str]:
    likelihood = step.forecast.likelihood
    assert likelihood is not None
    filled = round(_BAR * likelihood.p)
    bar = "█" * filled + "·" * (_BAR - filled)
    span = f"{100 * likelihood.low:.0f}–{100 * likelihood.high:.0f} %"
    head = f"{step.forecast.reading.as_of}  {bar} {100 * likelihood.p:3.0f} %  {span:<8} "
    lines = [f"{head} {stage_words(step.forecast.reading)}"[:WIDTH]]
    if step.moved:
        lines += _wrap(f"{total(step):+.2f} = {', '.join(_parts(step.moved))}")
    return lines + (_wrap(CONCLUDED) if step.concluded else [])


def _wrap(text: str) -> list[str]:
    lines = textwrap.wrap(text, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False)
    return [line.replace(_KEPT, " ") for line in lines]


def _parts(moved: tuple[Move, ...]) -> list[str]:
    """Return the largest parts of a move in words, and the sum of the others, so that the figures add up."""
    shown, rest = largest(moved, _SHOWN)
    words = [f"{WORDS.get(move.part, move.part)} {move.change:+.2f}" for move in shown]
    words += [f"{len(rest)} smaller {sum(move.change for move in rest):+.2f}"] if rest else []
    return [word.replace(" ", _KEPT) for word in words]


def largest(moved: tuple[Move, ...], least: int) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """Return the largest parts of a move and the others: ``least`` of them, and more while the others sum to much.

    Examples
    --------
    >>> from stances.explain.moves import Move
    >>> shown, rest = largest((Move("stage", 0.3, ""), Move("anchor", 0.2, ""), Move("issue", 0.01, "")), 1)
    >>> [move.part for move in shown], len(rest)
    (['stage', 'anchor'], 1)
    """
    size = least
    while abs(sum(move.change for move in moved[size:])) > _MUCH and size < least + _MORE:
        size += 1
    return moved[:size], moved[size:]


def total(step: Step) -> float:
    """Return the change of the log-odds since the step before."""
    return sum(move.change for move in step.moved)


def notes(found: Track) -> list[str]:
    """Return which texts were merged into which, and what was left out and why."""
    merged = [f"merged: {copy}: nearly the text of {first}" for copy, first in found.merged]
    return merged + [f"left out: {name}: {why}" for name, why in found.left_out]


def to_json(found: Track) -> str:
    """Return the track as a JSON object."""
    record = {
        "half_life_days": HALF_LIFE,
        "outcome_date": found.outcome.isoformat() if found.outcome else None,
        "steps": [_record(step) for step in found.steps],
        "merged": [{"id": copy, "into": first} for copy, first in found.merged],
        "left_out": [{"id": name, "why": why} for name, why in found.left_out],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _record(step: Step) -> dict[str, Any]:
    likelihood, reading = step.forecast.likelihood, step.forecast.reading
    assert likelihood is not None
    return {
        "date": reading.as_of.isoformat() if reading.as_of else None,
        "articles": list(step.articles),
        "parties": list(reading.parties or ()),
        "stage": reading.stage,
        "concluded": step.concluded,
        "likelihood": {k: getattr(likelihood, k) for k in ("within_days", "p", "low", "high", "base_rate")},
        "move": total(step),
        "moved": [
            {
                "part": move.part,
                "log_odds": move.change,
                "why": move.why,
                "quotes": [{"id": step.stated_in[i], "quote": reading.signals[i].quote} for i in move.quotes],
            }
            for move in step.moved
        ],
    }
