"""A user's labelled articles as cases beside those of the shipped table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from joblib import Parallel, delayed

from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.learning.labels import Finding, Labelled, read_labels, usable
from stances.learning.table import Case, case_of, read_table
from stances.model.artefact import load
from stances.resources import shipped

if TYPE_CHECKING:
    from stances.extraction.reader import Reader
    from stances.reading.problem import Problem

_SERIAL = 64


def shipped_cases() -> list[Case]:
    """Return the cases of the shipped table."""
    return read_table(shipped("data", "outcomes.csv"))


def with_shipped(sources: list[str]) -> tuple[list[Case], list[Problem], list[Finding]]:
    """Return the shipped cases and, after them, those of some labelled articles, with what was wrong or left out.

    Parameters
    ----------
    sources : list of str
        Files of labelled articles.
    """
    known = shipped_cases()
    if not sources:
        return known, [], []
    labels, problems = read_labels(sources)
    kept, findings = usable(labels)
    fresh, left_out = _cases(kept, load().reader, {case.id for case in known})
    return known + fresh, problems, findings + left_out


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
