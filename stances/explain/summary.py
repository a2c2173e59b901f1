"""The plain sentence on top of a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.codebook import drivers
from stances.context.actors import names
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Contribution, Forecast

_WORDS = ((0.1, "Very unlikely"), (0.4, "Unlikely"), (0.6, "About even"), (0.9, "Likely"), (1.1, "Very likely"))


def summary(given: Forecast) -> str:
    """Return one sentence: likelihood with its interval, and what weighs most on either side."""
    likelihood = given.likelihood
    if likelihood is None:
        reason = given.reading.abstention
        return f"No forecast: {reason.message if reason else 'nothing was read'}."
    word = next(text for bound, text in _WORDS if likelihood.p < bound)
    low, high = (round(100 * v) for v in (likelihood.low, likelihood.high))
    head = f"{word} within {horizon(likelihood.within_days)}: {100 * likelihood.p:.0f} %, {low}–{high} %"
    pro, con = (strongest(given, sign) for sign in (1, -1))
    said = [f"{words} {what}" for words, what in (("for it:", pro), ("against:", con)) if what]
    return f"{head}. Most {'; '.join(said)}." if said else f"{head}. Nothing that is stated weighs much."


def horizon(days: int) -> str:
    """Return a horizon in words.

    Examples
    --------
    >>> horizon(365), horizon(90)
    ('the year', '90 days')
    """
    return {365: "the year", 730: "two years", 180: "half a year"}.get(days, f"{days} days")


def strongest(given: Forecast, sign: int) -> str:
    """Return the stated driver that weighs most in one direction, with its holder; empty where there is none."""
    book = drivers()
    found = [c for c in given.contributions if c.driver in book and c.contribution * sign > 0.005]
    return wording(found[0]) if found else ""


def wording(part: Contribution) -> str:
    """Return a contribution in words, with its holder where one party has it."""
    stated = part.driver in drivers() and part.holder != BOTH
    return f"{names()[part.holder]}: {sense(part)}" if stated else sense(part)


def sense(part: Contribution) -> str:
    """Return what a contribution says, whoever its holder is."""
    book = drivers()
    if part.driver not in book:
        return {"weaker_side": "the weaker side's balance", "anchor": "the next date"}.get(part.driver, part.driver)
    return book[part.driver].says[part.polarity < 0]
