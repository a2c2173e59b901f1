"""Linear text classifiers that ship as data: quantised weights over named features, no pickle, no numpy.

A feature's weights for all classes are one integer of 32-bit lanes, each weight raised by 128, so that one addition adds
them all.
"""

from __future__ import annotations

import math
import struct
from array import array
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Final

from stances.errors import ModelError
from stances.extraction.numbers import finite_list, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


_RAISED: Final = 128
_LANE: Final = 4
_MOST: Final = 30.0
_RAISE = bytes((byte + _RAISED) % 256 for byte in range(256))
"""Raises a weight that stands as a byte, or takes a raised one down again."""


class _Rows(dict[str, int]):
    """The integers of known features, each made when a text first has it."""

    def __init__(self, make: Callable[[str], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, feature: str) -> int:
        row = self[feature] = self._make(feature)
        return row


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

    __slots__ = ("_lanes", "_raised", "_rows", "bias", "classes", "index", "scale")

    def __init__(
        self, classes: Sequence[str], bias: Sequence[float], scale: Sequence[float], vocabulary: Sequence[str],
        weights: array[int],
    ) -> None:  # fmt: skip
        if len(weights) != len(classes) * len(vocabulary) or not len(classes) == len(bias) == len(scale):
            raise ModelError("a text classifier's parts do not fit each other", hint="run `stances models verify`")
        self.classes, self.bias, self.scale = list(classes), list(bias), list(scale)
        self.index = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
        self._raised = weights.tobytes().translate(_RAISE)
        self._rows = _Rows(self._row)
        self._lanes = f"<{len(classes)}I"

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return each class's log-odds."""
        present = features if isinstance(features, set) else set(features)
        known = self.index.keys() & present
        width = len(self.classes)
        total = sum(map(self._rows.__getitem__, known))
        sums = struct.unpack(self._lanes, total.to_bytes(_LANE * width, "little"))
        norm, raised = math.sqrt(len(present) or 1), _RAISED * len(known)
        # each has one a class; with a keyword zip is not compiled
        return [b + s * (t - raised) / norm for b, s, t in zip(self.bias, self.scale, sums)]  # noqa: B905

    def _row(self, feature: str) -> int:
        width = len(self.classes)
        start = self.index[feature] * width
        lanes = bytearray(_LANE * width)
        lanes[::_LANE] = self._raised[start : start + width]
        return int.from_bytes(lanes, "little")

    def by_class(self, features: Iterable[str]) -> dict[str, float]:
        """Return the log-odds of each class by its name."""
        return dict(zip(self.classes, self.scores(features), strict=True))

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return each class's probability."""
        scores = self.scores(features)
        if max(scores) > _MOST or min(scores) < -_MOST:
            scores = [max(min(score, _MOST), -_MOST) for score in scores]
        exp = math.exp
        return dict(zip(self.classes, [1 / (1 + exp(-score)) for score in scores], strict=True))

    def to_json(self) -> dict[str, Any]:
        """Return the form in which it ships."""
        return {
            "classes": self.classes,
            "bias": [round(b, 4) for b in self.bias],
            "scale": [round(s, 6) for s in self.scale],
            "vocabulary": "\n".join(self.index),
            "weights": b64encode(self._raised.translate(_RAISE)).decode(),
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
            bias, scale = finite_list(data["bias"]), finite_list(data["scale"])
            return cls(names(data["classes"]), bias, scale, data["vocabulary"].split("\n"), weights)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise ModelError(f"a text classifier is damaged ({error})", hint="run `stances models verify`") from None
