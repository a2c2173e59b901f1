"""One predictor beside ours: its figures by horizon, and the difference of the two on the same cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stances.learning.evaluate import BASE, BASELINES, hazard_predictor, held_out
from stances.learning.scoring import HORIZONS, Estimate, Score, difference, mean_difference, mean_skill, score

if TYPE_CHECKING:
    from stances.learning.scoring import Predictions
    from stances.learning.table import Case

OURS = "stances"
"""Name of our own row."""


class Row(NamedTuple):
    """One predictor: its figures by horizon, its mean skill, and our Brier score less its own, by horizon and on average."""

    name: str
    group: str
    scores: tuple[Score, ...]
    skill: Estimate
    against: tuple[Estimate, ...]
    mean_against: Estimate


def row_of(cases: list[Case], name: str, group: str, said: Predictions, ours: Predictions, base: Predictions) -> Row:
    """Return the row of a predictor, its skill against a base."""
    return Row(
        name, group, tuple(score(cases, said, base, h) for h in HORIZONS), mean_skill(cases, said, base),
        tuple(difference(cases, ours, said, h) for h in HORIZONS), mean_difference(cases, ours, said),
    )  # fmt: skip


def compared(cases: list[Case], ours: Predictions, others: dict[str, Predictions]) -> list[Row]:
    """Return our row and after it those of the baselines; the horizon's rate, against which skill is, must be among them."""
    base = others[BASE]
    return [
        row_of(cases, OURS, "model", ours, ours, base),
        *(row_of(cases, name, "baseline", said, ours, base) for name, said in others.items()),
    ]


def judged(cases: list[Case]) -> list[Row]:
    """Return how the fit to some cases does on held-out pairs beside the baselines."""
    others = {name: held_out(cases, predictor) for name, predictor in BASELINES.items()}
    return compared(cases, held_out(cases, hazard_predictor), others)
