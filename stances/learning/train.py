"""Retraining: labelled articles to a candidate, judged on held-out pairs, kept, and promoted only where it is better."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from joblib import Parallel, delayed

from stances.errors import InputError, UsageError
from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.learning.evaluate import (
    BASELINES,
    HORIZONS,
    Difference,
    Score,
    choose_widths,
    difference,
    hazard_predictor,
    held_out,
    score,
)
from stances.learning.hazard_fit import fit, to_hazard
from stances.learning.labels import Finding, Labelled, read_labels, usable
from stances.learning.table import Case, case_of, read_table
from stances.model.artefact import PARTS, hazard_to_json, load, load_part, locate, save
from stances.model.store import check_name, promote, store
from stances.resources import shipped

if TYPE_CHECKING:
    from stances.extraction.reader import Reader
    from stances.learning.evaluate import Predictions
    from stances.reading.problem import Problem

_SERIAL = 64


class Training(NamedTuple):
    """What came of one training: what was used and left out, how the candidate did, and whether it counts now."""

    used: int
    problems: list[Problem]
    findings: list[Finding]
    scores: list[Score]
    against: dict[str, list[Difference]]
    better: bool
    version: str
    promoted: bool


def train(sources: list[str], *, name: str, dry_run: bool = False) -> Training:
    """Fit a candidate to the shipped table and some labelled articles, and promote it if it is better.

    Better means: on pairs of parties that the fit did not see, the 90 % bootstrap interval of the difference of Brier scores,
    taken over the mean of the horizons, lies below zero against each baseline and against the same model without the new
    articles. Nothing that counts is touched before the candidate is written whole.

    Parameters
    ----------
    sources : list of str
        Files of labelled articles.
    name : str
        Of the model in the user's store.
    dry_run : bool
        Whether to leave the store as it is.

    Raises
    ------
    InputError
        If no line can be learned from.
    """
    if name == "default":
        raise UsageError("the name default is the shipped model's", hint="give another --name")
    check_name(name)
    labels, problems = read_labels(sources)
    kept, findings = usable(labels)
    incumbent = load()
    known = read_table(shipped("data", "outcomes.csv"))
    fresh, left_out = _cases(kept, incumbent.reader, {case.id for case in known})
    findings += left_out
    if not fresh:
        raise InputError("no labelled article to learn from", hint="see what `stances labels check` says")
    cases = known + fresh
    scores, against = _judged(cases, len(known))
    better = all(d.high < 0 for d in against_mean(against))
    model = to_hazard(fit(cases, choose_widths(cases)))
    version, promoted = "", False
    if not dry_run:
        counts = len({case.episode for case in cases}), len({case.pair for case in cases})
        parts = {"hazard.json": hazard_to_json(model), "reader.json": load_part(locate("default"), "reader.json")}
        version = _keep(name, parts, counts)
        if better:
            promote(name, version)
            promoted = True
    return Training(len(fresh), problems, findings, scores, against, better, version, promoted)


def rebuild() -> dict[str, object]:
    """Return the shipped hazard model as the shipped table gives it; the same bytes on every machine with these libraries."""
    cases = read_table(shipped("data", "outcomes.csv"))
    return hazard_to_json(to_hazard(fit(cases, choose_widths(cases))))


def evaluate(
    sources: list[str],
) -> tuple[list[Score], dict[str, list[Difference]], list[Problem], list[Finding]]:
    """Return the scores of the shipped table's fit on held-out pairs, with some labelled articles added to it.

    Parameters
    ----------
    sources : list of str
        Files of labelled articles; none is the shipped table alone.
    """
    labels, problems = read_labels(sources)
    kept, findings = usable(labels)
    known = read_table(shipped("data", "outcomes.csv"))
    fresh, left_out = _cases(kept, load().reader, {case.id for case in known}) if kept else ([], [])
    scores, against = _judged(known + fresh, len(known) if fresh else None)
    return scores, against, problems, findings + left_out


def _cases(labels: list[Labelled], reader: Reader, known: set[str]) -> tuple[list[Case], list[Finding]]:
    """Return the cases of the labels, read in parallel where they are many, and what was left out."""
    wanted = [label for label in labels if label.article.id not in known]
    twice = [
        Finding(label.where, "known", f"id {label.article.id!r} is in the shipped table", True)
        for label in labels
        if label.article.id in known
    ]
    jobs = 1 if len(wanted) < _SERIAL else -1
    read = Parallel(n_jobs=jobs)(delayed(_case)(label, reader) for label in wanted)
    unread = [
        Finding(label.where, "parties", "no two parties found", True)
        for label, case in zip(wanted, read, strict=True)
        if case is None
    ]
    return [case for case in read if case is not None], twice + unread


def _case(label: Labelled, reader: Reader) -> Case | None:
    """Read a labelled article; where a person labelled it, it is a negotiation, so that the gate is not asked."""
    matcher = shipped_matcher()
    reading = read_article(label.article, reader, matcher)
    if reading.parties is None:
        return None
    if reading.abstention:
        reading = read_article(label.article, reader, matcher, parties=reading.parties)
    if label.signals is not None:
        reading = reading._replace(signals=label.signals, abstention=None)
    return None if reading.abstention else case_of(label.label(), reading)


def _judged(cases: list[Case], shipped_cases: int | None) -> tuple[list[Score], dict[str, list[Difference]]]:
    """Return the scores on held-out pairs, and the differences to the baselines and, with new cases, to a fit without them."""
    old = {case.id for case in cases[:shipped_cases]}

    def without_new(train_cases: list[Case], test: list[Case]) -> Predictions:
        return hazard_predictor([case for case in train_cases if case.id in old], test)

    said = held_out(cases, hazard_predictor)
    others = {name: held_out(cases, predictor) for name, predictor in BASELINES.items()}
    scores = [score(cases, said, others["horizon only"], horizon) for horizon in HORIZONS]
    if shipped_cases is not None:
        others["without the new articles"] = held_out(cases, without_new)
    against = {name: [difference(cases, said, other, h) for h in HORIZONS] for name, other in others.items()}
    return scores, against


def against_mean(against: dict[str, list[Difference]]) -> list[Difference]:
    """Return each opponent's difference, the mean of the horizons'; its ends are the means of their ends, which is wide."""
    return [Difference(*(float(v) for v in np.mean(differences, axis=0))) for differences in against.values()]


def _keep(name: str, parts: dict[str, dict[str, object]], counts: tuple[int, int]) -> str:
    """Write a candidate beside the others under its fingerprint, whole or not at all, and return that."""
    folder = store() / name
    making = folder / ".making"
    shutil.rmtree(making, ignore_errors=True)
    version = save(making, name, "trained", parts, counts)
    target = folder / version
    if target.exists():
        shutil.rmtree(making)
    else:
        making.rename(target)
    assert all((target / part).is_file() for part in PARTS)
    return version
