"""How often talks come to an agreement, by issue and horizon, over several collections: shown beside a forecast."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from stances.context.tables import rows

COLUMNS = ("issue", "days", "agreed", "episodes")
_PRIOR_EPISODES = 10.0


class Rate(NamedTuple):
    """A rate of agreements, on how many episodes it rests, and what it is of."""

    share: float
    episodes: float
    what: str


ELSEWHERE = (
    Rate(0.569, 1155, "bilateral negotiations on territory, rivers and maritime zones 1816–2001 (ICOW 1.1)"),
    Rate(0.188, 1412, "sanction threats and impositions 1945–2005 with an outcome, settled by negotiation (TIES 4)"),
)
"""Rates of other collections, of other questions and without a horizon."""


@cache
def _table() -> dict[tuple[str, int], tuple[float, float]]:
    return {(issue, int(days)): (float(agreed), float(n)) for issue, days, agreed, n in rows("base_rates.csv", COLUMNS)}


def horizons() -> list[int]:
    """Return the horizons of the table, in days."""
    return sorted({days for _, days in _table()})


def issue_rate(issue: str, days: int) -> Rate:
    """Return the rate of an issue within a horizon of the table, drawn to that of all issues.

    The issue's rate has a beta prior with the mean of all issues and the weight of ten episodes: with few of its own it is
    the overall rate, with many its own.

    Examples
    --------
    >>> issue_rate("trade", 365).episodes > issue_rate("health", 365).episodes
    True
    """
    agreed, episodes = _table().get((issue, days), (0.0, 0.0))
    all_agreed, all_episodes = _table()[("all", days)]
    share = (agreed + _PRIOR_EPISODES * all_agreed / all_episodes) / (episodes + _PRIOR_EPISODES)
    return Rate(share, episodes, f"{issue.replace('_', ' ')} within {days} days in our labelled articles")
