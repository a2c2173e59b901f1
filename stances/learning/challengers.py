"""Other estimators under the hazard estimator's interface: what must be beaten, and what the priors must be worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin, clone
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.validation import check_is_fitted

from stances.learning.evaluate import Predictor, horizon_only
from stances.learning.hazard_fit import bound, design
from stances.learning.scoring import HORIZONS, Predictions
from stances.learning.table import FEATURES, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.learning.table import Case

_FAR = 1000.0
"""Days to the next date where none was read, for an estimator that cannot leave it open."""


class HorizonClassifier(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Likelihood of an event within some horizons, each learned by its own classifier from the cases known there.

    Parameters
    ----------
    classifier : estimator
        Any with ``predict_proba`` and ``sample_weight``, or a pipeline that ends in one.
    horizon : int
        Days for which ``predict`` gives the likelihood.

    Attributes
    ----------
    fitted_ : dict
        A classifier by horizon; a constant rate where all known cases agree.

    Examples
    --------
    >>> x = [[0.0], [1.0], [0.0], [1.0]] * 10
    >>> days = [-400, 20, -700, 100] * 10  # negative: censored on that day
    >>> model = HorizonClassifier(LogisticRegression()).fit(x, days)
    >>> bool(model.within([[1.0]], 365)[0] > model.within([[0.0]], 365)[0])
    True
    """

    def __init__(self, classifier: Any, horizon: int = 365) -> None:
        self.classifier = classifier
        self.horizon = horizon

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> HorizonClassifier:
        """Fit to durations: ``y`` days to the event, or minus the days of the last day without one."""
        y = np.asarray(y, dtype=float)
        weight = np.ones(len(y)) if sample_weight is None else np.asarray(sample_weight, dtype=float)
        self.fitted_ = {h: self._fit(X, y, weight, h) for h in HORIZONS}
        return self

    def _fit(self, X: Any, y: Any, weight: Any, horizon: int) -> Any:
        came = (y > 0) & (y <= horizon)
        use = np.flatnonzero(came | (np.abs(y) >= horizon))
        if len(set(came[use])) < 2:
            return float(came[use].mean()) if len(use) else 0.5
        model = clone(self.classifier)
        name = f"{model.steps[-1][0]}__sample_weight" if isinstance(model, Pipeline) else "sample_weight"
        return model.fit([X[i] for i in use], came[use], **{name: weight[use]})

    def predict(self, X: Any) -> Any:
        """Return the likelihood of the event within the horizon."""
        return self.within(X, self.horizon)

    def within(self, X: Any, days: int) -> Any:
        """Return the likelihood of the event within some days, on straight lines between the horizons; it never falls."""
        check_is_fitted(self)
        known = [
            np.full(len(X), m) if isinstance(m, float) else m.predict_proba(X)[:, 1] for m in self.fitted_.values()
        ]
        rising = np.maximum.accumulate([np.zeros(len(X)), *known])
        return np.array([np.interp(days, (0, *self.fitted_), column) for column in rising.T])


def logistic() -> HorizonClassifier:
    """Return a logistic regression on all features, drawn to zero without a prior's sign."""
    filled = SimpleImputer(strategy="constant", fill_value=_FAR)
    return HorizonClassifier(make_pipeline(filled, StandardScaler(), LogisticRegression(C=0.01, max_iter=1000)))


def boosting() -> HorizonClassifier:
    """Return gradient boosting that may move only to the side on which the literature sees a driver."""
    monotone = [(low == 0.0) - (high == 0.0) for low, high in map(bound, FEATURES)]
    return HorizonClassifier(
        HistGradientBoostingClassifier(
            monotonic_cst=[*map(int, monotone), 0], max_depth=3, max_iter=60, learning_rate=0.05,
            l2_regularization=10.0, min_samples_leaf=20, early_stopping=False, random_state=0,
        )
    )  # fmt: skip


def words() -> HorizonClassifier:
    """Return a logistic regression on the words of texts, one or two at a time."""
    vectors = TfidfVectorizer(min_df=3, ngram_range=(1, 2), sublinear_tf=True, stop_words="english", max_features=20000)
    return HorizonClassifier(make_pipeline(vectors, LogisticRegression(C=3.0, max_iter=1000)))


def of_table(model: HorizonClassifier) -> Predictor:
    """Return a predictor that fits a model to the table's features."""

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        x, y, weight = design(train)
        fitted, asked = clone(model).fit(x, y, weight), design(test)[0]
        return {horizon: fitted.within(asked, horizon) for horizon in HORIZONS}

    return predictor


def of_texts(texts: dict[str, str]) -> Predictor:
    """Return a predictor from words alone; a case whose text is not at hand gets the rate of its horizon."""

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        said = horizon_only(train, test)
        weight = dict(zip([case.id for case in train], weights(train), strict=True))
        known: Sequence[Case] = [case for case in train if case.id in texts]
        asked = [i for i, case in enumerate(test) if case.id in texts]
        if not known or not asked:
            return said
        model = words().fit(
            [texts[c.id] for c in known], [c.days for c in known], [weight[c.id] for c in known]
        )  # fmt: skip
        for horizon in HORIZONS:
            said[horizon][asked] = model.within([texts[test[i].id] for i in asked], horizon)
        return said

    return predictor


CHALLENGERS: dict[str, Predictor] = {
    "logistic regression": of_table(logistic()),
    "gradient boosting, monotone": of_table(boosting()),
}
"""Estimators on the same readings; ours learns also from the readers' codes, which they have no place for."""
