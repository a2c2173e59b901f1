"""One decision a sentence and kind of signal: the tagger's likelihood and the cues' strength together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.extraction.scope import negated

if TYPE_CHECKING:
    from stances.extraction.matcher import Found

MOST_QUOTES = 5
"""Quotes of one kind of signal kept an article."""


def combined(tagged: dict[str, float], found: Found, text: str, cue_weights: dict[str, float]) -> dict[str, float]:
    """Return the likelihood of each kind of signal in a sentence.

    The tagger and the cues are taken as independent evidence (noisy or): ``1 - (1 - p)(1 - w s)``, with ``s`` the
    strongest cue of that kind. A negation before a cue turns its polarity.

    Parameters
    ----------
    tagged : dict
        The tagger's likelihood of each kind (``driver+1``, ``driver-1``).
    found : Found
        What stands in the sentence.
    text : str
        The folded text of the document.
    cue_weights : dict
        Weight of the cues of each kind: 0 leaves them out, 1 takes their strength as it is stated.
    """
    strongest = cue_strengths(found, text)
    return {
        kind: 1 - (1 - p) * (1 - cue_weights.get(kind, 0.0) * strongest.get(kind, 0.0)) for kind, p in tagged.items()
    }


def cue_strengths(found: Found, text: str) -> dict[str, float]:
    """Return the strength of the strongest cue of each kind, after negation."""
    strongest: dict[str, float] = {}
    for hit in found.cues:
        polarity = -hit.cue.polarity if negated(found.scope, text, hit.start) else hit.cue.polarity
        kind = f"{hit.cue.driver}{polarity:+d}"
        strongest[kind] = max(strongest.get(kind, 0.0), hit.cue.strength)
    return strongest
