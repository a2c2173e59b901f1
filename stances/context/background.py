"""What public knowledge adds to an article on two parties: marked as such, and not part of the likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.context import base_rates, elections, ratification, ties
from stances.context.actors import names
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Reading


def background(reading: Reading) -> dict[str, list[str]]:
    """Return, by party, its next election and what concluding an agreement takes there; for ``both`` ties and rates.

    Parameters
    ----------
    reading : Reading
        The parties and the day count.
    """
    facts = {code: _facts(code, reading) for code in reading.parties or ()}
    return {**facts, BOTH: _of_both(reading)} if reading.parties else {}


def _of_both(reading: Reading) -> list[str]:
    facts = []
    pair = reading.parties
    if pair and reading.as_of:
        facts += [ties.in_words(tie) for tie in ties.ties_between(pair, reading.as_of)]
        facts += [f"both belong to {body}" for body in ties.common_bodies(pair, reading.as_of)]
    rate = base_rates.issue_rate(reading.issue, 365)
    facts.append(
        f"agreed: {100 * rate.share:.0f} % of {rate.what} (drawn to the rate of all; {rate.episodes:.0f} episodes)"
    )
    facts += [f"agreed: {100 * r.share:.0f} % of {r.episodes:.0f} {r.what}" for r in base_rates.ELSEWHERE]
    return facts


def _facts(code: str, reading: Reading) -> list[str]:
    facts = []
    if reading.as_of:
        held = elections.next_election(code, reading.as_of)
        if held:
            facts.append(f"{names()[code]}: {elections.in_words(held, reading.as_of)}")
    facts += [f"{names()[code]}: {ratification.in_words(route)}" for route in ratification.routes().get(code, [])]
    return facts
