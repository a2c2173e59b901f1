"""What each part of the model is worth: the same road with a family of features left out, or priors or bounds off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.learning.evaluate import Predictor, choose_widths, hazard_predictor, least_loss, within
from stances.learning.hazard_fit import Widths, fit

if TYPE_CHECKING:
    from collections import Counter

    from stances.learning.scoring import Predictions
    from stances.learning.table import Case

FAMILIES = ("stage", "date", "issue", "drivers")
CHOICES: dict[str, tuple[str, ...]] = {
    "all families": (), "without issue": ("issue",), "without drivers": ("drivers",), "stage and date": ("issue", "drivers"),
}  # fmt: skip
"""Sets of families among which can be chosen, by what they leave out."""

_WIDE = Widths(1.0, 1.0, 1.0, 1.0)


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
    features = {name: v for name, v in case.features.items() if family(name) not in left_out}
    return case._replace(features=features, ahead=None if "date" in left_out else case.ahead)


def ablations() -> dict[str, Predictor]:
    """Return the predictors, each with one part off."""
    return {**{f"without {name}": leaving_out(name) for name in FAMILIES}, "priors off": _wide, "bounds off": _free}


def choosing(chosen: Counter[str]) -> Predictor:
    """Return a predictor that chooses families and widths inside the training cases, and counts what it chose."""

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        best = min(CHOICES, key=lambda name: least_loss([without(case, *CHOICES[name]) for case in train])[0])
        chosen[best] += 1
        return leaving_out(*CHOICES[best])(train, test)

    return predictor


def leaving_out(*names: str) -> Predictor:
    """Return a predictor that does not see some families."""

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        return hazard_predictor([without(case, *names) for case in train], [without(case, *names) for case in test])

    return predictor


def _wide(train: list[Case], test: list[Case]) -> Predictions:
    return within(fit(train, _WIDE), test)


def _free(train: list[Case], test: list[Case]) -> Predictions:
    return within(fit(train, choose_widths(train), bounded=False), test)
