"""Fits of the linear text classifiers, and their quantised form."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from stances.extraction.linear import LinearText

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_STEPS = 127


def fit_linear(
    rows: Sequence[Collection[str]],
    targets: Sequence[set[str]],
    classes: Sequence[str],
    *,
    least: int,
    size: int,
    strength: float,
    weights: Sequence[float] | None = None,
    ratios: bool = False,
) -> LinearText:
    """Return one L2-penalised logistic regression a class, kept to the features that carry most weight.

    Parameters
    ----------
    rows : sequence of collection of str
        Features of each case.
    targets : sequence of set of str
        Classes that hold for each case.
    classes : sequence of str
        What to learn.
    least : int
        Cases in which a feature must occur.
    size : int
        Features kept, by their largest absolute weight over the classes.
    strength : float
        scikit-learn's ``C``.
    weights : sequence of float, optional
        Weight of each case.
    ratios : bool
        Whether a feature is scaled, for each class, by the size of its log count ratio (Wang & Manning 2012), so that few
        telling features may weigh more.
    """
    known = _vocabulary(rows, least)
    coefficients, bias = _fit(_matrix(rows, known), targets, classes, strength, weights, ratios)
    order = np.argsort(-np.abs(coefficients).max(axis=0), kind="stable")[:size]
    kept = [known[i] for i in sorted(order)]
    if len(kept) < len(known):
        coefficients, bias = _fit(_matrix(rows, kept), targets, classes, strength, weights, ratios)
    return _quantised(coefficients, bias, classes, kept)


def _vocabulary(rows: Sequence[Collection[str]], least: int) -> list[str]:
    counts = Counter(feature for row in rows for feature in set(row))
    return sorted(feature for feature, count in counts.items() if count >= least and "\n" not in feature)


def _matrix(rows: Sequence[Collection[str]], known: list[str]) -> Any:
    index = {name: column for column, name in enumerate(known)}
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for row in rows:
        present = set(row)
        here = sorted(index[name] for name in present if name in index)
        columns.extend(here)
        data.extend([len(present) ** -0.5] * len(here))
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(rows), len(known)))


def _fit(
    x: Any, targets: Sequence[set[str]], classes: Sequence[str], c: float, weights: Any, ratios: bool
) -> tuple[Any, list[float]]:
    x.sum_duplicates()  # in place, and so not to be left to the threads, which would do it at once and tear the matrix

    def one(name: str) -> tuple[Any, float]:
        y = np.array([name in target for target in targets])
        if not y.any() or y.all():
            return np.zeros(x.shape[1]), 9.0 if y.all() else -9.0
        scale = _ratios(x, y) if ratios else np.ones(x.shape[1])
        model = LogisticRegression(C=c, solver="liblinear", max_iter=200)
        model.fit(x.multiply(scale).tocsr(), y, sample_weight=weights)
        return model.coef_[0] * scale, float(model.intercept_[0])

    fits = Parallel(n_jobs=2, prefer="threads")(delayed(one)(name) for name in classes)
    return np.array([f[0] for f in fits]), [f[1] for f in fits]


def _ratios(x: Any, y: Any) -> Any:
    """Return 0.25 plus the size of each feature's log ratio of its rates inside and outside a class, smoothed by one case."""
    present = x.astype(bool).astype(float)
    inside = np.asarray(present[y].sum(axis=0)).ravel() + 1
    outside = np.asarray(present[~y].sum(axis=0)).ravel() + 1
    return 0.25 + np.abs(np.log((inside / (y.sum() + 2)) / (outside / ((~y).sum() + 2))))


def _quantised(coefficients: Any, bias: list[float], classes: Sequence[str], kept: list[str]) -> LinearText:
    scale = np.maximum(np.abs(coefficients).max(axis=1), 1e-9) / _STEPS
    steps = np.round(coefficients / scale[:, None]).astype(np.int8).T
    return LinearText(classes, bias, [float(s) for s in scale], kept, array("b", np.ascontiguousarray(steps).tobytes()))
