"""A user's labelled articles as cases beside those of the shipped table."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from joblib import Parallel, delayed

from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.learning.labels import Finding, Labelled, read_labels, usable
from stances.learning.progress import Progress, silent
from stances.learning.table import Case, Codes, case_of, read_table
from stances.model.artefact import load
from stances.model.features import row
from stances.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stances.extraction.reader import Reader
    from stances.reading.problem import Problem

READING = "reading articles"
_SERIAL = 64


class Gathered(NamedTuple):
    """The shipped cases and after them the user's, the days of the user's articles, and what was wrong or left out."""

    cases: list[Case]
    own: list[date]
    problems: list[Problem]
    findings: list[Finding]


def shipped_cases() -> list[Case]:
    """Return the cases of the shipped table."""
    return read_table(shipped("data", "outcomes.csv"))


def with_shipped(sources: list[str], progress: Progress = silent) -> Gathered:
    """Return the shipped cases and, after them, those of some labelled articles, with what was wrong or left out.

    Parameters
    ----------
    sources : list of str
        Files of labelled articles.
    progress : Progress
        Told of each article that is read.
    """
    known = shipped_cases()
    if not sources:
        return Gathered(known, [], [], [])
    labels, problems = read_labels(sources)
    kept, findings = usable(labels)
    fresh, left_out = _cases(kept, load().reader, {case.id for case in known}, progress)
    used = {case.id for case in fresh}
    days = sorted(label.article.date for label in kept if label.article.date and label.article.id in used)
    return Gathered(known + fresh, days, problems, findings + left_out)


def _cases(
    labels: list[Labelled], reader: Reader, known: set[str], progress: Progress
) -> tuple[list[Case], list[Finding]]:
    """Return the cases of the labels, read in parallel where they are many, and what was left out."""
    wanted = [label for label in labels if label.article.id not in known]
    twice = [
        Finding(label.where, "known", f"id {label.article.id!r} is in the shipped table", True)
        for label in labels
        if label.article.id in known
    ]
    jobs = 1 if len(wanted) < _SERIAL else -1
    read: list[Case | str] = []
    progress(READING, 0, len(wanted))
    with _interrupts_held():  # those who are started here never see Ctrl-C: we end them, and they print nothing
        work = Parallel(n_jobs=jobs, return_as="generator")(delayed(_case)(label, reader) for label in wanted)
    for case in work:
        read.append(case)
        progress(READING, len(read), len(wanted))
    unread = [
        Finding(label.where, "unread", case, True)
        for label, case in zip(wanted, read, strict=True)
        if isinstance(case, str)
    ]
    return [case for case in read if not isinstance(case, str)], twice + unread


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait; processes that are started meanwhile keep the mask."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _case(label: Labelled, reader: Reader) -> Case | str:
    """Read a labelled article, or return why it cannot be; where a person labelled it, it is a negotiation, so that the gate is not asked."""
    matcher = shipped_matcher()
    reading = read_article(label.article, reader, matcher)
    if reading.abstention and reading.parties:
        reading = read_article(label.article, reader, matcher, parties=reading.parties)
    if reading.abstention and (label.signals is None or reading.parties is None):
        return reading.abstention.message
    if label.signals is None:
        return case_of(label.label(), reading)
    stated = row(reading._replace(signals=label.signals))
    return case_of(label.label(), reading)._replace(codes=Codes(None, stated, whole=False))
