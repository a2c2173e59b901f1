"""Folds: what goes to which, whole."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDS = 5


def folds_of(keys: Iterable[Any], *, folds: int = FOLDS, seed: int = 0) -> dict[Any, int]:
    """Return the fold of each key, dealt out in a random order.

    Examples
    --------
    >>> sorted(folds_of(["b", "a", "b"], folds=2).values())
    [0, 1]
    """
    order = sorted(set(keys))
    random.Random(seed).shuffle(order)
    return {key: number % folds for number, key in enumerate(order)}
