"""One decision a sentence and kind of signal, from the tagger's likelihood, the cues and the sentence before."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

from stances.extraction.scope import negated

if TYPE_CHECKING:
    from stances.extraction.lexicon import Cue
    from stances.extraction.matcher import CueHit, Found
    from stances.extraction.scorecard import Scorecard

MOST_QUOTES = 5
"""Quotes of one kind of signal kept an article."""

_LEAST: Final = 0.012
_FLOOR: Final = 1e-5
_CEILING: Final = 1 - 1e-5
_FAR: Final = -6.0
_CUE: Final = 4.0
"""Log-odds for a sense that a cue of full strength is worth beside the tagger's: 1, 2 and 8 did no better on unseen pairs."""
RARE = frozenset(("linkage", "election", "ratification"))
"""Drivers that few sentences state: at the threshold of all others hardly half as many are read as readers code."""
_NEGATIVE = frozenset(
    ("no", "not", "'t", "never", "without", "cannot", "nor", "neither", "little", "hardly", "unlikely")
)


def cue_strengths(found: Found, text: str) -> dict[str, float]:
    """Return the strength of the strongest cue of each kind (``driver+1``), after negation."""
    return _strengths(_judged(found, text))


def denied(found: Found, text: str) -> set[str]:
    """Return the kinds that cues of a sentence would speak for, were each of them not negated: *no progress* is none."""
    return _denied(_judged(found, text))


def _judged(found: Found, text: str) -> list[tuple[Cue, bool]]:
    """Return each cue of a sentence and whether it is negated."""
    return [(hit.cue, _negated(hit, found, text)) for hit in found.cues]


def _strengths(judged: list[tuple[Cue, bool]]) -> dict[str, float]:
    strongest: dict[str, float] = {}
    for cue, is_negated in judged:
        kind = f"{cue.driver}{-cue.polarity if is_negated else cue.polarity:+d}"
        strongest[kind] = max(strongest.get(kind, 0.0), cue.strength)
    return strongest


def _denied(judged: list[tuple[Cue, bool]]) -> set[str]:
    kinds = {(f"{cue.driver}{cue.polarity:+d}", is_negated) for cue, is_negated in judged}
    return {kind for kind, is_negated in kinds if is_negated and (kind, False) not in kinds}


def _negated(hit: CueHit, found: Found, text: str) -> bool:
    """A negation within a cue counts where it fills a gap, not where it is a word of the pattern."""
    if not found.negations:
        return False
    own = any(_NEGATIVE.intersection(step.words) for step in hit.cue.sequence)
    return negated(found.negations, text, hit.start, 0 if own else hit.end)


def candidates(
    tagged: dict[str, float], before: dict[str, float] | None, found: Found, text: str, parties: tuple[str, str]
) -> dict[str, dict[str, float]]:
    """Return the figures of each kind of signal that a sentence may hold; the rest is not worth a decision.

    A kind whose cues are all negated is none, whatever the tagger says: n-grams see a negation only beside them. Nothing that stands after the sentence is looked at.

    Parameters
    ----------
    tagged : dict
        The tagger's likelihood of each kind in the sentence.
    before : dict or None
        The same for the sentence before.
    found : Found
        What stands in the sentence.
    text : str
        The folded text of the document.
    parties : tuple of str
        The two principals.
    """
    judged = _judged(found, text)
    cues, out = _strengths(judged), _denied(judged)
    best = max(tagged.values())
    words = math.log(1 + text.count(" ", found.sentence.start, found.sentence.end))
    both = float(len({m.code for m in found.mentions}.intersection(parties)))
    title = float(found.sentence.title)
    chosen = {}
    for kind, p in tagged.items():
        cue = cues.get(kind, 0.0)
        if (p > _LEAST or cue) and kind not in out:
            opposite, score = opposite_of(kind), log_odds(p)
            earlier = log_odds(before[kind]) if before else _FAR
            chosen[kind] = {
                "tagger": score,
                "cue": cue,
                "opposite cue": cues.get(opposite, 0.0),
                "cued": 1.0 if cue else 0.0,
                "cued tagger": score if cue else 0.0,
                "before": earlier if earlier > _FAR else _FAR,
                "opposite": log_odds(tagged[opposite]),
                "strongest": 1.0 if p == best else 0.0,
                "parties": both,
                "words": words,
                "title": title,
                kind: 1.0,
            }
    return chosen


def decided(figures: dict[str, dict[str, float]], decision: Scorecard) -> dict[str, float]:
    """Return how likely each kind of signal is in a sentence, one sense a driver: readers hardly ever code both in one.

    The likelier sense stays. Where a cue stands the tagger and the cues choose the sense: the scorecard counts a cue and the
    tagger's word as partly the same, so that by it a kind with a cue can fall behind its opposite without one.
    """
    likelihoods = {kind: decision.probability(given) for kind, given in figures.items()}
    return {kind: p for kind, p in likelihoods.items() if not _outdone(kind, figures, likelihoods)}


def _outdone(kind: str, figures: dict[str, dict[str, float]], likelihoods: dict[str, float]) -> bool:
    other = opposite_of(kind)
    if other not in figures:
        return False
    mine, its = figures[kind], figures[other]
    if mine["cue"] or its["cue"]:
        return mine["tagger"] + _CUE * mine["cue"] < its["tagger"] + _CUE * its["cue"]
    return likelihoods[kind] < likelihoods[other]


@cache
def opposite_of(kind: str) -> str:
    """Return the other sense of a kind of signal: ``payoff-1`` of ``payoff+1``."""
    return f"{kind[:-2]}{'-' if kind[-2] == '+' else '+'}1"


def log_odds(p: float) -> float:
    """Return the log-odds of a likelihood, kept away from 0 and 1."""
    p = _FLOOR if p < _FLOOR else _CEILING if p > _CEILING else p
    return math.log(p / (1 - p))
