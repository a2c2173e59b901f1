"""How two parties stand to each other on a day, in numbers: by what past cases are compared and features are tried."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from stances.context.memberships import common_bodies
from stances.context.neighbours import border, common_region
from stances.context.regimes import regime
from stances.context.ties import ties_between
from stances.context.trade import agreements, ratio

if TYPE_CHECKING:
    from datetime import date

FIRST_TIES = 1985
"""Year before which the alliances and rivalries are not known."""


class Relation(NamedTuple):
    """What ties or parts two parties; None where the tables do not know it.

    Parameters
    ----------
    unequal : float or None
        Log10 of how many times the larger's trade is the smaller's.
    neighbours, same_region, bound : bool
        A common land border; a common region; a common body, other than the WTO, or a trade agreement.
    allied, rivals : bool or None
    democracies : int or None
        How many of the two are democracies.
    """

    unequal: float | None
    neighbours: bool
    same_region: bool
    bound: bool
    allied: bool | None
    rivals: bool | None
    democracies: int | None


def relation(pair: tuple[str, str], day: date) -> Relation:
    """Return the relation of two parties on a day.

    Examples
    --------
    >>> from datetime import date
    >>> found = relation(("MEX", "USA"), date(2018, 5, 17))
    >>> found.neighbours, found.bound, found.allied, found.rivals, found.democracies
    (True, True, True, False, 2)
    """
    kinds = {tie.kind for tie in ties_between(pair, day)} if day.year >= FIRST_TIES and "EU" not in pair else None
    sizes = ratio(pair, day)
    bound = bool(set(common_bodies(pair, day)) - {"WTO"}) or bool(agreements(pair, day))
    return Relation(
        math.log10(sizes.times) if sizes else None,
        border(pair, day),
        common_region(pair) is not None,
        bound,
        None if kinds is None else "alliance" in kinds,
        None if kinds is None else "rivalry" in kinds,
        _democracies(pair, day),
    )


def _democracies(pair: tuple[str, str], day: date) -> int | None:
    """Return how many of two parties are democracies; the EU is one, being made of them."""
    count = 0
    for code in pair:
        held = regime(code, day)
        if held is None and code != "EU":
            return None
        count += held is None or held.democratic
    return count
