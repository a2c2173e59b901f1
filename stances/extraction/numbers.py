"""Numbers of a model's file, which is somebody else's until it was checked."""

from __future__ import annotations

import math
from typing import Any


def finite(value: Any, least: float = -1e6, most: float = 1e6) -> float:
    """Return a number that lies within bounds.

    Raises
    ------
    TypeError
        If it is none: text and truth values are not taken for numbers.
    ValueError
        If it is not finite or out of bounds.

    Examples
    --------
    >>> finite(2)
    2.0
    >>> finite(float("nan"))
    Traceback (most recent call last):
    ValueError: nan is not between -1e+06 and 1e+06
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{str(value)[:20]!r} is no number")
    if not (least <= value <= most and math.isfinite(value)):
        raise ValueError(f"{str(value)[:20]} is not between {least:g} and {most:g}")
    return float(value)


def finite_list(values: Any) -> list[float]:
    """Return a list of numbers.

    Raises
    ------
    TypeError, ValueError
        If it is none.
    """
    if not isinstance(values, list):
        raise TypeError(f"{str(values)[:20]!r} is no list of numbers")
    return [finite(value) for value in values]


def names(values: Any) -> list[str]:
    """Return a list of names that is not empty and names nothing twice.

    Raises
    ------
    TypeError
        If it is none.
    """
    if not (isinstance(values, list) and values and all(isinstance(v, str) for v in values)):
        raise TypeError(f"{str(values)[:20]!r} is no list of names")
    if len(set(values)) < len(values):
        raise ValueError("a name stands twice")
    return values
