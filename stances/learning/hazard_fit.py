"""The hazard model from a table of labelled articles: priors of the codebook, their widths, and what the data make of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from stances.codebook import drivers
from stances.learning.estimator import DiscreteTimeHazard, weighted_spread
from stances.learning.table import FEATURES, weights
from stances.model.hazard import CUTS, Coefficient, Hazard

if TYPE_CHECKING:
    from stances.learning.table import Case

_STAGE_MEANS = {"stage:called_for": -0.5, "stage:advanced": 0.35, "stage:held_up": 0.0}
_ANCHOR_MEAN = 0.1
_WEAKER_SIDE_MEAN = 0.3
_READ_RIGHT = 0.5
"""What is left of an effect where a signal is read right about every other time."""


class Widths(NamedTuple):
    """Precisions of the priors on effects a standard deviation, by family; the larger, the nearer to the prior."""

    stage: float = 1000.0
    issue: float = 1000.0
    driver: float = 3000.0
    anchor: float = 100.0


GRID = tuple(
    Widths(stage, issue, driver)
    for stage in (1000.0, 3000.0)
    for issue in (1000.0, 10000.0)
    for driver in (3000.0, 10000.0)
)
"""Among which the widths are chosen, inside the training folds."""


def design(cases: list[Case]) -> tuple[Any, Any, Any]:
    """Return features with the days to the next date as last column, signed durations, and weights."""
    rows = [
        [*(case.features.get(name, 0.0) for name in FEATURES), math.nan if case.ahead is None else case.ahead]
        for case in cases
    ]
    return np.array(rows, dtype=float), np.array([case.days for case in cases], dtype=float), np.array(weights(cases))


def fit(cases: list[Case], widths: Widths, *, bounded: bool = True) -> DiscreteTimeHazard:
    """Return the estimator fitted to some cases around the codebook's priors, its effects kept to their sides of zero."""
    x, y, weight = design(cases)
    precision, mean = zip(*(_prior(name, widths) for name in FEATURES), strict=True)
    spread = weighted_spread(x[:, :-1], weight)
    model = DiscreteTimeHazard(
        precision=[*precision, widths.anchor],
        prior=[*(np.array(mean) * spread), _ANCHOR_MEAN],
        bounds=[*(bound(name) for name in FEATURES), (None, None)] if bounded else None,
        date_column=len(FEATURES),
    )
    return model.fit(x, y, weight)


def bound(name: str) -> tuple[float | None, float | None]:
    """Return the bounds of an effect: on one side of zero where the literature agrees on a driver's sign."""
    if name == "weaker_side":
        return 0.0, None
    driver = drivers().get(name[:-1])
    if driver is None or not driver.sign:
        return None, None
    return (0.0, None) if (driver.sign > 0) == name.endswith("+") else (None, 0.0)


def _prior(name: str, widths: Widths) -> tuple[float, float]:
    """Return the precision a standard deviation, and the mean in the feature's own unit, of the prior on an effect."""
    if name in _STAGE_MEANS:
        return widths.stage, _READ_RIGHT * _STAGE_MEANS[name]
    if name.startswith("issue:"):
        return widths.issue, 0.0
    if name == "weaker_side":
        return widths.driver, _READ_RIGHT * _WEAKER_SIDE_MEAN
    driver = drivers()[name[:-1]]
    return widths.driver, _READ_RIGHT * (driver.positive if name.endswith("+") else driver.negative)


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
