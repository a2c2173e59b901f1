"""A forecast's parts by name: what two forecasts are compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Contribution, Forecast


def name_of(part: Contribution) -> str:
    """Return the name of a contribution: driver, sense and holder.

    Examples
    --------
    >>> from stances.records import Contribution
    >>> name_of(Contribution("payoff", "MEX", -1, -0.2, "Raiffa 1982"))
    'payoff − MEX'
    """
    sense = {1: " +", -1: " −"}.get(part.polarity, "")
    return f"{part.driver}{sense}{'' if part.holder == BOTH else f' {part.holder}'}"


def parts_of(given: Forecast) -> dict[str, float]:
    """Return what each driver of each holder, the context and each rule adds, in log-odds; with the base they add up.

    Examples
    --------
    >>> from stances.records import Article, Contribution, Forecast, Reading
    >>> payoff = Contribution("payoff", "MEX", -1, -0.2, "Raiffa 1982")
    >>> parts_of(Forecast(Reading(Article("a", "t"), None), contributions=(payoff,)))
    {'payoff − MEX': -0.2}
    """
    parts: dict[str, float] = {}
    for c in given.contributions:
        parts[name_of(c)] = parts.get(name_of(c), 0.0) + c.contribution
    parts.update({f"rule {rule.id}": rule.effect for rule in given.rules if rule.fired})
    return parts
