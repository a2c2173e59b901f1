"""The hazard model from a table of labelled articles: priors of the codebook, their widths, and what the data make of them.

It is fitted to what careful readers coded and applied to what we read, each effect times how far its feature can be
relied on (``docs/decisions/0014-fitted-to-codes.md``).
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from stances.codebook import drivers
from stances.learning.estimator import DiscreteTimeHazard, weighted_spread
from stances.learning.reliability import Reliability, reliability, unmeasured
from stances.learning.table import FEATURES, weights
from stances.model.hazard import CUTS, Coefficient, Hazard

if TYPE_CHECKING:
    from stances.learning.table import Case

_STAGE_MEANS = {"stage:called_for": -0.5, "stage:advanced": 0.35, "stage:held_up": 0.0}
_ANCHOR_MEAN = 0.1
_WEAKER_SIDE_MEAN = 0.3


class Widths(NamedTuple):
    """Standard deviations of the priors, by family: in log-odds of the hazard, where a signal, stage or issue is stated.

    So an issue of one episode is drawn to the mean of all issues as one of fifty is, which then outweigh the prior.
    """

    stage: float = 0.1
    issue: float = 0.1
    driver: float = 0.03
    anchor: float = 0.1


GRID = tuple(Widths(*w) for w in product((0.05, 0.1, 0.2), (0.05, 0.1, 0.2), (0.015, 0.03, 0.06)))
"""Over which a fit is averaged, each by how likely the labels are under it."""


_SIGNALS = np.array([":" not in name for name in FEATURES] + [False])
"""Columns of what the two sides' incentives are."""


class Fit(NamedTuple):
    """A model of what readers code, and what becomes of it on our own reading."""

    coded: DiscreteTimeHazard
    reliability: Reliability

    @property
    def read(self) -> DiscreteTimeHazard:
        """The model of our own reading."""
        return self.reliability.through(self.coded)


def design(cases: list[Case]) -> tuple[Any, Any, Any]:
    """Return features as read with the days to the next date as last column, signed durations, and weights."""
    days = np.array([case.days for case in cases], dtype=float)
    return matrix([(case.features, case.ahead) for case in cases]), days, np.array(weights(cases))


def matrix(rows: list[tuple[dict[str, float], int | None]]) -> Any:
    """Return some features with the days to the next date as last column, NaN where there is none."""
    return np.array(
        [[*(features.get(n, 0.0) for n in FEATURES), math.nan if d is None else d] for features, d in rows], dtype=float
    ).reshape(len(rows), len(FEATURES) + 1)


def fit(cases: list[Case], grid: tuple[Widths, ...] | None = None, *, bounded: bool = True) -> Fit:
    """Return the fit to some cases around the codebook's priors, averaged over their widths; effects kept to their sides of zero.

    What nobody coded in a case counts with what readers would code on average where we read what we read; its date counts as read.
    """
    read, days, weight = design(cases)
    coded = matrix([(case.codes.features, case.codes.ahead) if case.codes else ({}, None) for case in cases])
    some = np.array([case.codes is not None for case in cases])
    whole = np.array([case.codes is not None and case.codes.whole for case in cases])
    relied = reliability(read[whole], coded[whole], weight[whole]) if whole.any() else unmeasured(read, weight)
    x = np.where(whole[:, None] | (some[:, None] & _SIGNALS), coded, relied.expected(read))
    return Fit(averaged([_around_priors(x, days, weight, widths, bounded) for widths in grid or GRID]), relied)


def averaged(models: list[DiscreteTimeHazard]) -> DiscreteTimeHazard:
    """Return the mean of fits to the same data, each weighed by its evidence (Hoeting et al. 1999)."""
    evidence = np.array([model.evidence_ for model in models])
    share = np.exp(evidence - evidence.max())
    share /= share.sum()
    theta = np.array([np.concatenate([model.alpha_, model.coef_]) for model in models])
    mean = share @ theta
    away = theta - mean
    covariance = np.einsum("m,mij->ij", share, np.array([model.covariance_ for model in models]))
    covariance += (away * share[:, None]).T @ away
    size = len(models[0].alpha_)
    return models[0].with_effects(mean[:size], mean[size:], models[0].centre_, covariance)


def _around_priors(x: Any, days: Any, weight: Any, widths: Widths, bounded: bool) -> DiscreteTimeHazard:
    width, mean = np.array([_prior(name, widths) for name in FEATURES]).T
    spread = weighted_spread(x[:, :-1], weight)
    model = DiscreteTimeHazard(
        precision=[*(width * spread) ** -2, widths.anchor**-2],
        prior=[*(mean * spread), _ANCHOR_MEAN],
        bounds=[*(bound(name) for name in FEATURES), (None, None)] if bounded else None,
        date_column=len(FEATURES),
    )
    return model.fit(x, days, weight)


def bound(name: str) -> tuple[float | None, float | None]:
    """Return the bounds of an effect: on one side of zero where the literature agrees on a driver's sign."""
    if name == "weaker_side":
        return 0.0, None
    driver = drivers().get(name[:-1])
    if driver is None or not driver.sign:
        return None, None
    return (0.0, None) if (driver.sign > 0) == name.endswith("+") else (None, 0.0)


def _prior(name: str, widths: Widths) -> tuple[float, float]:
    """Return the standard deviation and the mean of the prior on an effect, in log-odds a unit of the feature."""
    if name in _STAGE_MEANS:
        return widths.stage, _STAGE_MEANS[name]
    if name.startswith("issue:"):
        return widths.issue, 0.0
    if name == "weaker_side":
        return widths.driver, _WEAKER_SIDE_MEAN
    driver = drivers()[name[:-1]]
    return widths.driver, driver.positive if name.endswith("+") else driver.negative


def to_hazard(model: DiscreteTimeHazard) -> Hazard:
    """Return the model in the form that ships: effects in the features' own units, with their standard deviations."""
    size = len(CUTS) - 1
    sd = np.sqrt(np.diag(model.covariance_))
    effects = {
        name: Coefficient(*map(float, values))
        for name, *values in zip(
            FEATURES, model.coef_ / model.spread_, sd[size:] / model.spread_, model.centre_, strict=False
        )
    }
    anchor = Coefficient(float(model.coef_[-1]), float(sd[-1]), float(model.centre_[-1]))
    return Hazard(tuple(float(a) for a in model.alpha_), float(sd[:size].mean()), effects, anchor)
