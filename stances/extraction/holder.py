"""Whose incentive it is: the candidates a, b and both, and what speaks for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.extraction.holder_marks import both_marks, named_parties, party_marks
from stances.extraction.voice import passive_agent
from stances.records import BOTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.extraction.linear import LinearText
    from stances.extraction.matcher import Found


def candidate_features(
    candidate: str, driver: str, polarity: int, found: Found, before: str | None, parties: tuple[str, str], text: str
) -> list[str]:
    """Return what speaks for or against one holder of a signal of this kind in this sentence.

    Parameters
    ----------
    candidate : str
        A party's code, or ``both``.
    driver, polarity
        The signal's kind.
    found : Found
        What stands in the sentence.
    before : str or None
        The party that the text spoke of last before this sentence.
    parties : tuple of str
        The two principals.
    text : str
        The document's folded text.
    """
    named = named_parties(found, parties)
    if candidate == BOTH:
        marks = both_marks(named, found, before, text)
    else:
        marks = party_marks(candidate, driver, found, before, named, text)
    of_driver, of_kind = f"/{driver}", f"/{driver}{polarity:+d}"
    return [*marks, *[mark + of_driver for mark in marks], *[mark + of_kind for mark in marks]]


def choose_holder(
    model: LinearText, driver: str, polarity: int, found: Found, before: str | None, parties: tuple[str, str], text: str
) -> str:
    """Return the holder for which the most speaks; ``both`` on a tie between the two parties.

    Who acts in a passive sentence is not asked of the learned marks: they take the party named first.
    """
    agent = passive_agent(driver, polarity, named_parties(found, parties), text)
    if agent:
        return agent
    scores = {
        candidate: model.scores(candidate_features(candidate, driver, polarity, found, before, parties, text))[0]
        for candidate in (*parties, BOTH)
    }
    best = max(scores, key=lambda candidate: (scores[candidate], candidate == BOTH))
    other = parties[1] if best == parties[0] else parties[0]
    return BOTH if best != BOTH and scores[best] == scores[other] else best


def heard_holder(shares: Sequence[float], parties: tuple[str, str]) -> str:
    """Return the likeliest of the first party, the second and both; ``both`` on a tie between the two parties.

    Examples
    --------
    >>> heard_holder((0.2, 0.5, 0.3), ("MEX", "USA"))
    'USA'
    """
    first, second, both = shares
    if first == second or both >= max(first, second):
        return BOTH
    return parties[0] if first > second else parties[1]


def last_party(found: Found, before: str | None, parties: tuple[str, str]) -> str | None:
    """Return the party that the text speaks of after this sentence."""
    named = named_parties(found, parties)
    return named[0].code if named else before
