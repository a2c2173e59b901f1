"""Learn to read: what words tell is fitted first, then, on articles held out by pair, the scorecards that decide on it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from stances.codebook import ARTICLE_KINDS, ISSUES, SCOPES, SIGNAL_KINDS, STAGES
from stances.extraction.dates import find_anchor
from stances.extraction.gate import gate_figures
from stances.extraction.holder import candidate_features
from stances.extraction.reader import Heard, Reader, interpret
from stances.extraction.stage import stage_figures
from stances.learning.coded import kinds_of
from stances.learning.decision_fit import choose_thresholds, fit_decision
from stances.learning.folds import FOLDS, folds_of
from stances.learning.linear_fit import fit_linear
from stances.learning.scorecard_fit import fit_scorecard
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.extraction.linear import LinearText
    from stances.extraction.scorecard import Scorecard
    from stances.learning.coded import Coded
    from stances.records import Reading

_KEPT_NEGOTIATIONS = 0.85
"""An abstention is undone by naming the parties; a forecast on no talks passes unnoticed."""


class Words(NamedTuple):
    """The parts of a reader that read words and on which its scorecards rest."""

    tagger: LinearText
    holder: LinearText
    kind: LinearText
    issue: LinearText
    lead: LinearText


class HeldOut(NamedTuple):
    """An article, what parts that never saw its pair hear in it, these parts, and their fold."""

    article: Coded
    heard: Heard
    words: Words
    fold: int


class Lessons(NamedTuple):
    """What a reader learns from.

    ``articles`` have their readers' codes; ``background`` is news at large, taken as no negotiation; ``written`` were
    written with their codes: words are learned from them too, but nothing is decided on them; ``clusters`` has the class of
    each common word.
    """

    articles: list[Coded]
    background: list[Coded]
    written: list[Coded]
    clusters: dict[str, str]


def fit_reader(lessons: Lessons, held: list[HeldOut]) -> tuple[Reader, dict[str, float]]:
    """Return the reader, and the figures measured out of fold.

    Parameters
    ----------
    lessons : Lessons
        What to learn from.
    held : list of HeldOut
        The articles, then the background, as heard by parts that were fitted without their pair.
    """
    articles = lessons.articles
    coded = held[: len(articles)]
    decision = fit_decision(coded)
    gate = _fit_gate(held, len(articles))
    threshold, rare_threshold, f1 = choose_thresholds(coded, decision)
    gate_threshold, abstained = _choose_gate(coded, gate)
    words = _fit_words(lessons)
    staged = [a for a in articles if a.told and a.scope]
    reader = Reader(
        words.tagger,
        words.holder,
        words.kind,
        words.issue,
        _fit_articles(staged, [a.scope or "" for a in staged], SCOPES, size=2000),
        words.lead,
        decision,
        gate,
        _fit_stage(coded),
        {word: name for word, name in lessons.clusters.items() if f"k:{name}" in words.tagger.index},
        threshold,
        rare_threshold,
        gate_threshold,
    )
    return reader, {"evidence_f1": f1, "abstained": abstained, "articles": float(len(articles))}


def _fit_words(lessons: Lessons) -> Words:
    articles = lessons.articles + lessons.written
    talks = [a for a in articles if a.told]
    return Words(
        _fit_tagger(talks, lessons.clusters),
        _fit_holder(talks),
        _fit_kind(lessons),
        _fit_articles(talks, [a.issue or "other" for a in talks], ISSUES, size=4000),
        _fit_lead(articles),
    )


def _fit_tagger(talks: list[Coded], clusters: dict[str, str]) -> LinearText:
    sentences = [(a, i) for a in talks for i in range(len(a.labels))]
    rows = [a.view.sentence_features(i, clusters) for a, i in sentences]
    return fit_linear(
        rows, [kinds_of(a, i) for a, i in sentences], SIGNAL_KINDS, least=3, size=12_000, strength=3, ratios=True
    )


def _fit_articles(articles: list[Coded], labels: list[str], classes: tuple[str, ...], *, size: int) -> LinearText:
    rows = [a.view.article_features() for a in articles]
    return fit_linear(rows, [{label} for label in labels], classes, least=4, size=size, strength=30)


def _fit_kind(lessons: Lessons) -> LinearText:
    cases = lessons.articles + lessons.written + lessons.background
    rows, targets = [a.own.article_features() for a in cases], [{a.kind} for a in cases]
    weights = _evened(lessons.articles) + _evened(lessons.written) + [1.0] * len(lessons.background)
    return fit_linear(rows, targets, ARTICLE_KINDS, least=4, size=12_000, strength=10, weights=weights)


def _evened(articles: list[Coded]) -> list[float]:
    """Return weights by which, in either collection, articles on no negotiation weigh as much as the others.

    Else what sets the collections apart would pass for what sets talks apart.
    """
    counts = Counter((a.mined, a.kind == "no") for a in articles)
    return [counts[a.mined, False] / counts[a.mined, True] if a.kind == "no" else 1.0 for a in articles]


def _fit_lead(articles: list[Coded]) -> LinearText:
    staged = [a for a in articles if a.stage]
    rows = [a.view.lead_features() for a in staged]
    return fit_linear(rows, [{a.stage or ""} for a in staged], STAGES, least=4, size=8000, strength=10, ratios=True)


def _fit_holder(talks: list[Coded]) -> LinearText:
    rows: list[list[str]] = []
    targets: list[set[str]] = []
    for article in talks:
        pair = article.pair or ("", "")
        for number, labels in enumerate(article.labels):
            found, before = article.view.found[number], article.view.spoken_of[number]
            text = article.view.document.lower
            for driver, polarity, holder in sorted(labels):
                for candidate in (*pair, BOTH):
                    rows.append(candidate_features(candidate, driver, polarity, found, before, pair, text))
                    targets.append({"yes"} if candidate == holder else set())
    return fit_linear(rows, targets, ("yes",), least=3, size=6000, strength=6)


def unit(article: Coded) -> tuple[str, str]:
    """Return what goes to one fold whole: an article's pair, or the article where it has none."""
    return article.pair or (article.id, "")


def hear_held_out(lessons: Lessons, *, folds: int = FOLDS, seed: int = 0) -> list[HeldOut]:
    """Return each article, then each of the background, as heard by parts that were fitted without its pair.

    Parameters
    ----------
    lessons : Lessons
        What to learn from.
    folds : int
        Folds by unordered pair of parties.
    seed : int
        Order in which pairs go to folds.
    """
    parts = (lessons.articles, lessons.background)
    fold = folds_of((unit(article) for part in parts for article in part), folds=folds, seed=seed)
    found: dict[str, HeldOut] = {}
    for k in range(folds):
        inside, outside = (
            [[a for a in part if (fold[unit(a)] == k) == held] for part in parts] for held in (True, False)
        )
        written = [article for article in lessons.written if fold.get(unit(article)) != k]
        words = _fit_words(Lessons(outside[0], outside[1], written, lessons.clusters))
        for article in inside[0] + inside[1]:
            found[article.id] = _as_read(article, words, lessons.clusters, k)
    return [found[article.id] for part in parts for article in part]


def read_held_out(held: list[HeldOut], reader: Reader) -> dict[str, Reading]:
    """Return the readings of coded negotiations, by id, with scorecards too that never saw the pair; thresholds are the reader's."""
    found = {}
    for k in sorted({case.fold for case in held}):
        others = [case for case in held if case.fold != k]
        cards = reader._replace(decision=fit_decision(others), stage=_fit_stage(others))
        for case in held:
            if case.fold == k and case.article.pair is not None:
                one = cards._replace(holder=case.words.holder, issue=case.words.issue)
                found[case.article.id] = interpret(case.article.view, case.heard, one, asked=True)
    return found


def _as_read(article: Coded, words: Words, clusters: dict[str, str], fold: int) -> HeldOut:
    seen = article.view
    tagged = [words.tagger.probabilities(seen.sentence_features(i, clusters)) for i in range(len(seen.found))]
    features = seen.article_features()
    kinds = words.kind.probabilities(article.own.article_features())
    return HeldOut(article, Heard(tagged, kinds, features, words.lead.by_class(seen.lead_features())), words, fold)


def _gate_figures(held: HeldOut) -> dict[str, float]:
    return gate_figures(held.article.own, held.heard.kinds)


def _fit_gate(held: list[HeldOut], coded: int) -> Scorecard:
    rows = [_gate_figures(case) for case in held]
    targets = ["no" if case.article.kind == "no" else "talks" for case in held]
    weights = _evened([case.article for case in held[:coded]]) + [1.0] * (len(held) - coded)
    return fit_scorecard(rows, targets, ("no",), strength=0.1, weights=weights)


def _choose_gate(held: list[HeldOut], gate: Scorecard) -> tuple[float, float]:
    """Return the likelihood of no negotiation above which to abstain, and the share of such articles then caught.

    It is chosen on the articles of the corpora: ours were picked because an earlier gate was in doubt of them.
    """
    chosen = [h for h in held if h.article.mined]
    talks = sorted(gate.probability(_gate_figures(h)) for h in chosen if h.article.kind != "no")
    threshold = talks[int(_KEPT_NEGOTIATIONS * (len(talks) - 1))]
    none = [gate.probability(_gate_figures(h)) for h in chosen if h.article.kind == "no"]
    return round(threshold, 4), sum(p > threshold for p in none) / max(len(none), 1)


def _fit_stage(held: list[HeldOut]) -> Scorecard:
    staged = [h for h in held if h.article.stage]
    rows = []
    for case in staged:
        document = case.article.view.document
        anchor = find_anchor(document, document.article.date) if document.article.date else None
        rows.append(stage_figures(case.article.view, anchor, case.heard.stages))
    return fit_scorecard(rows, [h.article.stage or "" for h in staged], STAGES, strength=0.05)
