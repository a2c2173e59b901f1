"""What each part of the model is worth: a family of features left out, priors or bounds off, readers' codes for our reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stances.learning.evaluate import Predictor, hazard_predictor, held_out, within
from stances.learning.hazard_fit import Widths, design, fit, matrix
from stances.learning.scoring import HORIZONS, outcomes
from stances.learning.table import FEATURES, Codes, weights

if TYPE_CHECKING:
    from collections import Counter

    from stances.learning.scoring import Predictions
    from stances.learning.table import Case

FAMILIES = ("stage", "date", "issue", "drivers")
CHOICES: dict[str, tuple[str, ...]] = {
    "all families": (), "without issue": ("issue",), "without drivers": ("drivers",), "stage and date": ("issue", "drivers"),
}  # fmt: skip
"""Sets of families among which can be chosen, by what they leave out."""

CODED = {
    "readers' stage and date": ("stage", "date"), "readers' signals": ("drivers",), "readers' codes, all": FAMILIES,
}  # fmt: skip
"""Families that readers' codes can take the place of in the articles asked for."""

_WIDE = Widths(3.0, 3.0, 3.0, 3.0)
_INNER_FOLDS = 3


def family(name: str) -> str:
    """Return the family of a feature.

    Examples
    --------
    >>> family("stage:called_for"), family("payoff-"), family("weaker_side")
    ('stage', 'drivers', 'drivers')
    """
    return name.split(":")[0] if ":" in name else "drivers"


def without(case: Case, *left_out: str) -> Case:
    """Return a case as if some families of features had not been read."""
    codes = case.codes and Codes(*_left(case.codes.ahead, case.codes.features, left_out), case.codes.whole)
    ahead, features = _left(case.ahead, case.features, left_out)
    return case._replace(ahead=ahead, features=features, codes=codes)


def _left(
    ahead: int | None, features: dict[str, float], left_out: tuple[str, ...]
) -> tuple[int | None, dict[str, float]]:
    kept = {name: v for name, v in features.items() if family(name) not in left_out}
    return None if "date" in left_out else ahead, kept


def ablations() -> dict[str, Predictor]:
    """Return the predictors, each with one part off."""
    return {**{f"without {name}": leaving_out(name) for name in FAMILIES}, "priors off": _wide, "bounds off": _free}


def choosing(chosen: Counter[str]) -> Predictor:
    """Return a predictor that chooses families by held-out pairs of the training cases, and counts what it chose."""

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        best = min(CHOICES, key=lambda name: _held_out_loss(train, leaving_out(*CHOICES[name])))
        chosen[best] += 1
        return leaving_out(*CHOICES[best])(train, test)

    return predictor


def leaving_out(*names: str) -> Predictor:
    """Return a predictor that does not see some families."""

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        return hazard_predictor([without(case, *names) for case in train], [without(case, *names) for case in test])

    return predictor


def coded_in(*names: str) -> Predictor:
    """Return a predictor of articles in which readers' codes stand for our reading of some families, where they coded them."""
    families = np.array([family(name) in names for name in FEATURES] + ["date" in names])

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        made = fit(train)
        said, model = within(made.read, test), made.reliability.through(made.coded, families)
        known = [i for i, case in enumerate(test) if case.codes and case.codes.whole]
        coded = matrix([(codes.features, codes.ahead) for codes in (test[i].codes for i in known) if codes])
        x = np.where(families, coded, design([test[i] for i in known])[0])
        for horizon in HORIZONS if known else ():
            said[horizon][known] = model.within(x, horizon)
        return said

    return predictor


def _held_out_loss(cases: list[Case], predictor: Predictor) -> float:
    said, weight = held_out(cases, predictor, folds=_INNER_FOLDS, seed=1), np.array(weights(cases))
    return float(np.mean([np.nansum((said[h] - outcomes(cases, h)) ** 2 * weight) for h in HORIZONS]))


def _wide(train: list[Case], test: list[Case]) -> Predictions:
    return within(fit(train, (_WIDE,)).read, test)


def _free(train: list[Case], test: list[Case]) -> Predictions:
    return within(fit(train, bounded=False).read, test)
