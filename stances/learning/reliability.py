"""How far our own reading can be relied on: regression calibration from what we read to what careful readers code.

A model fitted to what a text states, and applied to what a program reads in it, gives each misreading the weight of a
fact. So each feature as read is replaced by what readers code on average where it is read so (Carroll, Ruppert,
Stefanski & Crainiceanu 2006, ch. 4). On the log-odds that is the feature's effect times a slope between 0, read at
random, and 1, read as readers do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from stances.learning.estimator import falls_inside

if TYPE_CHECKING:
    from stances.learning.estimator import DiscreteTimeHazard

_PRIOR_SLOPE = 0.5
_PRIOR_WEIGHT = 20.0
"""Before any article was coded a signal is taken to be read right about every other time, on the word of 20 episodes."""


class Reliability(NamedTuple):
    """For each feature, the next date last: its mean as we read it and as readers code it, and the slope between them."""

    read: Any
    coded: Any
    slope: Any

    def expected(self, x: Any) -> Any:
        """Return what readers would code on average where we read ``x``; dates are left as they are."""
        found = self.coded + self.slope * (x - self.read)
        found[:, -1] = x[:, -1]
        return found

    def through(self, model: DiscreteTimeHazard, known: Any = False) -> DiscreteTimeHazard:
        """Return a model of readers' codes as one of our reading: the same arithmetic, each effect times its slope.

        Parameters
        ----------
        model : DiscreteTimeHazard
            Fitted to what readers coded.
        known : array of bool, optional
            Features that will be given as readers code them, and so keep their whole effect.
        """
        slope, centre = np.where(known, 1.0, self.slope), np.where(known, model.centre_, self.read)
        kept = np.concatenate([np.ones(len(model.alpha_)), slope])
        usual = np.where(known, 0.0, self.coded - model.centre_) / model.spread_
        return model.with_effects(
            model.alpha_ + model.coef_ @ usual, model.coef_ * slope, centre, model.covariance_ * np.outer(kept, kept)
        )


def reliability(read: Any, coded: Any, weight: Any) -> Reliability:
    """Return how our reading of some articles bears on their codes.

    Parameters
    ----------
    read, coded : array of shape (n_cases, n_features)
        Features with the days to the next date as last column, as we read and as readers coded them.
    weight : array of shape (n_cases,)
        Weight of each case.

    Examples
    --------
    >>> import numpy as np
    >>> read = np.array([[1.0, np.nan], [0.0, 20.0]] * 50)
    >>> coded = np.array([[1.0, np.nan], [1.0, 20.0]] * 50)  # stated in all, read in half of them
    >>> found = reliability(read, coded, np.ones(100))
    >>> [round(float(s), 2) for s in found.slope]
    [0.08, 0.92]
    """
    own, theirs = _dated(read), _dated(coded)
    many = np.repeat(weight[None], len(own), axis=0).ravel() / len(own)
    slopes = [_slope(own[..., j].ravel(), theirs[..., j].ravel(), many) for j in range(read.shape[1])]
    return Reliability(_mean(own, weight), _mean(theirs, weight), np.array(slopes))


def unmeasured(read: Any, weight: Any) -> Reliability:
    """Return what is taken where nobody coded any of the articles."""
    mean = _mean(_dated(read), weight)
    return Reliability(mean, mean, np.full(read.shape[1], _PRIOR_SLOPE))


def _mean(dated: Any, weight: Any) -> Any:
    return np.average(dated.mean(axis=0), axis=0, weights=weight)


def _slope(read: Any, coded: Any, weight: Any) -> float:
    """Return the weighted slope of a line from one to the other, drawn to the prior's."""
    total = weight.sum()
    away = read - np.average(read, weights=weight)
    spread = (weight * away**2).sum()
    prior = _PRIOR_WEIGHT * spread / total
    shared = (weight * away * (coded - np.average(coded, weights=weight))).sum()
    return float((shared + prior * _PRIOR_SLOPE) / (spread + prior)) if spread > 1e-9 else _PRIOR_SLOPE


def _dated(x: Any) -> Any:
    """Return the features once a period, in place of the date whether it falls in the period."""
    periods = falls_inside(x[:, -1])
    return np.stack([np.column_stack([np.nan_to_num(x[:, :-1]), inside]) for inside in periods])
