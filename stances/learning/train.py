"""Retraining: labelled articles to a candidate, judged on held-out pairs, kept, and promoted only where it is better."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from threadpoolctl import threadpool_limits

from stances.errors import InputError, UsageError
from stances.learning import gate
from stances.learning.evaluate import choose_widths
from stances.learning.fresh import shipped_cases, with_shipped
from stances.learning.hazard_fit import fit, to_hazard
from stances.learning.scoring import HORIZONS, Estimate, Score, score
from stances.model.artefact import PARTS, hazard_to_json, load_part, locate, save
from stances.model.store import check_name, promote, store, writing

if TYPE_CHECKING:
    from stances.learning.labels import Finding
    from stances.learning.table import Case
    from stances.model.hazard import Hazard
    from stances.reading.problem import Problem


class Training(NamedTuple):
    """What came of one training: what was used and left out, how the candidate did, and whether it counts now."""

    used: int
    problems: list[Problem]
    findings: list[Finding]
    scores: list[Score]
    against: dict[str, Estimate]
    better: bool
    version: str
    promoted: bool


def train(sources: list[str], *, name: str, dry_run: bool = False) -> Training:
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

    Raises
    ------
    InputError
        If no line can be learned from.
    """
    if name == "default":
        raise UsageError("the name default is the shipped model's", hint="give another --name")
    check_name(name)
    cases, problems, findings = with_shipped(sources)
    old = {case.id for case in shipped_cases()}
    used = len(cases) - len(old)
    if not used:
        raise InputError("no labelled article to learn from", hint="see what `stances labels check` says")
    found = gate.opponents(cases, old)
    scores = [score(cases, found.candidate, found.others["horizon only"], horizon) for horizon in HORIZONS]
    against = gate.differences(cases, found)
    better = gate.passes(against)
    version = "" if dry_run else _keep(name, fitted(cases), cases)
    if better and version:
        promote(name, version)
    return Training(used, problems, findings, scores, against, better, version, bool(better and version))


def rebuild() -> dict[str, object]:
    """Return the shipped hazard model as the shipped table gives it; the same bytes on every machine with these libraries."""
    return hazard_to_json(fitted(shipped_cases()))


def fitted(cases: list[Case]) -> Hazard:
    """Return the model that some cases give, in whatever order they come; prior widths chosen by held-out pairs."""
    cases = sorted(cases)  # sums of floats depend on the order, and the model shall not
    with threadpool_limits(limits=1):
        return to_hazard(fit(cases, choose_widths(cases)))


def _keep(name: str, hazard: Hazard, cases: list[Case]) -> str:
    """Write a candidate beside the others under its fingerprint, whole or not at all, and return that."""
    folder = store() / name
    making = folder / ".making"
    parts = {"hazard.json": hazard_to_json(hazard), "reader.json": load_part(locate("default"), "reader.json")}
    counts = len({case.episode for case in cases}), len({case.pair for case in cases})
    with writing(name):
        shutil.rmtree(making, ignore_errors=True)
        version = save(making, name, "trained", parts, counts)
        target = folder / version
        if target.exists():
            shutil.rmtree(making)
        else:
            making.rename(target)
    assert all((target / part).is_file() for part in PARTS)
    return version
