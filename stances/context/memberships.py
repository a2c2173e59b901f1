"""Bodies to which states belong, and since when."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from stances.context.tables import rows

if TYPE_CHECKING:
    from datetime import date

COLUMNS = ("body", "code", "start", "end")


@cache
def _terms() -> dict[str, list[tuple[str, str, str]]]:
    """Return who was in each body; a day is compared to a date's text, so that ``2004`` means its first day."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for body, code, start, end in rows("memberships.csv", COLUMNS):
        found.setdefault(body, []).append((code, start, end or "9999"))
    return found


def members(code: str, day: date) -> list[str]:
    """Return the members of the EU on a day; any other party stands for itself.

    Examples
    --------
    >>> from datetime import date
    >>> len(members("EU", date(2020, 1, 31))), len(members("EU", date(2020, 2, 1))), members("MEX", date(2020, 1, 1))
    (28, 27, ['MEX'])
    """
    today = day.isoformat()
    return [c for c, start, end in _terms()["EU"] if start <= today < end] if code == "EU" else [code]


def common_bodies(pair: tuple[str, str], day: date) -> list[str]:
    """Return the bodies to which both belong on a day.

    Examples
    --------
    >>> from datetime import date
    >>> common_bodies(("MEX", "USA"), date(2018, 5, 17))
    ['NAFTA or USMCA', 'OECD', 'WTO']
    """
    today = day.isoformat()
    one, other = (_bodies(code, today) for code in pair)
    return sorted(one & other)


def _bodies(code: str, today: str) -> set[str]:
    return {body for body, start, end in _by_state().get(code, []) if start <= today < end}


@cache
def _by_state() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for body, held in _terms().items():
        for code, start, end in held:
            found.setdefault(code, []).append((body, start, end))
    return found
