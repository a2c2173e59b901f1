"""What choosing inside the training folds is worth: families of features, and how tight the priors are.

    python bench/choices.py [--orders 5] [--corpora CORPORA] [--step 1]

The shipped table in folds by pair, in several orders of the folds; a line a way of choosing: mean skill by order, expected
calibration error, and the Brier score less that of the shipped way, the mean of the orders with its 90 % interval over pairs.
With --corpora the same on the readers' codes in place of our reading.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from stances.learning import evaluate
from stances.learning.ablation import choosing
from stances.learning.evaluate import Predictor, hazard_predictor, held_out, horizon_only
from stances.learning.hazard_fit import GRID, Widths
from stances.learning.readers import readers_cases
from stances.learning.scoring import HORIZONS, Predictions, mean_difference, mean_skill, score
from stances.learning.table import Case, read_table
from stances.resources import shipped

TIGHT = tuple(Widths(s, i, d) for s in (3e3, 3e4) for i in (1e4, 1e5) for d in (1e4, 1e5))
LOOSE = (Widths(100.0, 100.0, 300.0), Widths(300.0, 300.0, 1000.0))
GRIDS = {
    "the shipped grid": GRID, "a tighter grid": TIGHT, "with two tighter": (*GRID, *TIGHT[-3::2]),
    "with two looser": (*GRID, *LOOSE), "3000, 10000, 10000 fixed": TIGHT[:1], "30000, 100000, 100000 fixed": TIGHT[-1:],
    "priors alone": (Widths(1e9, 1e9, 1e9, 1e9),),
}  # fmt: skip


def among(grid: tuple[Widths, ...]) -> Predictor:
    """Return the predictor that chooses among other widths."""

    def predictor(train: list[Case], test: list[Case]) -> Predictions:
        before, evaluate.GRID = evaluate.GRID, grid
        try:
            return hazard_predictor(train, test)
        finally:
            evaluate.GRID = before

    return predictor


def compare(cases: list[Case], orders: int) -> None:
    """Print a line a way of choosing."""
    families: Counter[str] = Counter()
    ways: dict[str, Callable[[], Predictor]] = {name: partial(among, grid) for name, grid in GRIDS.items()}
    ways["families chosen too"] = lambda: choosing(families)
    # all orders in one: an order's cases beside the others', so that a draw of pairs is one in all of them
    said = {name: [held_out(cases, way(), seed=order) for order in range(orders)] for name, way in ways.items()}
    base = [held_out(cases, horizon_only, seed=order) for order in range(orders)]
    many = cases * orders
    plain = _joined(said["the shipped grid"])
    for name, found in said.items():
        skills = [mean_skill(cases, one, rate).value for one, rate in zip(found, base, strict=True)]
        errors = [score(cases, one, base[0], h).calibration_error for one in found for h in HORIZONS]
        gap = mean_difference(many, _joined(found), plain)
        print(
            f"{name:<28} skill {' '.join(f'{s:+.4f}' for s in skills)} mean {np.mean(skills):+.4f}  ECE {np.mean(errors):.3f}"
            f"  Brier {gap.value:+.5f} ({gap.low:+.5f} … {gap.high:+.5f})",
            flush=True,
        )
    print(f"families chosen in {families.total()} folds: {dict(families.most_common())}")


def _joined(orders: list[Predictions]) -> Predictions:
    return {h: np.concatenate([one[h] for one in orders]) for h in HORIZONS}


def main() -> None:
    """Compare on our readings, and on the codes where they are at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=5)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--step", type=int, default=1, help="take every so manyth case, for a quick look")
    asked = parser.parse_args()
    cases = read_table(shipped("data", "outcomes.csv"))[:: asked.step]
    compare(cases, asked.orders)
    if asked.corpora:
        print("readers' codes")
        compare(readers_cases(asked.corpora, cases)["readers' codes, all"], asked.orders)


if __name__ == "__main__":
    main()
