"""Who rules a state: regime types with their days."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stances.context.tables import rows

if TYPE_CHECKING:
    from datetime import date

COLUMNS = ("code", "regime", "start", "end")
LAST_KNOWN = "2020-12-31"
"""Day on which the source ends; of a regime that held then no end is known."""


class Regime(NamedTuple):
    """How a state is ruled, since when, and the first day on which it no longer was; empty where no end is known."""

    code: str
    name: str
    start: str
    end: str

    @property
    def democratic(self) -> bool:
        """Whether those who rule are chosen in competitive elections."""
        return self.name.endswith("democracy")


@cache
def _regimes() -> dict[str, list[Regime]]:
    found: dict[str, list[Regime]] = {}
    for row in rows("regimes.csv", COLUMNS):
        found.setdefault(row[0], []).append(Regime(*row))
    return found


def regime(code: str, day: date) -> Regime | None:
    """Return a state's regime on a day; None where the table knows none.

    Examples
    --------
    >>> from datetime import date
    >>> regime("MEX", date(2018, 5, 17)).name
    'presidential democracy'
    """
    today = day.isoformat()
    held = [r for r in _regimes().get(code, []) if r.start <= today < (r.end or "9999")]
    return max(held, key=lambda r: r.start, default=None)


def in_words(held: Regime, day: date) -> str:
    """Return a regime in words, with the year up to which its source reaches where the day lies after it.

    Examples
    --------
    >>> from datetime import date
    >>> in_words(Regime("MEX", "presidential democracy", "2000-07-02", ""), date(2024, 1, 1))
    'presidential democracy since 2000, held in 2020 (REIGN)'
    """
    stale = not held.end and held.start <= LAST_KNOWN < day.isoformat()
    until = f", held in {LAST_KNOWN[:4]}" if stale else ""
    source = "REIGN" if held.start <= LAST_KNOWN else "public record"
    return f"{held.name} since {held.start[:4]}{until} ({source})"
