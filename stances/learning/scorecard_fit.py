"""Fits of scorecards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from stances.extraction.scorecard import Scorecard

if TYPE_CHECKING:
    from collections.abc import Sequence


def fit_scorecard(
    rows: Sequence[dict[str, float]],
    targets: Sequence[str],
    classes: Sequence[str],
    *,
    strength: float,
    weights: Sequence[float] | None = None,
) -> Scorecard:
    """Return an L2-penalised logistic regression over standardised figures; the scaling is folded into its weights.

    Parameters
    ----------
    rows : sequence of dict
        Figures of each case.
    targets : sequence of str
        The class of each case; with a single class, it or anything else.
    classes : sequence of str
        What to learn: one class against the rest, or several that exclude each other.
    strength : float
        scikit-learn's ``C``.
    weights : sequence of float, optional
        Weight of each case.
    """
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    centre, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    y = np.array([classes.index(target) if target in classes else -1 for target in targets])
    model = LogisticRegression(C=strength, max_iter=1000)
    model.fit((x - centre) / spread, y, sample_weight=weights)
    weight = model.coef_ / spread
    bias = model.intercept_ - weight @ centre
    return Scorecard(
        tuple(classes),
        tuple(float(b) for b in bias),
        {name: tuple(float(w) for w in weight[:, i]) for i, name in enumerate(names)},
    )
