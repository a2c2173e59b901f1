"""The gate: when a candidate counts, and how often it would let one through that learned nothing.

The rule stands in ``docs/decisions/0009-the-gate.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.stats import beta

from stances.learning.evaluate import BASELINES, hazard_predictor, held_out
from stances.learning.scoring import Estimate, mean_difference

if TYPE_CHECKING:
    from collections.abc import Callable

    from stances.learning.evaluate import Predictor
    from stances.learning.scoring import Predictions
    from stances.learning.table import Case

INCUMBENT = "without the new articles"


class Opponents(NamedTuple):
    """What the candidate says on held-out pairs, and what each opponent says of the same cases."""

    candidate: Predictions
    others: dict[str, Predictions]


def opponents(
    cases: list[Case], old: set[str] | None = None, counted: Callable[[Predictor], Predictor] = lambda made: made
) -> Opponents:
    """Return what the hazard model and its opponents say of pairs that they did not see.

    Parameters
    ----------
    cases : list of Case
        All labelled articles.
    old : set of str, optional
        Ids of those without the new ones; a fit to them alone, on the same folds, is the incumbent.
    counted : callable
        Wraps each predictor that takes long, so that its steps can be told.
    """
    others = {name: held_out(cases, predictor) for name, predictor in BASELINES.items()}
    if old is not None:
        others[INCUMBENT] = held_out(
            cases, counted(lambda train, test: hazard_predictor([case for case in train if case.id in old], test))
        )
    return Opponents(held_out(cases, counted(hazard_predictor)), others)


def differences(cases: list[Case], found: Opponents) -> dict[str, Estimate]:
    """Return the candidate's Brier score less each opponent's, the mean over the horizons."""
    return {name: mean_difference(cases, found.candidate, other) for name, other in found.others.items()}


def passes(against: dict[str, Estimate]) -> bool:
    """Tell whether a candidate counts: every interval lies below zero."""
    return all(estimate.high < 0 for estimate in against.values())


class Rate(NamedTuple):
    """How many of how many simulated candidates were let through, with the exact 95 % interval of the rate."""

    passed: int
    repeats: int
    low: float
    high: float


def shuffled(cases: list[Case], seed: int) -> list[Case]:
    """Return the cases with their outcomes dealt out anew among episodes, so that no feature tells of any outcome.

    Each episode gets another's outcomes, so the rates at all horizons stay about what they were, and so does what the
    articles of one episode and one pair have in common.
    """
    draw = np.random.default_rng(seed)
    days: dict[str, list[int]] = {}
    for case in sorted(cases):
        days.setdefault(case.episode, []).append(case.days)
    dealt = dict(zip(days, draw.permutation(np.array(list(days))), strict=True))
    return [case._replace(days=int(draw.choice(days[dealt[case.episode]]))) for case in cases]


def passes_by_chance(cases: list[Case], seed: int, share: float = 0.2) -> dict[str, bool]:
    """Tell for one shuffle whether each opponent is beaten where a share of the pairs is new."""
    dealt = shuffled(cases, seed)
    pairs = sorted({case.pair for case in dealt})
    draw = np.random.default_rng(seed + 1)
    fresh = set(draw.choice(pairs, max(round(share * len(pairs)), 1), replace=False))
    against = differences(dealt, opponents(dealt, {case.id for case in dealt if case.pair not in fresh}))
    return {name: estimate.high < 0 for name, estimate in against.items()}


def rate_of(passed: int, repeats: int) -> Rate:
    """Return a rate with its Clopper-Pearson interval.

    Examples
    --------
    >>> rate_of(0, 100).high < 0.04
    True
    """
    low = float(beta.ppf(0.025, passed, repeats - passed + 1)) if passed else 0.0
    high = float(beta.ppf(0.975, passed + 1, repeats - passed)) if passed < repeats else 1.0
    return Rate(passed, repeats, low, high)
