"""Discrete-time hazard model: likelihood of agreement within any horizon, its interval, and what each feature adds.

In period k, not having agreed before, an agreement is concluded with the odds exp(alpha_k + x'beta) (Singer & Willett
2003; Allison 1982). With the parameters' covariance the delta method gives the interval.
"""

from __future__ import annotations

import itertools
import math
from typing import NamedTuple

CUTS = (0, 30, 90, 180, 365, 730)
"""Ends of the periods in days; beyond the last its hazard goes on."""

MAX_DAYS = 1825
"""Longest horizon that is answered."""

_PERIODS = tuple((a, b, MAX_DAYS if b == CUTS[-1] else b) for a, b in itertools.pairwise(CUTS))
"""Start and end of each period, and the last day to which its hazard holds."""

_NODES = 24
_NUDGE = 0.01


class Coefficient(NamedTuple):
    """An effect in log-odds of the hazard, its standard deviation and the feature's mean over the reference articles."""

    mean: float
    sd: float
    centre: float


class Hazard(NamedTuple):
    """Parameters: one intercept a period with its standard deviation, effects by feature."""

    alphas: tuple[float, ...]
    alpha_sd: float
    effects: dict[str, Coefficient]
    anchor: Coefficient

    def shifts(self, features: dict[str, float]) -> dict[str, float]:
        """Return what each feature adds to every period's log-odds, against the mean article."""
        return {n: c.mean * (features.get(n, 0.0) - c.centre) for n, c in self.effects.items()}

    def log_odds(self, days: int, shifts: dict[str, float], anchor_days: int | None) -> float:
        """Return the log-odds of an agreement within ``days``; ``anchor_days`` is when the next date falls."""
        shift = sum(shifts.values())
        return _logit_of_survival(self._survival(days, shift, anchor_days, 1.0))

    def base_log_odds(self, days: int) -> float:
        """Return the log-odds of the base rate: the hazard with no feature at all."""
        return _logit_of_survival(self._survival(days, 0.0, None, 0.0))

    def _survival(self, days: int, shift: float, anchor_days: int | None, share: float) -> float:
        """Return minus the log of the likelihood of no agreement within ``days``."""
        total = 0.0
        away, near = (self.anchor.mean * (here - self.anchor.centre) for here in (0.0, 1.0))
        for alpha, (start, end, last) in zip(self.alphas, _PERIODS, strict=True):
            spent = min(days, last) - start
            if spent <= 0:
                break
            here = anchor_days is not None and start < anchor_days and (anchor_days <= end or last > end)
            eta = alpha + share * (shift + (near if here else away))
            total += _softplus(eta) * spent / (end - start)
        return total

    def contributions(self, days: int, shifts: dict[str, float], anchor_days: int | None) -> dict[str, float]:
        """Return each feature's part of the way from the base log-odds to the article's, and the next date's.

        Aumann-Shapley values along the straight path: exact for the shared shift, the rest is the next date's, so that
        the parts add up.
        """
        total = self.log_odds(days, shifts, anchor_days) - self.base_log_odds(days)
        shift = sum(shifts.values())
        slope = 0.0
        step = 1e-4
        for i in range(_NODES):
            t = (i + 0.5) / _NODES
            up, down = (
                _logit_of_survival(self._survival(days, shift + d / max(t, 1e-9), anchor_days, t))
                for d in (step, -step)
            )
            slope += (up - down) / (2 * step) / _NODES
        parts = {name: value * slope for name, value in shifts.items()}
        parts["anchor"] = total - sum(parts.values())
        return parts

    def slope(self, days: int, shifts: dict[str, float], anchor_days: int | None) -> float:
        """Return how much the log-odds move with a shift of every period's."""
        shift = sum(shifts.values())
        here, up = (_logit_of_survival(self._survival(days, s, anchor_days, 1.0)) for s in (shift, shift + _NUDGE))
        return (up - here) / _NUDGE

    def spread(self, features: dict[str, float]) -> float:
        """Return the standard deviation of every period's log-odds; times the slope it is that of the likelihood's."""
        variance = self.alpha_sd**2 + self.anchor.sd**2 * 0.25
        variance += sum((c.sd * (features.get(n, 0.0) - c.centre)) ** 2 for n, c in self.effects.items())
        return math.sqrt(variance)


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _logit_of_survival(cumulative: float) -> float:
    """Log-odds of agreement from the cumulative hazard: log(exp(H) - 1)."""
    return cumulative + math.log(-math.expm1(-cumulative)) if cumulative > 0 else -40.0


def expit(x: float) -> float:
    """Return the likelihood of some log-odds."""
    return 1 / (1 + math.exp(-max(min(x, 36.0), -36.0)))  # beyond, a float is 1


def logit(p: float) -> float:
    """Return the log-odds of a likelihood."""
    return math.log(p / (1 - p))
