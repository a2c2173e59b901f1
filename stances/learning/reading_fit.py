"""Learn to read: sentence taggers, holder, stage, issue, scope and kind from coded articles, thresholds out of fold by pair."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

from stances.codebook import DRIVERS, ISSUES, SCOPES, STAGES
from stances.extraction.decision import MOST_QUOTES, combined
from stances.extraction.holder import candidate_features
from stances.extraction.reader import not_talks
from stances.learning.linear_fit import fit_linear
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.extraction.linear import LinearText
    from stances.extraction.view import View
    from stances.learning.coded import Coded

KINDS = tuple(f"{driver}{polarity:+d}" for driver in DRIVERS for polarity in (-1, 1))
"""The kinds of signal that are told apart."""

_CUE_WEIGHTS = (0.0, 0.3, 0.6, 1.0)
_KEPT_NEGOTIATIONS = 0.94
_SCARCE = 250


def fit_reader(
    articles: list[Coded], background: list[View], *, folds: int = 3, seed: int = 0
) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the reader's parts as they ship, and the figures measured out of fold.

    Parameters
    ----------
    articles : list of Coded
        Articles with their readers' codes.
    background : list of View
        Articles of news at large, taken as no negotiation.
    folds : int
        Folds by unordered pair of parties.
    seed : int
        Order in which pairs go to folds.
    """
    held_out = _held_out(articles, background, folds, seed)
    decision = _choose(held_out)
    gate = _choose_gate(held_out)
    parts = {name: model.to_json() for name, model in _fit_parts(articles, background).items()}
    figures = {"evidence_f1": decision[2], "abstained": gate[1], "articles": float(len(articles))}
    return {**parts, "threshold": decision[0], "cue_weights": decision[1], "gate": gate[0]}, figures


def _fit_parts(articles: list[Coded], background: list[View]) -> dict[str, LinearText]:
    talks = [a for a in articles if a.kind != "no"]
    sentences = [(a, i) for a in talks for i in range(len(a.labels))]
    staged = [a for a in talks if a.stage]
    return {
        "signals": _fit_tagger(sentences),
        "holder": _fit_holder(sentences),
        "kind": _fit_kind(articles, background),
        "issue": _fit_articles(talks, [a.issue or "other" for a in talks], ISSUES),
        "stage": _fit_articles(staged, [a.stage or "" for a in staged], STAGES),
        "scope": _fit_articles(staged, [a.scope or "" for a in staged], SCOPES),
    }  # fmt: skip


def _fit_tagger(sentences: list[tuple[Coded, int]]) -> LinearText:
    rows = [a.view.sentence_features(i) for a, i in sentences]
    targets = [{f"{d}{p:+d}" for d, p, _ in a.labels[i] if p} for a, i in sentences]
    return fit_linear(rows, targets, KINDS, least=4, size=8000, strength=10)


def _fit_articles(articles: list[Coded], labels: list[str], classes: tuple[str, ...]) -> LinearText:
    rows = [a.view.article_features() for a in articles]
    return fit_linear(rows, [{label} for label in labels], classes, least=4, size=6000, strength=30)


def _fit_kind(articles: list[Coded], background: list[View]) -> LinearText:
    rows = [a.view.article_features() for a in articles] + [v.article_features() for v in background]
    targets = [{a.kind} for a in articles] + [{"no"}] * len(background)
    return fit_linear(rows, targets, ("no", "ongoing", "concluded"), least=4, size=6000, strength=30)


def _fit_holder(sentences: list[tuple[Coded, int]]) -> LinearText:
    rows: list[list[str]] = []
    targets: list[set[str]] = []
    for article, number in sentences:
        for driver, polarity, holder in sorted(article.labels[number]):
            for candidate in (*(article.pair or ()), BOTH):
                found, before = article.view.found[number], article.view.spoken_of[number]
                rows.append(candidate_features(candidate, driver, polarity, found, before, article.pair or ("", "")))
                targets.append({"yes"} if candidate == holder else set())
    return fit_linear(rows, targets, ("yes",), least=3, size=2000, strength=3)


def _held_out(
    articles: list[Coded], background: list[View], folds: int, seed: int
) -> list[tuple[Coded, list[dict[str, float]], float]]:
    """Return, for each article, what a reader that never saw its pair makes of its sentences and of its kind."""
    pairs = sorted({a.pair or (a.id, "") for a in articles})
    random.Random(seed).shuffle(pairs)
    fold = {pair: i % folds for i, pair in enumerate(pairs)}
    results = []
    for k in range(folds):
        train = [a for a in articles if fold[a.pair or (a.id, "")] != k]
        test = [a for a in articles if fold[a.pair or (a.id, "")] == k]
        talks = [(a, i) for a in train if a.kind != "no" for i in range(len(a.labels))]
        tagger = _fit_tagger(talks)
        kind = _fit_kind(train, background)
        for a in test:
            scores = [tagger.probabilities(a.view.sentence_features(i)) for i in range(len(a.labels))]
            results.append((a, scores, not_talks(kind.probabilities(a.view.article_features()))))
    return results


def _choose(held_out: list[tuple[Coded, list[dict[str, float]], float]]) -> tuple[float, dict[str, float], float]:
    """Return the threshold, the cues' weights and the evidence F1 out of fold; kinds with few cases trust their cues whole."""
    count = Counter(f"{d}{p:+d}" for a, _, _ in held_out for label in a.labels for d, p, _ in label if p)
    best: tuple[float, dict[str, float], float] = (0.2, {}, 0.0)
    for weight in _CUE_WEIGHTS:
        weights = {kind: weight if count[kind] >= _SCARCE else 1.0 for kind in KINDS}
        cases = [
            (score, kind, kind in {f"{d}{p:+d}" for d, p, _ in a.labels[i] if p}, a.id)
            for a, scores, _ in held_out
            if a.kind != "no"
            for i, sentence in enumerate(scores)
            for kind, score in combined(sentence, a.view.found[i], a.view.document.lower, weights).items()
            if score > 0.08
        ]
        for step in range(10, 46):
            f1 = _f1(cases, sum(count.values()), step / 100)
            best = max(best, (step / 100, weights, f1), key=lambda choice: choice[2])
    return best


def _f1(cases: list[tuple[float, str, bool, str]], gold: int, threshold: float) -> float:
    taken: dict[tuple[str, str], int] = {}
    hit = said = 0
    for score, kind, right, article in sorted(cases, reverse=True):
        if score < threshold:
            break
        taken[(article, kind)] = taken.get((article, kind), 0) + 1
        if taken[(article, kind)] <= MOST_QUOTES:
            said, hit = said + 1, hit + right
    return 2 * hit / (said + gold) if said else 0.0


def _choose_gate(held_out: list[tuple[Coded, list[dict[str, float]], float]]) -> tuple[float, float]:
    """Return the likelihood of no negotiation above which to abstain, and the share of such articles then caught."""
    talks = sorted(p for a, _, p in held_out if a.kind != "no")
    gate = talks[int(_KEPT_NEGOTIATIONS * (len(talks) - 1))]
    none = [p for a, _, p in held_out if a.kind == "no"]
    return round(gate, 4), sum(p > gate for p in none) / max(len(none), 1)
