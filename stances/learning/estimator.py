"""Discrete-time hazard with priors as a scikit-learn estimator.

In each period k that a case enters without an agreement, one is concluded with the odds exp(alpha_k + z'beta + gamma d_k),
where z are the standardised features and d_k tells whether the case's next date falls in period k. The penalised
log-likelihood

    sum_i w_i sum_k [ y_ik eta_ik - log(1 + exp eta_ik) ]  -  1/2 sum_j precision_j (beta_j - prior_j)^2

is that of a logistic regression over person-periods (Allison 1982; Singer & Willett 2003) with a normal prior on each
effect; its maximum is the posterior mode, and the inverse of its negative Hessian there the Laplace approximation of the
posterior's covariance. A case censored inside a period does not count in that period.
"""

from __future__ import annotations

import itertools
from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from stances.model.hazard import CUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALPHA_PRECISION = 1.0
_SPANS = list(itertools.pairwise(CUTS))


class DiscreteTimeHazard(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Likelihood of an event within any horizon from censored durations.

    Parameters
    ----------
    horizon : int
        Days for which ``predict`` gives the likelihood.
    precision : float or sequence of float
        Of the prior on each standardised effect: 0 is no prior, large is the prior alone.
    prior : float or sequence of float
        Mean of the prior on each standardised effect.
    bounds : sequence of (float or None, float or None), optional
        Of each standardised effect.
    date_column : int, optional
        Column with the days to the next date, NaN or negative where there is none; it enters by the period in which it
        falls and not by its size, with its own place in ``precision`` and ``prior``.

    Attributes
    ----------
    alpha_ : ndarray of shape (5,)
        Log-odds of the event in each period for the mean case.
    coef_ : ndarray of shape (n_features,)
        Effects in standard deviations of their features; that of the date column is per date inside the period.
    covariance_ : ndarray of shape (5 + n_features, 5 + n_features)
        Laplace covariance of alpha and coef.
    centre_, spread_ : ndarray of shape (n_features,)
        Weighted means and standard deviations of the features.
    evidence_ : float
        Log marginal likelihood of the data under the priors, by Laplace's approximation (MacKay 1992), bounds left out.

    Examples
    --------
    >>> x = [[0.0], [1.0], [0.0], [1.0]] * 10
    >>> days = [-400, 20, -700, 100] * 10  # negative: censored on that day
    >>> model = DiscreteTimeHazard(precision=1.0).fit(x, days)
    >>> bool(model.predict([[1.0]])[0] > model.predict([[0.0]])[0])
    True
    """

    def __init__(
        self, horizon: int = 365, precision: float | Sequence[float] = 1.0, prior: float | Sequence[float] = 0.0,
        bounds: Sequence[tuple[float | None, float | None]] | None = None, date_column: int | None = None,
    ) -> None:  # fmt: skip
        self.horizon = horizon
        self.precision = precision
        self.prior = prior
        self.bounds = bounds
        self.date_column = date_column

    def __sklearn_tags__(self) -> Any:
        """Say that the date column may hold NaN, and that likelihoods are no regression on durations."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.regressor_tags.poor_score = True
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> DiscreteTimeHazard:
        """Fit to durations: ``y`` days to the event, or minus the days of the last day without one.

        Parameters
        ----------
        X : array of shape (n_cases, n_features)
            Features.
        y : array of shape (n_cases,)
            Positive: the event came on that day; zero or negative: none up to that day.
        sample_weight : array of shape (n_cases,), optional
            E.g. one over the number of articles of a case's episode.
        """
        X, y = validate_data(self, X, y, y_numeric=True, ensure_all_finite="allow-nan", dtype=float)
        weight = _check_sample_weight(sample_weight, X)
        self.centre_, self.spread_ = self._scaling(X, weight)
        rows, events, weights = self._person_periods(X, np.asarray(y, dtype=float), weight)
        size = X.shape[1]
        mean = np.concatenate([np.full(len(_SPANS), -2.0), np.broadcast_to(self.prior, size)])
        precision = np.concatenate([np.full(len(_SPANS), _ALPHA_PRECISION), np.broadcast_to(self.precision, size)])
        bounds = [(None, None)] * len(_SPANS) + list(self.bounds or [(None, None)] * size)
        theta = _mode(rows, events, weights, mean, precision, bounds)
        self.alpha_, self.coef_ = theta[: len(_SPANS)], theta[len(_SPANS) :]
        p = 1 / (1 + np.exp(-rows @ theta))
        hessian = (rows * (weights * p * (1 - p))[:, None]).T @ rows + np.diag(precision + 1e-9)
        self.covariance_ = np.linalg.inv(hessian)
        fitted = _loss(theta, rows, events, weights, mean, precision)[0]
        sized = np.log(np.where(precision > 0, precision, 1.0)).sum() - np.linalg.slogdet(hessian)[1]
        self.evidence_ = float(0.5 * sized - fitted)
        return self

    def with_effects(self, alpha: Any, coef: Any, centre: Any, covariance: Any) -> DiscreteTimeHazard:
        """Return a fitted copy with other parameters, their covariance, and other centres of the features."""
        other = copy(self)
        other.alpha_, other.coef_, other.centre_, other.covariance_ = alpha, coef, centre, covariance
        return other

    def predict(self, X: Any) -> Any:
        """Return the likelihood of the event within the horizon."""
        return self.within(X, self.horizon)

    def within(self, X: Any, days: int) -> Any:
        """Return the likelihood of the event within some days, 1 to the end of the last period."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, ensure_all_finite="allow-nan", dtype=float)
        survived = np.zeros(len(X))
        for k, (start, end) in enumerate(_SPANS):
            spent = min(days, end) - start
            if spent > 0:
                eta = self.alpha_[k] + self._features(X, k) @ self.coef_
                survived += np.logaddexp(0, eta) * spent / (end - start)
        return -np.expm1(-survived)

    def _scaling(self, X: Any, weight: Any) -> tuple[Any, Any]:
        filled = np.nan_to_num(X)
        centre = np.average(filled, axis=0, weights=weight)
        spread = weighted_spread(filled, weight)
        if self.date_column is not None:
            ahead = X[:, self.date_column]
            centre[self.date_column] = np.average(np.nan_to_num(ahead, nan=-1) > 0, weights=weight) / len(_SPANS)
            spread[self.date_column] = 1.0
        return centre, spread

    def _features(self, X: Any, period: int) -> Any:
        z = (np.nan_to_num(X) - self.centre_) / self.spread_
        if self.date_column is not None:
            inside = falls_inside(X[:, self.date_column])[period]
            z[:, self.date_column] = inside - self.centre_[self.date_column]
        return z

    def _person_periods(self, X: Any, y: Any, weight: Any) -> tuple[Any, Any, Any]:
        rows, events, weights = [], [], []
        for k, (start, end) in enumerate(_SPANS):
            agreed = (y > 0) & (np.maximum(y, 1) > start) & (y <= end)
            counted = agreed | (np.abs(y) >= end)
            marks = np.zeros((int(counted.sum()), len(_SPANS)))
            marks[:, k] = 1.0
            rows.append(np.hstack([marks, self._features(X[counted], k)]))
            events.append(agreed[counted].astype(float))
            weights.append(weight[counted])
        return np.vstack(rows), np.concatenate(events), np.concatenate(weights)


def falls_inside(ahead: Any) -> Any:
    """Return for each period whether each date falls in it, from the days to it; NaN or negative is no date.

    Examples
    --------
    >>> falls_inside([45.0, float("nan")]).astype(int).tolist()
    [[0, 0], [1, 0], [0, 0], [0, 0], [0, 0]]
    """
    days = np.nan_to_num(np.asarray(ahead, dtype=float), nan=-1)
    last = len(_SPANS) - 1
    return np.array([(days > start) & ((days <= end) | (k == last)) for k, (start, end) in enumerate(_SPANS)])


def weighted_spread(x: Any, weight: Any) -> Any:
    """Return each column's weighted standard deviation; 1 where a column does not vary."""
    spread = np.sqrt(np.average((x - np.average(x, axis=0, weights=weight)) ** 2, axis=0, weights=weight))
    return np.where(spread < 1e-9, 1.0, spread)


def _mode(rows: Any, events: Any, weights: Any, mean: Any, precision: Any, bounds: Any) -> Any:
    """Return the maximum of the penalised likelihood, sought in units in which it is about equally curved everywhere."""
    unit = 1 / np.sqrt(precision + weights @ rows**2 / 4 + 1e-9)
    scaled: list[Any] = [
        tuple(None if end is None else end / u for end in ends) for ends, u in zip(bounds, unit, strict=True)
    ]

    def loss(inner: Any) -> tuple[float, Any]:
        value, slope = _loss(inner * unit, rows, events, weights, mean, precision)
        return value, slope * unit

    found = minimize(loss, mean / unit, (), "L-BFGS-B", jac=True, bounds=scaled, options={"maxiter": 500})
    return found.x * unit


def _loss(theta: Any, rows: Any, events: Any, weights: Any, mean: Any, precision: Any) -> tuple[float, Any]:
    eta = rows @ theta
    away = theta - mean
    loss = np.sum(weights * (np.logaddexp(0, eta) - events * eta)) + 0.5 * np.sum(precision * away**2)
    slope = rows.T @ (weights * (1 / (1 + np.exp(-eta)) - events)) + precision * away
    return float(loss), slope
