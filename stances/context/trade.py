"""Trade between two parties' economies and the world: agreements in force, and how much larger one is than the other."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stances.context.actors import names
from stances.context.memberships import members
from stances.context.tables import rows

if TYPE_CHECKING:
    from datetime import date

YEARS = (1950, 1960, 1970, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2014)
SIZES, AGREEMENTS = ("code", *map(str, YEARS)), ("name", "start", "first", "second")
LAST_KNOWN = 2020
"""Year in which the source of the agreements ends."""


class Agreement(NamedTuple):
    """A trade agreement, the year in which it came into force, and its two sides; without a second, all of the first."""

    name: str
    start: int
    first: frozenset[str]
    second: frozenset[str]

    def binds(self, one: set[str], other: set[str]) -> bool:
        """Tell whether it is between two parties, each given by the names under which it signs."""
        if not self.second:
            return bool(one & self.first and other & self.first)
        return bool((one & self.first and other & self.second) or (other & self.first and one & self.second))


class Ratio(NamedTuple):
    """How many times the larger party's trade with the world is the smaller's, and in which year."""

    larger: str
    times: float
    year: int


@cache
def _agreements() -> dict[str, list[Agreement]]:
    """Return the agreements under each name that signed them."""
    found: dict[str, list[Agreement]] = {}
    for name, start, first, second in rows("trade_agreements.csv", AGREEMENTS):
        signed = Agreement(name, int(start), frozenset(first.split()), frozenset(second.split()))
        for code in signed.first | signed.second:
            found.setdefault(code, []).append(signed)
    return found


def agreements(pair: tuple[str, str], day: date) -> list[Agreement]:
    """Return the trade agreements of two parties that had come into force before a day's year, the latest first.

    A member of the EU has the EU's agreements; two members, or one and the EU, have none between them.

    Examples
    --------
    >>> from datetime import date
    >>> [a.name for a in agreements(("EU", "TUR"), date(2016, 3, 18))][0]
    'EC Turkey'
    """
    one, other = (_signers(code, day) for code in pair)
    if one & other:
        return []
    found = {a for code in one for a in _agreements().get(code, []) if a.start < day.year and a.binds(one, other)}
    return sorted(found, key=lambda a: (-a.start, a.name))


def _signers(code: str, day: date) -> set[str]:
    """Return the names under which a party's agreements stand: its own, and the EU's for a member."""
    return {code, "EU"} if code in members("EU", day) else {code}


@cache
def _sizes() -> dict[str, dict[int, float]]:
    return {
        code: {year: float(value) for year, value in zip(YEARS, values, strict=True) if value}
        for code, *values in rows("trade_size.csv", SIZES)
    }


def ratio(pair: tuple[str, str], day: date) -> Ratio | None:
    """Return how unequal two parties are by their trade in the table's last year before a day; None where one is unknown.

    The EU counts as its members together, with their trade among themselves.

    Examples
    --------
    >>> from datetime import date
    >>> found = ratio(("MEX", "USA"), date(2018, 5, 17))
    >>> found.larger, round(found.times, 1), found.year
    ('USA', 4.7, 2014)
    """
    for year in reversed([year for year in YEARS if year < day.year]):
        sizes = {code: _size(code, year, day) for code in pair}
        if all(sizes.values()):
            larger = max(pair, key=lambda code: (sizes[code], code))
            return Ratio(larger, sizes[larger] / min(sizes.values()), year)
    return None


def _size(code: str, year: int, day: date) -> float:
    return sum(_sizes().get(member, {}).get(year, 0.0) for member in members(code, day))


def in_words(signed: list[Agreement]) -> str:
    """Return the trade agreements of two parties in words: the latest, and how many more.

    Examples
    --------
    >>> in_words([Agreement("EC Turkey", 1996, frozenset(["EU"]), frozenset(["TUR"]))])
    'trade agreement EC Turkey, in force since 1996 (DESTA, which does not tell whether it was ended later)'
    """
    more = f" and {len(signed) - 1} more" if len(signed) > 1 else ""
    source = "DESTA, which does not tell whether it was ended later"
    return f"trade agreement {signed[0].name}, in force since {signed[0].start}{more} ({source})"


def ratio_in_words(unequal: Ratio) -> str:
    """Return a ratio in words.

    Examples
    --------
    >>> ratio_in_words(Ratio("USA", 4.74, 2014))
    "United States' trade with the world was 4.7 times the other's in 2014 (Correlates of War)"
    """
    name = names()[unequal.larger]
    owner = f"{name}'" if name.endswith("s") else f"{name}'s"
    times = f"{unequal.times:.1f}" if unequal.times < 10 else f"{unequal.times:.0f}"
    return f"{owner} trade with the world was {times} times the other's in {unequal.year} (Correlates of War)"
