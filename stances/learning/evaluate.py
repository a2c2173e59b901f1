"""How good the likelihoods are on pairs of parties that the fit never saw, beside the baselines that anyone could use."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.metrics import roc_auc_score

from stances.learning.hazard_fit import GRID, Widths, design, fit
from stances.learning.table import weights

if TYPE_CHECKING:
    from stances.learning.estimator import DiscreteTimeHazard
    from stances.learning.table import Case

HORIZONS = (90, 180, 365)
"""Days at which likelihoods are scored."""

_ISSUE_WEIGHT = 10.0
_BINS = 10
_DRAWS = 2000

Predictions = dict[int, Any]
"""For each horizon the likelihood of each case."""


class Score(NamedTuple):
    """One predictor at one horizon: how many cases, episodes and pairs it rests on, and how it did."""

    horizon: int
    cases: int
    episodes: int
    pairs: int
    rate: float
    brier: float
    skill: float
    log_score: float
    auc: float
    calibration_error: float


class Difference(NamedTuple):
    """Brier score of one predictor less another's, with a 90 % bootstrap interval over pairs of parties."""

    mean: float
    low: float
    high: float


def outcome(case: Case, horizon: int) -> float:
    """Return 1 where an agreement came within the horizon, 0 where none did, NaN where that is not known."""
    if 0 < case.days <= horizon:
        return 1.0
    return 0.0 if abs(case.days) >= horizon else float("nan")


def folds_by_pair(cases: list[Case], folds: int = 5, seed: int = 0) -> Any:
    """Return each case's fold; a pair of parties is in one."""
    pairs = sorted({case.pair for case in cases})
    random.Random(seed).shuffle(pairs)
    fold = {pair: i % folds for i, pair in enumerate(pairs)}
    return np.array([fold[case.pair] for case in cases])


def held_out(
    cases: list[Case], predictor: Callable[[list[Case], list[Case]], Predictions], *, folds: int = 5, seed: int = 0
) -> Predictions:
    """Return what a predictor, fitted on the other folds, says of each case."""
    fold = folds_by_pair(cases, folds, seed)
    found: Predictions = {h: np.full(len(cases), np.nan) for h in HORIZONS}
    for k in range(folds):
        inside = np.flatnonzero(fold == k)
        train = [case for case, f in zip(cases, fold, strict=True) if f != k]
        said = predictor(train, [cases[i] for i in inside])
        for horizon in HORIZONS:
            found[horizon][inside] = said[horizon]
    return found


def choose_widths(cases: list[Case], *, seed: int = 1) -> Widths:
    """Return the widths of the priors with the best held-out Brier score; call it on training folds only."""

    def loss(widths: Widths) -> float:
        said = held_out(cases, lambda train, test: _within(fit(train, widths), test), seed=seed, folds=3)
        return float(np.mean([np.nansum(_squared(cases, said, h)) for h in HORIZONS]))

    return min(GRID, key=loss)


def hazard_predictor(train: list[Case], test: list[Case]) -> Predictions:
    """Fit the hazard model, its prior widths chosen inside the training cases."""
    return _within(fit(train, choose_widths(train)), test)


def _within(model: DiscreteTimeHazard, test: list[Case]) -> Predictions:
    x, _, _ = design(test)
    return {horizon: model.within(x, horizon) for horizon in HORIZONS}


def horizon_only(train: list[Case], test: list[Case]) -> Predictions:
    """Say the training rate of agreements within the horizon."""
    return {horizon: np.full(len(test), _rate(train, horizon)) for horizon in HORIZONS}


def issue_rate(train: list[Case], test: list[Case]) -> Predictions:
    """Say the training rate of the issue, drawn to the overall rate by ten episodes' weight."""
    said: Predictions = {}
    for horizon in HORIZONS:
        overall = _rate(train, horizon)
        rates: dict[str, float] = {}
        for issue in {case.issue for case in train}:
            total, mass = _sums([case for case in train if case.issue == issue], horizon)
            rates[issue] = (total + overall * _ISSUE_WEIGHT) / (mass + _ISSUE_WEIGHT)
        said[horizon] = np.array([rates.get(case.issue, overall) for case in test])
    return said


BASELINES: dict[str, Callable[[list[Case], list[Case]], Predictions]] = {
    "horizon only": horizon_only,
    "issue rate": issue_rate,
}
"""What stands beside every figure."""


def _sums(cases: list[Case], horizon: int) -> tuple[float, float]:
    known = np.array([outcome(case, horizon) for case in cases])
    weight = np.array(weights(cases)) * ~np.isnan(known)
    return float(np.nansum(known * weight)), float(weight.sum())


def _rate(cases: list[Case], horizon: int) -> float:
    total, mass = _sums(cases, horizon)
    return total / mass if mass else 0.5


def _squared(cases: list[Case], said: Predictions, horizon: int) -> Any:
    """Return each case's weighted squared error; NaN where its outcome is not known."""
    known = np.array([outcome(case, horizon) for case in cases])
    return (said[horizon] - known) ** 2 * np.array(weights(cases))


def score(cases: list[Case], said: Predictions, base: Predictions, horizon: int) -> Score:
    """Return a predictor's figures at one horizon, its skill against a base."""
    known = np.array([outcome(case, horizon) for case in cases])
    use = ~np.isnan(known)
    y, p, weight = known[use], said[horizon][use], np.array(weights(cases))[use]
    brier, plain = (np.average((q - y) ** 2, weights=weight) for q in (p, base[horizon][use]))
    sure = np.clip(p, 1e-6, 1 - 1e-6)
    kept = [case for case, known_ in zip(cases, use, strict=True) if known_]
    return Score(
        horizon, int(use.sum()), len({case.episode for case in kept}), len({case.pair for case in kept}),
        float(np.average(y, weights=weight)), float(brier), float(1 - brier / plain),
        float(-np.average(y * np.log(sure) + (1 - y) * np.log(1 - sure), weights=weight)),
        float(roc_auc_score(y, p, sample_weight=weight)) if len(set(y)) == 2 else 0.5,
        calibration_error(y, p, weight),
    )  # fmt: skip


def reliability(y: Any, p: Any, weight: Any) -> list[tuple[float, float, float]]:
    """Return, for bins of equal weight, the mean likelihood, the rate that followed, and the weight."""
    order = np.argsort(p, kind="stable")
    edges = np.searchsorted(np.cumsum(weight[order]), np.linspace(0, weight.sum(), _BINS + 1)[1:-1])
    groups = [group for group in np.split(order, edges) if len(group)]
    return [
        (
            float(np.average(p[g], weights=weight[g])),
            float(np.average(y[g], weights=weight[g])),
            float(weight[g].sum()),
        )
        for g in groups
    ]


def calibration_error(y: Any, p: Any, weight: Any) -> float:
    """Return the expected calibration error over ten bins of equal weight."""
    table = reliability(y, p, weight)
    return float(sum(abs(said - came) * mass for said, came, mass in table) / sum(mass for *_, mass in table))


def difference(cases: list[Case], one: Predictions, other: Predictions, horizon: int, *, seed: int = 0) -> Difference:
    """Return the paired difference of Brier scores; below zero, the one is better."""
    gain = _squared(cases, one, horizon) - _squared(cases, other, horizon)
    use = ~np.isnan(gain)
    weight = np.array(weights(cases))
    pairs = sorted({case.pair for case in cases})
    index = np.array([pairs.index(case.pair) for case in cases])[use]
    total = np.bincount(index, gain[use], len(pairs))
    mass = np.bincount(index, weight[use], len(pairs))
    draws = np.random.default_rng(seed).integers(0, len(pairs), (_DRAWS, len(pairs)))
    means = total[draws].sum(axis=1) / np.maximum(mass[draws].sum(axis=1), 1e-9)
    low, high = np.quantile(means, (0.05, 0.95))
    return Difference(float(total.sum() / mass.sum()), float(low), float(high))
