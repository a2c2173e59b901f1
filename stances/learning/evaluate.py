"""What a predictor says of pairs of parties that its fit never saw, and the baselines that anyone could use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from stances.learning.folds import FOLDS, folds_of
from stances.learning.hazard_fit import design, fit, to_hazard
from stances.learning.scoring import HORIZONS, Predictions, outcome
from stances.learning.table import weights

if TYPE_CHECKING:
    from stances.learning.estimator import DiscreteTimeHazard
    from stances.learning.table import Case
    from stances.model.hazard import Hazard

Predictor = Callable[["list[Case]", "list[Case]"], Predictions]
"""Fits to the first cases and gives the likelihoods of the second."""

_ISSUE_WEIGHT = 4.0


def folds_by_pair(cases: list[Case], folds: int = FOLDS, seed: int = 0) -> Any:
    """Return each case's fold; a pair of parties is in one."""
    fold = folds_of((case.pair for case in cases), folds=folds, seed=seed)
    return np.array([fold[case.pair] for case in cases])


def held_out(cases: list[Case], predictor: Predictor, *, folds: int = FOLDS, seed: int = 0) -> Predictions:
    """Return what a predictor, fitted on the other folds, says of each case."""
    fold = folds_by_pair(cases, folds, seed)
    found: Predictions = {h: np.full(len(cases), np.nan) for h in HORIZONS}
    for k in sorted(set(fold)):
        inside = np.flatnonzero(fold == k)
        train = [case for case, f in zip(cases, fold, strict=True) if f != k]
        with threadpool_limits(limits=1):  # the matrices are small: threads cost ten times what they save
            said = predictor(train, [cases[i] for i in inside])
        for horizon in HORIZONS:
            found[horizon][inside] = said[horizon]
    return found


def fitted(cases: list[Case]) -> Hazard:
    """Return the model that some cases give, in whatever order they come."""
    cases = sorted(cases)  # sums of floats depend on the order, and the model shall not
    with threadpool_limits(limits=1):
        return to_hazard(fit(cases).read)


def hazard_predictor(train: list[Case], test: list[Case]) -> Predictions:
    """Fit the hazard model, all that it chooses chosen inside the training cases."""
    return within(fit(train).read, test)


def within(model: DiscreteTimeHazard, test: list[Case]) -> Predictions:
    """Return a fitted model's likelihoods at each horizon."""
    x, _, _ = design(test)
    return {horizon: model.within(x, horizon) for horizon in HORIZONS}


def horizon_only(train: list[Case], test: list[Case]) -> Predictions:
    """Say the training rate of agreements within the horizon."""
    return {horizon: np.full(len(test), rate(train, horizon)) for horizon in HORIZONS}


def issue_rate(train: list[Case], test: list[Case]) -> Predictions:
    """Say the training rate of the issue, drawn to the overall rate by four episodes' weight."""
    said: Predictions = {}
    for horizon in HORIZONS:
        overall = rate(train, horizon)
        rates: dict[str, float] = {}
        for issue in {case.issue for case in train}:
            total, mass = _sums([case for case in train if case.issue == issue], horizon)
            rates[issue] = (total + overall * _ISSUE_WEIGHT) / (mass + _ISSUE_WEIGHT)
        said[horizon] = np.array([rates.get(case.issue, overall) for case in test])
    return said


BASE = "horizon only"
"""The baseline against which skill is."""

BASELINES: dict[str, Predictor] = {BASE: horizon_only, "issue rate": issue_rate}
"""What stands beside every figure."""


def rate(cases: list[Case], horizon: int) -> float:
    """Return the share of agreements within the horizon; a half where nothing is known."""
    total, mass = _sums(cases, horizon)
    return total / mass if mass else 0.5


def _sums(cases: list[Case], horizon: int) -> tuple[float, float]:
    known = np.array([outcome(case, horizon) for case in cases])
    weight = np.array(weights(cases)) * ~np.isnan(known)
    return float(np.nansum(known * weight)), float(weight.sum())
