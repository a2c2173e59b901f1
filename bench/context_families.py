"""What each family of public knowledge would add to the model: held-out skill by pair with it and without.

    python bench/context_families.py OUTCOMES.jsonl [--orders 2]

OUTCOMES: the labels with id, date, party_a and party_b, since data/outcomes.csv has no days. The features of a family join the model with
a prior mean of zero; folds, horizons and weights are those of `stances evaluate`. A family pays where the
90 % bootstrap interval over pairs of the difference of Brier scores lies below zero.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from stances.context.elections import next_election
from stances.context.memberships import common_bodies
from stances.context.ratification import routes
from stances.context.relation import Relation, relation
from stances.learning import hazard_fit
from stances.learning.estimator import DiscreteTimeHazard, weighted_spread
from stances.learning.evaluate import held_out, horizon_only
from stances.learning.scoring import HORIZONS, Predictions, difference, mean_skill
from stances.learning.table import FEATURES, Case, read_table

WIDTHS = hazard_fit.Widths()
"""Held fixed, so that a family alone makes the difference."""


class Setting(NamedTuple):
    """The parties and the day of an article, and their relation."""

    pair: tuple[str, str]
    day: date
    relation: Relation


def alliance(at: Setting) -> list[float]:
    """Allied or not."""
    return [float(bool(at.relation.allied))]


def rivalry(at: Setting) -> list[float]:
    """Strategic rivals or not."""
    return [float(bool(at.relation.rivals))]


def bound(at: Setting) -> list[float]:
    """Common body or trade agreement."""
    return [float(at.relation.bound)]


def membership(at: Setting) -> list[float]:
    """Number of common bodies."""
    return [float(len(common_bodies(at.pair, at.day)))]


def regime(at: Setting) -> list[float]:
    """Both democracies; neither one."""
    return [float(at.relation.democracies == 2), float(at.relation.democracies == 0)]


def capability(at: Setting) -> list[float]:
    """Log10 of the ratio of trade."""
    return [at.relation.unequal if at.relation.unequal is not None else 1.0]


def region(at: Setting) -> list[float]:
    """Same region; common border."""
    return [float(at.relation.same_region), float(at.relation.neighbours)]


def elections(at: Setting) -> list[float]:
    """An election in either party within 90 days, within a year."""
    ahead = [(found.date - at.day).days for code in at.pair if (found := next_election(code, at.day))]
    return [float(min(ahead, default=9999) <= 90), float(min(ahead, default=9999) <= 365)]


def ratification(at: Setting) -> list[float]:
    """How many of the two need more than the government alone; more than a simple majority."""
    kinds = [known[0].route for code in at.pair if (known := routes().get(code))]
    return [
        float(sum(kind != "executive" for kind in kinds)),
        float(sum(kind not in ("executive", "simple") for kind in kinds)),
    ]


FAMILIES: dict[str, Callable[[Setting], list[float]]] = {
    f.__name__: f for f in (alliance, rivalry, bound, membership, regime, capability, region, elections, ratification)
}


def settings(path: Path) -> dict[str, Setting]:
    """Return the setting of each labelled article."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        pair, day = (label["party_a"], label["party_b"]), date.fromisoformat(label["date"])
        found[label["id"]] = Setting(pair, day, relation(pair, day))
    return found


def predictor(extra: dict[str, list[float]], width: float) -> Callable[[list[Case], list[Case]], Predictions]:
    """Return the model with some more features, each standardised on the training cases; ``width`` is the prior's on their effects."""

    def predict(train: list[Case], test: list[Case]) -> Predictions:
        x, y, weight = hazard_fit.design(train)
        more = np.array([extra[case.id] for case in train])
        rest = np.array([extra[case.id] for case in test])
        spread = weighted_spread(x[:, :-1], weight)
        own, mean = np.array([hazard_fit._prior(name, WIDTHS) for name in FEATURES]).T
        model = DiscreteTimeHazard(
            precision=[*(own * spread) ** -2, *[width**-2] * more.shape[1], WIDTHS.anchor**-2],
            prior=[*(mean * spread), *[0.0] * more.shape[1], hazard_fit._ANCHOR_MEAN],
            bounds=[*(hazard_fit.bound(name) for name in FEATURES), *[(None, None)] * more.shape[1], (None, None)],
            date_column=len(FEATURES) + more.shape[1],
        ).fit(np.column_stack([x[:, :-1], more, x[:, -1]]), y, weight)
        seen, _, _ = hazard_fit.design(test)
        seen = np.column_stack([seen[:, :-1], rest, seen[:, -1]])
        return {horizon: model.within(seen, horizon) for horizon in HORIZONS}

    return predict


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("outcomes", type=Path)
    parser.add_argument("--orders", type=int, default=2)
    parser.add_argument("--family", choices=list(FAMILIES), action="append", help="this one only; may be repeated")
    asked = parser.parse_args()
    known = settings(asked.outcomes)
    cases = [case for case in read_table(Path("data/outcomes.csv")) if case.id in known]
    rows: dict[str, dict[str, list[float]]] = {"none": {case.id: [] for case in cases}}
    rows |= {name: {case.id: family(known[case.id]) for case in cases} for name, family in FAMILIES.items()}
    rows["all"] = {case.id: [v for name in FAMILIES for v in rows[name][case.id]] for case in cases}
    shuffled = list(rows["all"].values())
    random.Random(0).shuffle(shuffled)
    rows["all, shuffled"] = dict(zip(rows["all"], shuffled, strict=True))
    print(
        f"{len(cases)} articles, {len({c.episode for c in cases})} episodes, {len({c.pair for c in cases})} pairs; skill: mean of {HORIZONS} days"
    )
    print(f"{'family':16s} prior     skill   gain    difference of Brier within 365 days, 90 % interval over pairs")
    for order in range(asked.orders):
        base = held_out(cases, horizon_only, seed=order)
        plain = held_out(cases, predictor(rows["none"], 1.0), seed=order)
        without = mean_skill(cases, plain, base).value
        print(f"-- order of folds {order}: without context {without:+.4f}")
        for name in asked.family or list(rows)[1:]:
            extra = rows[name]
            for label, width in (("tight", 0.02), ("loose", 0.1)):
                said = held_out(cases, predictor(extra, width), seed=order)
                gain = difference(cases, said, plain, 365)
                skill = mean_skill(cases, said, base).value
                print(
                    f"{name:16s} {label:8s} {skill:+.4f} {skill - without:+.4f}  {gain.value:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]",
                    flush=True,
                )


if __name__ == "__main__":
    main()
