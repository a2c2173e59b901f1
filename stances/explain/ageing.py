"""What earlier articles still tell on a later day: a signal counts half after a half-life, and none after four."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HALF_LIFE = 60
"""Days after which a signal that no newer article repeats counts half; `bench/half_life.py` compares it with others."""

_FORGOTTEN = 4

MEMORY = _FORGOTTEN * HALF_LIFE
"""Days after which an article tells nothing any more."""


def weight_after(days: int, half_life: float = HALF_LIFE) -> float:
    """Return what a signal of so many days ago still counts.

    Examples
    --------
    >>> weight_after(0), weight_after(60), weight_after(241)
    (1.0, 0.5, 0.0)
    """
    if days == 0:
        return 1.0
    return 0.5 ** (days / half_life) if half_life > 0 and days <= _FORGOTTEN * half_life else 0.0


def aged(
    newest: dict[str, float], earlier: Iterable[tuple[int, dict[str, float]]], half_life: float = HALF_LIFE
) -> dict[str, float]:
    """Return the newest article's row with the drivers that earlier articles stated, each at what it still counts.

    Parameters
    ----------
    newest : dict
        Its row of features; stage, issue and the weaker side are the newest article's alone.
    earlier : iterable of (days, features)
        How many days ago an article stated which drivers.
    half_life : float
        In days; 0 forgets all, infinity nothing.

    Examples
    --------
    >>> aged({"payoff+": 1.0}, [(60, {"linkage+": 1.0}), (5, {"payoff+": 1.0})])
    {'payoff+': 1.0, 'linkage+': 0.5}
    """
    row = dict(newest)
    for days, features in earlier:
        weight = weight_after(days, half_life)
        for name, value in features.items():
            if weight:
                row[name] = max(row.get(name, 0.0), value * weight)
    return row
