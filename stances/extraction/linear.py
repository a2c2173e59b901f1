"""Linear text classifiers that ship as data: quantised weights over named features, no pickle, no numpy."""

from __future__ import annotations

import math
from array import array
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from stances.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class LinearText:
    """One logistic regression a class over binary features, each scaled by 1 / sqrt(number of features).

    Parameters
    ----------
    classes : sequence of str
        What is told apart; each class has a probability of its own.
    bias : sequence of float
        Intercepts.
    scale : sequence of float
        Size of one step of a class's weights.
    vocabulary : sequence of str
        Known features.
    weights : array of signed bytes
        Row by row, one row a feature, one column a class, -127 to 127 steps.

    Examples
    --------
    >>> model = LinearText(["agreed"], [0.0], [0.01], ["deal"], array("b", [100]))
    >>> round(model.probabilities(["deal", "unknown"])["agreed"], 3)
    0.67
    """

    __slots__ = ("bias", "classes", "index", "scale", "weights")

    def __init__(
        self, classes: Sequence[str], bias: Sequence[float], scale: Sequence[float], vocabulary: Sequence[str],
        weights: array[int],
    ) -> None:  # fmt: skip
        if len(weights) != len(classes) * len(vocabulary) or not len(classes) == len(bias) == len(scale):
            raise ModelError("a text classifier's parts do not fit each other", hint="run `stances models verify`")
        self.classes, self.bias, self.scale = list(classes), list(bias), list(scale)
        self.index = {name: row for row, name in enumerate(vocabulary)}
        self.weights = weights

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return each class's log-odds."""
        present = set(features)
        width = len(self.classes)
        total = [0] * width
        index, weights = self.index, self.weights
        for feature in present & index.keys():
            row = index[feature] * width
            total = [t + w for t, w in zip(total, weights[row : row + width], strict=True)]
        norm = math.sqrt(len(present) or 1)
        return [b + s * t / norm for b, s, t in zip(self.bias, self.scale, total, strict=True)]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return each class's probability."""
        return {
            c: 1 / (1 + math.exp(-max(min(s, 30), -30)))
            for c, s in zip(self.classes, self.scores(features), strict=True)
        }

    def to_json(self) -> dict[str, Any]:
        """Return the form in which it ships."""
        return {
            "classes": self.classes,
            "bias": [round(b, 4) for b in self.bias],
            "scale": [round(s, 6) for s in self.scale],
            "vocabulary": "\n".join(self.index),
            "weights": b64encode(self.weights.tobytes()).decode(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LinearText:
        """Return the classifier of its shipped form.

        Raises
        ------
        ModelError
            If a part is missing or does not fit.
        """
        try:
            weights = array("b", b64decode(data["weights"]))
            return cls(data["classes"], data["bias"], data["scale"], data["vocabulary"].split("\n"), weights)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise ModelError(f"a text classifier is damaged ({error})", hint="run `stances models verify`") from None
