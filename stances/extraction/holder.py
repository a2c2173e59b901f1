"""Whose incentive it is: the candidates a, b and both, and what speaks for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.records import BOTH

if TYPE_CHECKING:
    from stances.extraction.linear import LinearText
    from stances.extraction.matcher import Found


def candidate_features(
    candidate: str, driver: str, polarity: int, found: Found, before: str | None, parties: tuple[str, str]
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
    """
    order = _named(found, parties)
    kind = f"{driver}{polarity:+d}"
    if candidate == BOTH:
        marks = ["both", f"both:{len(set(order))}"]
    else:
        marks = [f"n:{min(order.count(candidate), 2)}|{len(set(order))}"]
        marks += ["first"] if order[:1] == [candidate] else []
        marks += ["last"] if order[-1:] == [candidate] else []
        marks += ["only"] if set(order) == {candidate} else []
        marks += ["carried"] if not order and before == candidate else []
        people = [m.code for m in found.mentions if m.use in ("person", "seat")]
        marks += ["speaker"] if people[:1] == [candidate] else []
        marks += ["body"] if any(m.use == "body" and m.code == candidate for m in found.mentions) else []
        marks += ["near"] if _nearest(found, driver, parties) == candidate else []
        holders = {h.cue.holder for h in found.cues if h.cue.driver == driver} - {""}
        marks += [f"cue:{holder}" for holder in holders]
    return [mark for base in marks for mark in (base, f"{base}/{driver}", f"{base}/{kind}")]


def _named(found: Found, parties: tuple[str, str]) -> list[str]:
    """Return the parties in the order in which the sentence names them, without mere places."""
    return [m.code for m in found.mentions if m.code in parties and not m.place]


def _nearest(found: Found, driver: str, parties: tuple[str, str]) -> str | None:
    """Return the party named nearest to a cue of the driver, inside it or on either side."""
    places = [
        (max(hit.start - m.end, m.start - hit.end, 0), -m.start, m.code)
        for hit in found.cues
        if hit.cue.driver == driver
        for m in found.mentions
        if m.code in parties
    ]
    return min(places)[2] if places else None


def choose_holder(
    model: LinearText, driver: str, polarity: int, found: Found, before: str | None, parties: tuple[str, str]
) -> str:
    """Return the holder for which the most speaks; ``both`` on a tie between the two parties."""
    scores = {
        candidate: model.scores(candidate_features(candidate, driver, polarity, found, before, parties))[0]
        for candidate in (*parties, BOTH)
    }
    best = max(scores, key=lambda candidate: (scores[candidate], candidate == BOTH))
    other = parties[1] if best == parties[0] else parties[0]
    return BOTH if best != BOTH and scores[best] == scores[other] else best


def last_party(found: Found, before: str | None, parties: tuple[str, str]) -> str | None:
    """Return the party that the text speaks of after this sentence."""
    order = _named(found, parties)
    return order[0] if order else before
