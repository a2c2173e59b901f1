"""Ties between two states: alliances and rivalries."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stances.context.tables import rows

if TYPE_CHECKING:
    from datetime import date

COLUMNS = ("kind", "first", "second", "start", "end", "source")
LAST_KNOWN = {"alliance": 2018, "rivalry": 2010}
"""Years in which the sources end; a tie that held then is told with that year."""


class Tie(NamedTuple):
    """What ties or parts two states, since when, and up to when: None where it held when its source ends."""

    kind: str
    start: int
    end: int | None
    source: str


@cache
def _ties() -> dict[tuple[str, str], list[Tie]]:
    found: dict[tuple[str, str], list[Tie]] = {}
    for kind, first, second, start, end, source in rows("ties.csv", COLUMNS):
        tie = Tie(kind, int(start), int(end) if end else None, source)
        found.setdefault((first, second), []).append(tie)
    return found


def ties_between(pair: tuple[str, str], day: date) -> list[Tie]:
    """Return the alliances and rivalries of two states on a day.

    Examples
    --------
    >>> from datetime import date
    >>> [tie.kind for tie in ties_between(("JPN", "USA"), date(2018, 5, 17))]
    ['alliance']
    """
    first, second = sorted(pair)
    return [t for t in _ties().get((first, second), []) if t.start <= day.year <= (t.end or 9999)]


def in_words(tie: Tie) -> str:
    """Return a tie in words.

    Examples
    --------
    >>> in_words(Tie("rivalry", 1948, None, "Thompson & Dreyer"))
    'rivalry since 1948, held in 2010 (Thompson & Dreyer)'
    """
    until = f", held in {LAST_KNOWN[tie.kind]}" if tie.end is None else f" to {tie.end}"
    return f"{tie.kind} since {tie.start}{until} ({tie.source})"
