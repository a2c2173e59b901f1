"""How good likelihoods were: Brier score and its parts, log score, AUC, calibration, each with an interval over pairs.

Every figure weighs an article one over the number of articles of its episode. Intervals are 90 % percentile intervals of a
bootstrap that draws pairs of parties, since articles on one pair share what happened (Efron & Tibshirani 1993).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from stances.learning.calibration import Bin, calibration_error, chance_errors, murphy, reliability
from stances.learning.table import weights

if TYPE_CHECKING:
    from stances.learning.table import Case

HORIZONS = (90, 180, 365)
"""Days at which likelihoods are scored."""

_DRAWS = 2000
_TAILS = (0.05, 0.95)

Predictions = dict[int, Any]
"""For each horizon the likelihood of each case."""


class Estimate(NamedTuple):
    """A figure with its 90 % bootstrap interval over pairs of parties."""

    value: float
    low: float
    high: float


class Score(NamedTuple):
    """One predictor at one horizon: how many cases, episodes and pairs it rests on, and how it did.

    ``chance_error`` is the calibration error that it would seem to have if its likelihoods were right, the mean and 90 %
    interval over outcomes drawn from them: what lies inside that interval tells nothing against the calibration.
    ``reliability``, ``resolution`` and ``uncertainty`` are Murphy's (1973) parts of the Brier score over the bins of
    ``bins``; ``within`` is what the likelihoods' spread inside the bins adds (Stephenson, Coelho & Jolliffe 2008), so that
    Brier = reliability - resolution + uncertainty + within.
    """

    horizon: int
    cases: int
    episodes: int
    pairs: int
    rate: float
    brier: Estimate
    skill: Estimate
    log_score: Estimate
    auc: Estimate
    calibration_error: float
    chance_error: Estimate
    reliability: float
    resolution: float
    uncertainty: float
    within: float
    bins: tuple[Bin, ...]


def outcome(case: Case, horizon: int) -> float:
    """Return 1 where an agreement came within the horizon, 0 where none did, NaN where that is not known."""
    if 0 < case.days <= horizon:
        return 1.0
    return 0.0 if abs(case.days) >= horizon else float("nan")


def outcomes(cases: list[Case], horizon: int) -> Any:
    """Return the outcome of each case."""
    return np.array([outcome(case, horizon) for case in cases])


def score(cases: list[Case], said: Predictions, base: Predictions, horizon: int) -> Score:
    """Return a predictor's figures at one horizon, its skill against a base."""
    known = outcomes(cases, horizon)
    use = ~np.isnan(known)
    kept = [case for case, is_known in zip(cases, use, strict=True) if is_known]
    y, p, weight = known[use], said[horizon][use], np.array(weights(cases))[use]
    sure = np.clip(p, 1e-6, 1 - 1e-6)
    losses = weight * (p - y) ** 2, weight * (base[horizon][use] - y) ** 2
    logs = -weight * (y * np.log(sure) + (1 - y) * np.log(1 - sure))
    pairs = _Pairs(kept)
    own, plain, log, mass = (pairs.sums(values) for values in (*losses, logs, weight))
    bins = reliability(y, p, weight)
    rate = float(np.average(y, weights=weight))
    brier = pairs.ratio(own, mass)
    parts = murphy(bins, rate)
    chance = chance_errors(p, weight, [case.episode for case in kept])
    return Score(
        horizon, len(kept), len({case.episode for case in kept}), pairs.size, rate, brier,
        _one_less(pairs.ratio(own, plain)), pairs.ratio(log, mass), _auc(pairs, y, p, weight), calibration_error(bins),
        Estimate(float(chance.mean()), *map(float, np.quantile(chance, _TAILS))), *parts, brier.value - (parts[0] - parts[1] + parts[2]), tuple(bins),
    )  # fmt: skip


def mean_skill(cases: list[Case], said: Predictions, base: Predictions) -> Estimate:
    """Return the mean of the skills at all horizons."""
    pairs = _Pairs(cases)
    ratios = [pairs.draws(pairs.sums(_squared(cases, said, h)), pairs.sums(_squared(cases, base, h))) for h in HORIZONS]
    return _one_less(_estimate(np.mean(ratios, axis=0)))


def difference(cases: list[Case], one: Predictions, other: Predictions, horizon: int) -> Estimate:
    """Return the paired difference of Brier scores; below zero, the one is better."""
    return _estimate(_differences(cases, one, other, horizon))


def mean_difference(cases: list[Case], one: Predictions, other: Predictions) -> Estimate:
    """Return the mean over the horizons of the paired difference of Brier scores, each draw of pairs taken at all of them."""
    return _estimate(np.mean([_differences(cases, one, other, h) for h in HORIZONS], axis=0))


def resampled_mean(cases: list[Case], values: Any) -> tuple[Any, Any]:
    """Return the weighted mean of each column of values by case, and its standard error over pairs of parties."""
    pairs, weight = _Pairs(cases), np.array(weights(cases))
    above = np.array([pairs.sums(weight * column) for column in values.T]).T
    found = pairs.draws(above, pairs.sums(weight)[:, None])
    return found[0], found[1:].std(axis=0)


def _squared(cases: list[Case], said: Predictions, horizon: int) -> Any:
    """Return each case's weighted squared error, 0 where its outcome is not known."""
    return np.nan_to_num((said[horizon] - outcomes(cases, horizon)) ** 2 * np.array(weights(cases)))


def _differences(cases: list[Case], one: Predictions, other: Predictions, horizon: int) -> Any:
    pairs = _Pairs(cases)
    gain = _squared(cases, one, horizon) - _squared(cases, other, horizon)
    mass = np.array(weights(cases)) * ~np.isnan(outcomes(cases, horizon))
    return pairs.draws(pairs.sums(gain), pairs.sums(mass))


def _auc(pairs: _Pairs, y: Any, p: Any, weight: Any) -> Estimate:
    """Return the likelihood that an agreed case had the larger likelihood, ties half; from counts by pairs of pairs."""
    yes, no = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    if not len(yes) or not len(no):
        return Estimate(0.5, 0.5, 0.5)
    both = weight[yes][:, None] * weight[no]
    won = both * (np.sign(p[yes][:, None] - p[no]) + 1) / 2
    wins, all_ = (pairs.matrix(values, yes, no) for values in (won, both))
    counts = pairs.counts()
    found = np.einsum("da,ab,db->d", counts, wins, counts) / np.maximum(
        np.einsum("da,ab,db->d", counts, all_, counts), 1e-12
    )
    return _estimate(found)


def _one_less(ratio: Estimate) -> Estimate:
    return Estimate(1 - ratio.value, 1 - ratio.high, 1 - ratio.low)


def _estimate(found: Any) -> Estimate:
    """Return the figure of the sample itself, which is the first draw, and the interval of the others."""
    low, high = np.quantile(found[1:], _TAILS)
    return Estimate(float(found[0]), float(low), float(high))


class _Pairs:
    """The pairs of parties of some cases, and how often each is drawn; the first draw takes each once."""

    def __init__(self, cases: list[Case]) -> None:
        names = sorted({case.pair for case in cases})
        place = {name: i for i, name in enumerate(names)}
        self.size = len(names)
        self.index = np.array([place[case.pair] for case in cases], dtype=int)

    def sums(self, values: Any) -> Any:
        return np.bincount(self.index, values, self.size)

    def counts(self) -> Any:
        draws = np.random.default_rng(0).multinomial(self.size, np.full(self.size, 1 / self.size), _DRAWS)
        return np.vstack([np.ones(self.size), draws]).astype(float)

    def draws(self, above: Any, below: Any) -> Any:
        counts = self.counts()
        return (counts @ above) / np.maximum(counts @ below, 1e-12)

    def ratio(self, above: Any, below: Any) -> Estimate:
        return _estimate(self.draws(above, below))

    def matrix(self, values: Any, rows: Any, columns: Any) -> Any:
        found = np.zeros((self.size, self.size))
        np.add.at(found, (self.index[rows][:, None], self.index[columns]), values)
        return found
