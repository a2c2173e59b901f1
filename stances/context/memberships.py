"""Bodies to which states belong, and since when."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from stances.context.tables import rows

if TYPE_CHECKING:
    from datetime import date

COLUMNS = ("body", "code", "start", "end")


@cache
def _terms() -> list[list[str]]:
    """Return the memberships; a day is compared to a date's text, so that ``2004`` means its first day."""
    return [[body, code, start, end or "9999"] for body, code, start, end in rows("memberships.csv", COLUMNS)]


def members(code: str, day: date) -> list[str]:
    """Return the members of the EU on a day; any other party stands for itself.

    Examples
    --------
    >>> from datetime import date
    >>> len(members("EU", date(2020, 1, 31))), len(members("EU", date(2020, 2, 1))), members("MEX", date(2020, 1, 1))
    (28, 27, ['MEX'])
    """
    today = day.isoformat()
    return [c for body, c, start, end in _terms() if body == "EU" and start <= today < end] if code == "EU" else [code]


def common_bodies(pair: tuple[str, str], day: date) -> list[str]:
    """Return the bodies to which both belong on a day.

    Examples
    --------
    >>> from datetime import date
    >>> common_bodies(("MEX", "USA"), date(2018, 5, 17))
    ['NAFTA or USMCA', 'OECD', 'WTO']
    """
    today = day.isoformat()
    held = [{body for body, c, start, end in _terms() if c == code and start <= today < end} for code in pair]
    return sorted(held[0] & held[1])
