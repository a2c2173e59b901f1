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
_PRIOR_WEIGHT = 5.0
"""A signal is taken to be read right about every other time, on the word of five episodes in which it was read."""
_PRIOR_ERROR = 0.25
"""Two of it reach from nothing to the whole."""


class Reliability(NamedTuple):
    """For each feature, the next date last: its mean as we read it and as readers code it, the slope between them, its error."""

    read: Any
    coded: Any
    slope: Any
    error: Any

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
        usual = np.where(known, 0.0, self.coded - model.centre_) / model.spread_
        periods = np.ones(len(model.alpha_))
        kept = np.concatenate([periods, slope])
        unsure = np.concatenate([0 * periods, np.where(known, 0.0, self.error) * model.coef_])
        return model.with_effects(
            model.alpha_ + model.coef_ @ usual,
            model.coef_ * slope,
            centre,
            model.covariance_ * np.outer(kept, kept) + np.diag(unsure**2),
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
    lines = [_line(own[:1, :, j], theirs[:1, :, j], weight) for j in range(read.shape[1] - 1)]
    lines.append(_line(own[..., -1], theirs[..., -1], weight))
    return Reliability(_mean(own, weight), _mean(theirs, weight), *np.array(lines).T)


def unmeasured(read: Any, weight: Any) -> Reliability:
    """Return what is taken where nobody coded any of the articles."""
    mean, size = _mean(_dated(read), weight), read.shape[1]
    return Reliability(mean, mean, np.full(size, _PRIOR_SLOPE), np.full(size, _PRIOR_ERROR))


def _mean(dated: Any, weight: Any) -> Any:
    return np.average(dated.mean(axis=0), axis=0, weights=weight)


def _line(read: Any, coded: Any, weight: Any) -> tuple[float, float]:
    """Return the slope of a line from one to the other in some periods, drawn to the prior's and kept to 0 … 1, and its error."""
    away, theirs = (x - np.average(x, axis=1, weights=weight)[:, None] for x in (read, coded))
    spread = (weight * away**2).sum() + _PRIOR_WEIGHT
    slope = float(np.clip(((weight * away * theirs).sum() + _PRIOR_WEIGHT * _PRIOR_SLOPE) / spread, 0, 1))
    left = np.average(((theirs - slope * away) ** 2).mean(axis=0), weights=weight)
    return slope, float(np.sqrt(left / spread))


def _dated(x: Any) -> Any:
    """Return the features once a period, in place of the date whether it falls in the period."""
    periods = falls_inside(x[:, -1])
    return np.stack([np.column_stack([np.nan_to_num(x[:, :-1]), inside]) for inside in periods])
