"""The whole evaluation: our likelihoods on held-out pairs beside baselines, challengers, and ourselves with parts off."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from stances.learning.ablation import CHOICES, CODED, ablations, choosing, coded_in
from stances.learning.challengers import CHALLENGERS, of_texts
from stances.learning.comparison import OURS, Row, row_of
from stances.learning.evaluate import BASE, BASELINES, hazard_predictor, held_out
from stances.learning.fresh import with_shipped
from stances.learning.readers import load_texts
from stances.learning.scoring import Estimate, Score, difference, score

if TYPE_CHECKING:
    from pathlib import Path

    from stances.learning.labels import Finding
    from stances.learning.scoring import Predictions
    from stances.learning.table import Case
    from stances.reading.problem import Problem

_ISSUE_HORIZON = 365
_FEW = 5


class IssueScore(NamedTuple):
    """How we did on the articles of one issue within a year; the issues with fewer than five pairs are one row."""

    issue: str
    score: Score
    against: Estimate


class Evaluation(NamedTuple):
    """All figures with what they rest on; ``rows`` begins with ours and the base rate."""

    cases: int
    episodes: int
    pairs: int
    rows: tuple[Row, ...]
    issues: tuple[IssueScore, ...]
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def evaluate(
    sources: list[str], *, corpora: Path | None = None, challengers: bool = False, ablation: bool = False
) -> Evaluation:
    """Return how the shipped table's fit does on held-out pairs, with some labelled articles added to it.

    Parameters
    ----------
    sources : list of str
        Files of labelled articles; none is the shipped table alone.
    corpora : Path, optional
        Folder with the articles' texts: adds the words' baseline.
    challengers, ablation : bool
        Whether to fit other estimators to the table; ours with each part off, and with readers' codes for our reading.
    """
    gathered = with_shipped(sources)
    cases = gathered.cases
    remarks: list[str] = []
    ours = held_out(cases, hazard_predictor)
    groups = {"model": {OURS: ours}, "baseline": {n: held_out(cases, p) for n, p in BASELINES.items()}}
    base = groups["baseline"][BASE]
    if corpora is not None:
        texts = load_texts(corpora)
        groups["baseline"]["words (TF-IDF)"] = held_out(cases, of_texts(texts))
        remarks.append(f"words: {sum(case.id in texts for case in cases)} of {len(cases)} articles have their text")
    if challengers:
        groups["challenger"] = {name: held_out(cases, predictor) for name, predictor in CHALLENGERS.items()}
    if ablation:
        groups["ablation"] = {name: held_out(cases, predictor) for name, predictor in ablations().items()}
        chosen: Counter[str] = Counter()
        groups["ablation"]["families chosen"] = held_out(cases, choosing(chosen))
        often = "; ".join(f"{name} ({n} of {chosen.total()})" for name, n in chosen.most_common())
        remarks.append(f"families chosen inside the folds, of {', '.join(CHOICES)}: {often}")
        groups["codes"] = {name: held_out(cases, coded_in(*families)) for name, families in CODED.items()}
        remarks.append(f"readers' codes: of {sum(case.codes is not None for case in cases)} of {len(cases)} articles")
    rows = tuple(
        row_of(cases, name, group, said, ours, base) for group, names in groups.items() for name, said in names.items()
    )
    return Evaluation(
        len(cases), len({c.episode for c in cases}), len({c.pair for c in cases}), rows,
        _by_issue(cases, ours, base), tuple(remarks), tuple(gathered.problems), tuple(gathered.findings),
    )  # fmt: skip


def _by_issue(cases: list[Case], said: Predictions, base: Predictions) -> tuple[IssueScore, ...]:
    pairs = {issue: {case.pair for case in cases if case.issue == issue} for issue in {case.issue for case in cases}}
    names = np.array([case.issue if len(pairs[case.issue]) >= _FEW else "all others" for case in cases])
    found = []
    for name in sorted(set(names), key=lambda n: (n == "all others", -int((names == n).sum()), n)):
        inside = np.flatnonzero(names == name)
        part = [cases[i] for i in inside]
        own, plain = ({_ISSUE_HORIZON: p[_ISSUE_HORIZON][inside]} for p in (said, base))
        against = difference(part, own, plain, _ISSUE_HORIZON)
        found.append(IssueScore(str(name), score(part, own, plain, _ISSUE_HORIZON), against))
    return tuple(found)
