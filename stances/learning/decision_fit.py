"""The decision on each kind of signal in a sentence, and the thresholds at which one is read; fitted on held-out articles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from stances.extraction.decision import MOST_QUOTES, RARE, candidates, decided
from stances.learning.coded import kinds_of
from stances.learning.scorecard_fit import fit_scorecard

if TYPE_CHECKING:
    from stances.extraction.scorecard import Scorecard
    from stances.learning.reading_fit import HeldOut

_THRESHOLDS = [step / 100 for step in range(5, 41)]


class _Scored(NamedTuple):
    """What might be read: likelihood, kind, whether a reader coded it, article; and the kinds that were coded."""

    cases: list[tuple[float, str, bool, str]]
    gold: list[str]

    def part(self, *, rare: bool) -> _Scored:
        """Return the rare drivers' part, or the others'."""
        return _Scored(
            [case for case in self.cases if (case[1][:-2] in RARE) == rare],
            [kind for kind in self.gold if (kind[:-2] in RARE) == rare],
        )

    def beside(self, other: _Scored) -> _Scored:
        """Return both together."""
        return _Scored(sorted(self.cases + other.cases, reverse=True), self.gold + other.gold)


def fit_decision(held: list[HeldOut]) -> Scorecard:
    """Fit the decision on articles from which no cue was mined: on the others a cue looks better than it is."""
    rows: list[dict[str, float]] = []
    targets: list[str] = []
    for case in held:
        if case.article.told and not case.article.mined:
            for number, figures in _by_sentence(case):
                rows.extend(figures.values())
                targets.extend("yes" if kind in kinds_of(case.article, number) else "no" for kind in figures)
    return fit_scorecard(rows, targets, ("yes",), strength=0.05)


def choose_thresholds(held: list[HeldOut], decision: Scorecard) -> tuple[float, float, float]:
    """Return the thresholds, of most drivers and of the rare ones, and the evidence F1 at them.

    Of most drivers as many signals are read as the corpora's readers code: ours code half as many again a sentence. The rare ones,
    of which so few would be read, have the threshold of their best F1. The evidence F1 is measured on the articles from which no
    cue was mined.
    """
    talks = [h for h in held if h.article.told]
    mined, ours = (_scored([h for h in talks if h.article.mined == mined], decision) for mined in (True, False))
    threshold = _matching(mined.part(rare=False))
    rare = _best(mined.part(rare=True).beside(ours.part(rare=True)))
    counts = [_hits(ours.part(rare=False), threshold), _hits(ours.part(rare=True), rare)]
    said, hit = (sum(values) for values in zip(*counts, strict=True))
    return threshold, rare, 2 * hit / (said + len(ours.gold))


def _matching(scored: _Scored) -> float:
    return next(t for t in _THRESHOLDS if _hits(scored, t)[0] <= len(scored.gold) or t == _THRESHOLDS[-1])


def _best(scored: _Scored) -> float:
    def f1(threshold: float) -> float:
        said, hit = _hits(scored, threshold)
        return 2 * hit / (said + len(scored.gold) or 1)

    return max(_THRESHOLDS, key=f1)


def _scored(held: list[HeldOut], decision: Scorecard) -> _Scored:
    cases = [
        (p, kind, kind in kinds_of(h.article, number), h.article.id)
        for h in held
        for number, figures in _by_sentence(h)
        for kind, p in decided(figures, decision).items()
    ]
    gold = [kind for h in held for i in range(len(h.article.labels)) for kind in kinds_of(h.article, i)]
    return _Scored(sorted((case for case in cases if case[0] >= _THRESHOLDS[0]), reverse=True), gold)


def _hits(scored: _Scored, threshold: float) -> tuple[int, int]:
    """Return how many quotes are read at a threshold, and how many of them a reader coded."""
    taken: Counter[tuple[str, str]] = Counter()
    said = hit = 0
    for score, kind, right, article in scored.cases:
        if score < threshold:
            break
        taken[(article, kind)] += 1
        if taken[(article, kind)] <= MOST_QUOTES:
            said, hit = said + 1, hit + right
    return said, hit


def _by_sentence(held: HeldOut) -> list[tuple[int, dict[str, dict[str, float]]]]:
    seen = held.article.view
    pair, tagged = held.article.pair or ("", ""), held.heard.tagged
    return [
        (number, candidates(tagged[number], tagged[number - 1] if number else None, item, seen.document.lower, pair))
        for number, item in enumerate(seen.found)
    ]
