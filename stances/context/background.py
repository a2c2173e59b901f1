"""What public knowledge adds to an article on two parties: marked as such, and not part of the likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.context import elections, ratification
from stances.context.actors import names

if TYPE_CHECKING:
    from stances.records import Reading


def background(reading: Reading) -> dict[str, list[str]]:
    """Return, by party, its next election and what concluding an agreement takes there, in words.

    Parameters
    ----------
    reading : Reading
        The parties and the day count.
    """
    return {code: _facts(code, reading) for code in reading.parties or ()}


def _facts(code: str, reading: Reading) -> list[str]:
    facts = []
    if reading.as_of:
        held = elections.next_election(code, reading.as_of)
        if held:
            facts.append(f"{names()[code]}: {elections.in_words(held, reading.as_of)}")
    facts += [f"{names()[code]}: {ratification.in_words(route)}" for route in ratification.routes().get(code, [])]
    return facts
