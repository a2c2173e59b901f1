"""Scorecards: linear scores over a few named figures, small enough to read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import ModelError
from stances.extraction.numbers import finite_list, names

if TYPE_CHECKING:
    from collections.abc import Mapping


class Scorecard(NamedTuple):
    """One linear score a class: ``bias + sum of weight x figure``; a figure that is not given counts as 0.

    Parameters
    ----------
    classes : tuple of str
        What is told apart.
    bias : tuple of float
        One a class.
    weights : dict
        For each figure's name its weight in each class.

    Examples
    --------
    >>> card = Scorecard(("yes",), (-1.0,), {"cue": (2.0,)})
    >>> card.scores({"cue": 1.0, "unknown": 5.0})
    [1.0]
    >>> round(card.probability({"cue": 0.5}), 2)
    0.5
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def scores(self, figures: Mapping[str, float]) -> list[float]:
        """Return each class's score."""
        total = list(self.bias)
        for name, value in figures.items():
            if value and name in self.weights:
                for i, weight in enumerate(self.weights[name]):
                    total[i] += weight * value
        return total

    def probability(self, figures: Mapping[str, float]) -> float:
        """Return the probability of the only class."""
        total, weights = self.bias[0], self.weights
        for name, value in figures.items():
            if value and name in weights:
                total += weights[name][0] * value
        return 1 / (1 + math.exp(-max(min(total, 30), -30)))

    def shares(self, figures: Mapping[str, float]) -> dict[str, float]:
        """Return the classes' probabilities, which sum to one."""
        scores = self.scores(figures)
        raised = [math.exp(score - max(scores)) for score in scores]
        return {name: value / sum(raised) for name, value in zip(self.classes, raised, strict=True)}

    def to_json(self) -> dict[str, Any]:
        """Return the form in which it ships."""
        weights = {name: [round(w, 4) for w in row] for name, row in sorted(self.weights.items())}
        return {"classes": self.classes, "bias": [round(b, 4) for b in self.bias], "weights": weights}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Scorecard:
        """Return the scorecard of its shipped form.

        Raises
        ------
        ModelError
            If a part is missing or does not fit.
        """
        try:
            weights = {name: tuple(finite_list(row)) for name, row in data["weights"].items()}
            card = cls(tuple(names(data["classes"])), tuple(finite_list(data["bias"])), weights)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(f"a scorecard is damaged ({error})", hint="run `stances models verify`") from None
        if any(len(row) != len(card.classes) for row in (card.bias, *weights.values())):
            raise ModelError("a scorecard's parts do not fit each other", hint="run `stances models verify`")
        return card
