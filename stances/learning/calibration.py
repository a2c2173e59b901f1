"""Calibration: whether what was said came as often as was said, and how far off even a right model seems to be by chance."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

_BINS = 10
_DRAWS = 1000


class Bin(NamedTuple):
    """Cases with like likelihoods: the mean likelihood, the rate that followed, and how many episodes they weigh."""

    said: float
    came: float
    weight: float


def reliability(y: Any, p: Any, weight: Any) -> list[Bin]:
    """Return bins of about equal weight; equal likelihoods are never parted."""
    group = _groups(p, weight)
    inside = [group == g for g in np.unique(group)]
    return [
        Bin(float(np.average(p[g], weights=weight[g])), float(np.average(y[g], weights=weight[g])), float(weight[g].sum()))
        for g in inside
    ]  # fmt: skip


def calibration_error(bins: list[Bin]) -> float:
    """Return the expected calibration error."""
    return sum(abs(b.said - b.came) * b.weight for b in bins) / sum(b.weight for b in bins)


def chance_errors(p: Any, weight: Any, episodes: list[str]) -> Any:
    """Return calibration errors of a model that is right: outcomes drawn from its own likelihoods, in the same bins.

    The way of Bröcker & Smith 2007. An episode's articles share one draw, episodes are taken as independent; pairs of
    parties share more than that, so the errors are if anything too small.

    Examples
    --------
    >>> p = np.full(100, 0.5)
    >>> few = chance_errors(p[:25], np.ones(25), [str(i) for i in range(25)]).mean()
    >>> bool(few > chance_errors(p, np.ones(100), [str(i) for i in range(100)]).mean() > 0)
    True
    """
    episode = np.unique(episodes, return_inverse=True)[1]
    drawn = np.random.default_rng(0).random((_DRAWS, episode.max() + 1))[:, episode] < p
    group = _groups(p, weight)
    inside = weight[:, None] * (group[:, None] == np.unique(group))
    return np.abs((drawn - p) @ inside).sum(axis=1) / weight.sum()


def murphy(bins: list[Bin], rate: float) -> tuple[float, float, float]:
    """Return Murphy's reliability, resolution and uncertainty."""
    mass = sum(b.weight for b in bins)
    reliable = sum(b.weight * (b.said - b.came) ** 2 for b in bins) / mass
    resolved = sum(b.weight * (b.came - rate) ** 2 for b in bins) / mass
    return reliable, resolved, rate * (1 - rate)


def _groups(p: Any, weight: Any) -> Any:
    """Return the number of each case's bin."""
    order = np.argsort(p, kind="stable")
    places = np.searchsorted(np.cumsum(weight[order]), np.linspace(0, weight.sum(), _BINS + 1)[1:-1])
    return np.searchsorted(np.unique(p[order][np.minimum(places, len(p) - 1)]), p)
