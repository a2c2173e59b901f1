"""How fast should an earlier article's signals fade? Half-lives compared on pairs of parties that the fit did not see.

    python bench/half_life.py CORPORA

Episodes of `CORPORA/outcomes.jsonl` with articles of several days; an article's row is that of `data/outcomes.csv` (signals
as read by parts that never saw its pair), joined by the drivers that earlier articles of its episode stated, aged. Scored are
articles with an earlier one, each at 1/n of its episode, in folds by pair; intervals are bootstrapped over pairs.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from stances.codebook import DRIVERS
from stances.explain.ageing import HALF_LIFE, aged
from stances.learning.evaluate import folds_by_pair, horizon_only, within
from stances.learning.hazard_fit import fit
from stances.learning.scoring import HORIZONS, difference, mean_skill, score
from stances.learning.table import Case, read_table
from stances.resources import shipped

HALF_LIVES = (0.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, math.inf)
DRIVER_FEATURES = {f"{driver}{sign}" for driver in DRIVERS for sign in "+-"}


def earlier_articles(cases: list[Case], days: dict[str, date]) -> dict[str, list[tuple[int, dict[str, float]]]]:
    """Return for each case the earlier articles of its episode: how many days before, and the drivers they state."""
    episodes = defaultdict(list)
    for case in cases:
        episodes[case.episode].append(case)
    return {
        case.id: [
            ((days[case.id] - days[other.id]).days, {n: v for n, v in other.features.items() if n in DRIVER_FEATURES})
            for other in episodes[case.episode]
            if days[other.id] < days[case.id]
        ]
        for case in cases
    }


def predictions(cases: list[Case], earlier: dict, seed: int) -> tuple[dict, dict]:
    """Return what each half-life, and the horizon alone, says of each case, held out by pair."""
    fold = folds_by_pair(cases, seed=seed)
    said = {name: {h: np.full(len(cases), np.nan) for h in HORIZONS} for name in (*HALF_LIVES, "base")}
    for k in sorted(set(fold)):
        inside, train = np.flatnonzero(fold == k), [c for c, f in zip(cases, fold, strict=True) if f != k]
        model, base = fit(train).read, horizon_only(train, [cases[i] for i in inside])
        for half_life in HALF_LIVES:
            test = [
                cases[i]._replace(features=aged(cases[i].features, earlier[cases[i].id], half_life)) for i in inside
            ]
            found = within(model, test)
            for h in HORIZONS:
                said[half_life][h][inside] = found[h]
                said["base"][h][inside] = base[h]
    return said, {"fold": fold}


def chosen_inside(cases: list[Case], said: dict, fold: np.ndarray) -> dict:
    """Return what the half-life says that was best on the other folds: the figure of a choice, not of the best of nine."""
    made = {h: np.full(len(cases), np.nan) for h in HORIZONS}
    for k in sorted(set(fold)):
        others = [i for i, f in enumerate(fold) if f != k]

        def skill(half_life: float, others: list[int] = others) -> float:
            some = [cases[i] for i in others]
            return mean_skill(
                some, {h: said[half_life][h][others] for h in HORIZONS}, {h: said["base"][h][others] for h in HORIZONS}
            ).value

        best = max(HALF_LIVES, key=skill)
        print(f"  fold {k}: best on the other folds {best:g} days")
        for h in HORIZONS:
            made[h][fold == k] = said[best][h][fold == k]
    return made


def table(cases: list[Case], said: dict, chosen: dict) -> None:
    """Print a line a half-life: skill, AUC, and the Brier score less that of the shipped one with its interval."""
    print(
        "half-life   mean skill  AUC 365 d   Brier less that of the shipped half-life, 90 / 180 / 365 d [90 % interval]"
    )
    for name, own in (*((f"{h:g} days", said[h]) for h in HALF_LIVES), ("chosen", chosen)):
        gaps = [difference(cases, own, said[HALF_LIFE], h) for h in HORIZONS]
        text = "  ".join(f"{1000 * g.value:+5.1f} [{1000 * g.low:+.1f}, {1000 * g.high:+.1f}]" for g in gaps)
        auc = score(cases, own, said["base"], 365).auc.value
        print(f"{name:<11} {mean_skill(cases, own, said['base']).value:+10.3f} {auc:10.3f}   {text}  (thousandths)")


def main() -> None:
    """Read the corpora, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--seed", type=int, default=0, help="order of the folds")
    asked = parser.parse_args()
    labels = [json.loads(line) for line in (asked.corpora / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()]
    days = {label["id"]: date.fromisoformat(label["date"]) for label in labels}
    cases = read_table(shipped("data", "outcomes.csv"))
    earlier = earlier_articles(cases, days)
    said, folds = predictions(cases, earlier, asked.seed)
    later = [i for i, case in enumerate(cases) if earlier[case.id]]
    some = [cases[i] for i in later]
    said = {name: {h: own[h][later] for h in HORIZONS} for name, own in said.items()}
    spans = sorted(days for case in some for days, _ in earlier[case.id])
    print(
        f"{len(some)} articles with an earlier one, {len({c.episode for c in some})} episodes, {len({c.pair for c in some})} pairs"
    )
    print(
        f"an earlier article is {spans[len(spans) // 4]} / {spans[len(spans) // 2]} / {spans[3 * len(spans) // 4]} days old (quartiles)"
    )
    table(some, said, chosen_inside(some, said, folds["fold"][later]))


if __name__ == "__main__":
    main()
