"""What each part of the model is worth: the same road with a family of features left out, or priors or bounds off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.learning.evaluate import Predictor, choose_widths, hazard_predictor, within
from stances.learning.hazard_fit import Widths, fit

if TYPE_CHECKING:
    from stances.learning.scoring import Predictions
    from stances.learning.table import Case

FAMILIES = ("stage", "date", "issue", "drivers")
_WIDE = Widths(1.0, 1.0, 1.0, 1.0)


def family(name: str) -> str:
    """Return the family of a feature.

    Examples
    --------
    >>> family("stage:called_for"), family("payoff-"), family("weaker_side")
    ('stage', 'drivers', 'drivers')
    """
    return name.split(":")[0] if ":" in name else "drivers"


def without(case: Case, left_out: str) -> Case:
    """Return a case as if a family of features had not been read."""
    if left_out == "date":
        return case._replace(ahead=None)
    return case._replace(features={name: v for name, v in case.features.items() if family(name) != left_out})


def ablations() -> dict[str, Predictor]:
    """Return the predictors, each with one part off."""
    return {**{f"without {name}": _without(name) for name in FAMILIES}, "priors off": _wide, "bounds off": _free}


def _without(name: str) -> Predictor:
    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        return hazard_predictor([without(case, name) for case in train], [without(case, name) for case in test])

    return predictor


def _wide(train: list[Case], test: list[Case]) -> Predictions:
    return within(fit(train, _WIDE), test)


def _free(train: list[Case], test: list[Case]) -> Predictions:
    return within(fit(train, choose_widths(train), bounded=False), test)
