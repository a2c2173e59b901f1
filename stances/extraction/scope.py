"""What changes the sense of a cue in its sentence: negation, hedge, condition, contrast."""

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
HEDGES = frozenset(
    ("may", "might", "could", "would", "possibly", "perhaps", "likely", "potentially", "expected to", "hopes", "hoped")
)
CONDITIONS = frozenset(("if", "unless", "provided that", "as long as", "only if", "until", "on condition"))
CONTRASTS = frozenset(("but", "although", "though", "however", "while", "despite", "yet", "even as"))

SCOPE_WORDS: dict[str, str] = {
    **dict.fromkeys(HEDGES, "hedge"),
    **dict.fromkeys(CONDITIONS, "condition"),
    **dict.fromkeys(CONTRASTS, "contrast"),
    **dict.fromkeys(NEGATIONS, "negation"),
}
"""Each scope word with its kind."""

_REACH = 32
_LONGEST = max(map(len, NEGATIONS))


def negated(scope: list[Hit], text: str, start: int, end: int = 0) -> bool:
    """Tell whether a negation governs the cue at ``[start, end)``.

    ``scope`` is sorted by position. A negation reaches some five words to the right; a contrast word, a comma or a semicolon between ends it. One that stands
    within the cue, in a gap of its pattern, reaches to the cue's end: *reached no agreement*. Without ``end`` none does so.

    Examples
    --------
    >>> from stances.extraction.automaton import Hit
    >>> text = "there is no need to ask congress"
    >>> negated([Hit("no", 9, 11)], text, 12)
    True
    """
    first = bisect_left(scope, start - _REACH - _LONGEST, key=_start)
    return any(
        _reaches(text[hit.end : start if hit.end <= start else end])
        for hit in scope[first : bisect_left(scope, max(start, end), lo=first, key=_start)]
        if SCOPE_WORDS[hit.key] == "negation" and (hit.end <= start or start < hit.start < end)
    )


def _start(hit: Hit) -> int:
    return hit.start


def _reaches(between: str) -> bool:
    return len(between) <= _REACH and not any(
        mark in between for mark in (",", ";", ":", '"', " but ", " because ", "only")
    )
