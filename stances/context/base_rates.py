"""How often talks come to an agreement, by kind of source, issue and horizon: what stands beside a forecast.

A rate is drawn to that of its kind of source, and that to the mean of the kinds (beta-binomial, two levels): the fewer the
cases, the nearer. docs/decisions/0006-base-rates.md says how the weights were found.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from stances.context.tables import rows

COLUMNS = ("kind", "issue", "days", "agreed", "episodes")
KINDS = {
    "news": "episodes of talks in the news",
    "questions": "forecasting questions on an agreement, as asked",
    "disputes": "bilateral attempts to settle claims to land, sea and rivers 1816–2001 (ICOW 1.1)",
    "sanctions": "sanction threats and impositions 1945–2005 with an outcome, settled by negotiation (TIES 4)",
}
"""What the cases of each kind of source are."""

AS_LONG_AS_IT_TAKES = 0
"""The horizon of the kinds that have none."""

_ISSUE_WEIGHT = 40.0
_KIND_WEIGHT = 9.0
_YEAR = 365
_Z = 1.2815515655446004


class Rate(NamedTuple):
    """A rate of agreements with its 80 % interval, the issue's own cases on which it rests, and those of all issues."""

    kind: str
    share: float
    low: float
    high: float
    own: float
    all: float


@cache
def _table() -> dict[tuple[str, str, int], tuple[float, float]]:
    table = rows("base_rates.csv", COLUMNS)
    return {(kind, issue, int(days)): (float(agreed), float(n)) for kind, issue, days, agreed, n in table}


def rate(kind: str, issue: str = "all", days: int = AS_LONG_AS_IT_TAKES) -> Rate:
    """Return the rate of an issue in a kind of source, within a horizon of the table.

    Examples
    --------
    >>> news, asked = rate("news", "trade", 365), rate("questions", "trade")
    >>> news.share > asked.share, news.own > asked.own
    (True, True)
    """
    overall = _table()[kind, "all", days]
    a, b = _beta(overall, _mean_of_kinds(), _KIND_WEIGHT)
    own = _table().get((kind, issue, days), (0.0, 0.0))
    if issue != "all" and own[1]:
        a, b = _beta(own, a / (a + b), _ISSUE_WEIGHT)
    centre, reach = math.log(a / b), _Z * math.sqrt(1 / a + 1 / b)
    low, high = (1 / (1 + math.exp(-centre - step)) for step in (-reach, reach))
    return Rate(kind, a / (a + b), low, high, own[1], overall[1])


def _beta(count: tuple[float, float], mean: float, weight: float) -> tuple[float, float]:
    agreed, episodes = count
    return agreed + mean * weight, episodes - agreed + (1 - mean) * weight


@cache
def _mean_of_kinds() -> float:
    counts = [_table()[kind, "all", _YEAR if kind == "news" else AS_LONG_AS_IT_TAKES] for kind in KINDS]
    return sum(agreed / episodes for agreed, episodes in counts) / len(counts)


def beside(issue: str) -> list[Rate]:
    """Return the rates that stand beside a forecast: the issue's within a year in the news, then those of other kinds."""
    return [rate(kind, issue, _YEAR if kind == "news" else AS_LONG_AS_IT_TAKES) for kind in KINDS]


def in_words(found: Rate, issue: str) -> str:
    """Return a rate in words.

    Examples
    --------
    >>> in_words(Rate("news", 0.49, 0.42, 0.56, 12.0, 270.0), "migration")
    'agreed: 49 % (80 % interval 42–56 %) of episodes of talks in the news within a year; rests on 12 on migration and 270 in all'
    """
    within = " within a year" if found.kind == "news" else ""
    span = f"{100 * found.share:.0f} % (80 % interval {100 * found.low:.0f}–{100 * found.high:.0f} %)"
    own = f"{found.own:.0f} on {issue.replace('_', ' ')} and " if found.own else ""
    return f"agreed: {span} of {KINDS[found.kind]}{within}; rests on {own}{found.all:.0f} in all"
