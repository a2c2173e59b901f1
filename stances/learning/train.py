"""Retraining: labelled articles to a candidate, judged on held-out pairs, kept, and promoted only where it is better."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import InputError, UsageError
from stances.learning import gate
from stances.learning.card import describe
from stances.learning.comparison import compared
from stances.learning.evaluate import fitted
from stances.learning.folds import FOLDS
from stances.learning.fresh import shipped_cases, with_shipped
from stances.learning.metrics import Own, metrics
from stances.learning.progress import Progress, Steps, silent
from stances.model.artefact import PARTS, hazard_to_json, load_part, locate, save
from stances.model.store import check_name, promote, store, writing
from stances.resources import shipped

if TYPE_CHECKING:
    from stances.learning.labels import Finding
    from stances.learning.scoring import Estimate, Score
    from stances.learning.table import Case
    from stances.model.hazard import Hazard
    from stances.reading.problem import Problem


JUDGING = "fitting and judging on unseen pairs"


class Training(NamedTuple):
    """What came of one training: what was used and left out, how the candidate did, and whether it counts now."""

    used: int
    problems: list[Problem]
    findings: list[Finding]
    scores: tuple[Score, ...]
    against: dict[str, Estimate]
    better: bool
    version: str
    promoted: bool


def train(sources: list[str], *, name: str, dry_run: bool = False, progress: Progress = silent) -> Training:
    """Fit a candidate to the shipped table and some labelled articles, and promote it if it passes the gate.

    Nothing that counts is touched before the candidate is written whole.

    Parameters
    ----------
    sources : list of str
        Files of labelled articles.
    name : str
        Of the model in the user's store.
    dry_run : bool
        Whether to leave the store as it is.
    progress : Progress
        Told of each article that is read, and of each fit.

    Raises
    ------
    InputError
        If no line can be learned from.
    """
    check_name(name)
    if (shipped("models") / name).is_dir():
        raise UsageError(f"the name {name} is a shipped model's", hint="give another --name")
    cases, own, problems, findings = with_shipped(sources, progress)
    if not own:
        raise InputError("no labelled article to learn from", hint="see what `stances labels check` says")
    steps = Steps(progress, JUDGING, 2 * FOLDS + 1)
    found = gate.opponents(cases, {case.id for case in cases[: -len(own)]}, steps.counted)
    hazard = steps.counted(fitted)(cases)
    rows = compared(cases, found.candidate, found.others)
    against = {row.name: row.mean_against for row in rows[1:]}
    better = gate.passes(against)
    version = "" if dry_run else _keep(name, hazard, cases, metrics(cases, rows, Own(len(own), own[0], own[-1])))
    if better and version:
        promote(name, version)
    return Training(len(own), problems, findings, rows[0].scores, against, better, version, bool(better and version))


def rebuild() -> dict[str, object]:
    """Return the shipped hazard model as the shipped table gives it; the same bytes on every machine with these libraries."""
    return hazard_to_json(fitted(shipped_cases()))


def _keep(name: str, hazard: Hazard, cases: list[Case], figures: dict[str, Any]) -> str:
    """Write a candidate with its card beside the others under its fingerprint, whole or not at all, and return that."""
    folder = store() / name
    making = folder / ".making"
    parts = {"hazard.json": hazard_to_json(hazard), "reader.json": load_part(locate("default"), "reader.json")}
    counts = len({case.episode for case in cases}), len({case.pair for case in cases})
    with writing(name):
        shutil.rmtree(making, ignore_errors=True)
        try:
            version = save(making, name, "trained", parts, counts)
            describe(making, figures)
            target = folder / version
            if not target.exists():
                making.rename(target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    assert all((target / part).is_file() for part in PARTS)
    return version
