"""What turns the sense of a cue in its sentence round: a negation."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stances.extraction.automaton import Hit

NEGATIONS = frozenset(
    (
        "not", "no", "never", "without", "cannot", "can't", "won't", "wouldn't", "isn't", "aren't", "wasn't", "don't",
        "doesn't", "didn't", "haven't", "hasn't", "nor", "neither", "little", "hardly", "unlikely", "ruled out",
        "rules out", "rule out", "denied", "denies", "failed to", "fails to", "refused to", "refuses to", "far from",
        "lack of", "instead of", "rather than",
    )
)  # fmt: skip
_REACH = 32
_LONGEST = max(map(len, NEGATIONS))


def negated(negations: list[Hit], text: str, start: int, end: int = 0) -> bool:
    """Tell whether a negation governs the cue at ``[start, end)``.

    ``negations`` are the sentence's, sorted by position. One reaches some five words to the right; *but*, *because*, *only*, a comma, colon, semicolon or
    quotation mark between ends it. One that stands within the cue, in a gap of its pattern, reaches to the cue's end: *reached no agreement*. Without ``end`` none does so.

    Examples
    --------
    >>> from stances.extraction.automaton import Hit
    >>> text = "there is no need to ask congress"
    >>> negated([Hit("no", 9, 11)], text, 12)
    True
    """
    first = bisect_left(negations, start - _REACH - _LONGEST, key=_start)
    return any(
        _reaches(text[hit.end : start if hit.end <= start else end])
        for hit in negations[first : bisect_left(negations, max(start, end), lo=first, key=_start)]
        if hit.end <= start or start < hit.start < end
    )


def _start(hit: Hit) -> int:
    return hit.start


def _reaches(between: str) -> bool:
    return len(between) <= _REACH and not any(
        mark in between for mark in (",", ";", ":", '"', " but ", " because ", "only")
    )
