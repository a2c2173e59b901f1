"""Where two states lie to each other: a common land border, a common region."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from stances.context.memberships import members
from stances.context.tables import rows

if TYPE_CHECKING:
    from datetime import date

BORDERS, REGIONS = ("first", "second", "start", "end"), ("region", "codes")


@cache
def _borders() -> dict[tuple[str, str], tuple[str, str]]:
    return {(first, second): (start, end or "9999") for first, second, start, end in rows("borders.csv", BORDERS)}


@cache
def regions() -> dict[str, str]:
    """Return the region of each state.

    Examples
    --------
    >>> regions()["MEX"]
    'Central America'
    """
    return {code: region for region, codes in rows("regions.csv", REGIONS) for code in codes.split()}


def border(pair: tuple[str, str], day: date) -> bool:
    """Tell whether two parties share a land border on a day; the EU has the borders of its members.

    Examples
    --------
    >>> from datetime import date
    >>> border(("USA", "MEX"), date(2018, 5, 17)), border(("TUR", "EU"), date(2016, 3, 18))
    (True, True)
    """
    one, other = (members(code, day) for code in pair)
    return any(_adjoin(a, b, day.isoformat()) for a in one for b in other)


def _adjoin(one: str, other: str, day: str) -> bool:
    start, end = _borders().get((min(one, other), max(one, other)), ("9999", ""))
    return start <= day < end


def common_region(pair: tuple[str, str]) -> str | None:
    """Return the region in which both states lie, None where there is none.

    Examples
    --------
    >>> common_region(("EGY", "LBY"))
    'Northern Africa'
    """
    one, other = (regions().get(code) for code in pair)
    return one if one == other else None
