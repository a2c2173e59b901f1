"""What public knowledge adds to an article on two parties: marked as such, and not part of the likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.context import base_rates, elections, memberships, neighbours, ratification, regimes, ties, trade
from stances.context.actors import names
from stances.records import BOTH

if TYPE_CHECKING:
    from datetime import date

    from stances.records import Reading


def background(reading: Reading) -> dict[str, list[str]]:
    """Return by party its regime, its next election and what concluding takes there; for ``both`` their ties and rates.

    Parameters
    ----------
    reading : Reading
        The parties and the day.
    """
    facts = {code: _facts(code, reading) for code in reading.parties or ()}
    return {**facts, BOTH: _of_both(reading)} if reading.parties else {}


def _of_both(reading: Reading) -> list[str]:
    facts = _ties(reading.parties, reading.as_of) if reading.parties and reading.as_of else []
    return facts + [base_rates.in_words(rate, reading.issue) for rate in base_rates.beside(reading.issue)]


def _ties(pair: tuple[str, str], day: date) -> list[str]:
    """Return what ties or parts two parties on a day, in words."""
    facts = [ties.in_words(tie) for tie in ties.ties_between(pair, day)]
    signed = trade.agreements(pair, day)
    facts += [trade.in_words(signed)] if signed else []
    bodies = memberships.common_bodies(pair, day)
    facts += [f"both belong to {', '.join(bodies)}"] if bodies else []
    facts += ["they share a land border"] if neighbours.border(pair, day) else []
    region = neighbours.common_region(pair)
    facts += [f"both lie in {region}"] if region else []
    unequal = trade.ratio(pair, day)
    facts += [trade.ratio_in_words(unequal)] if unequal else []
    return facts


def _facts(code: str, reading: Reading) -> list[str]:
    facts = []
    if reading.as_of:
        ruled = regimes.regime(code, reading.as_of)
        facts += [regimes.in_words(ruled, reading.as_of)] if ruled else []
        held = elections.next_election(code, reading.as_of)
        facts += [elections.in_words(held, reading.as_of)] if held else []
    facts += [ratification.in_words(route) for route in ratification.routes().get(code, [])]
    return [f"{names()[code]}: {fact}" for fact in facts]
