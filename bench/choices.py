"""What the fit's choices are worth: how wide the priors are, and whether it learns from readers' codes or from our reading.

    python bench/choices.py [--orders 5] [--step 1]

The shipped table in folds by pair, in several orders of the folds; a line a choice: mean skill over the horizons by order, applied to our
reading, and the mean of the orders where readers' codes stand for it.
"""

from __future__ import annotations

import argparse
from itertools import product

import numpy as np

from stances.learning import hazard_fit
from stances.learning.ablation import FAMILIES, coded_in
from stances.learning.evaluate import Predictor, hazard_predictor, held_out, horizon_only
from stances.learning.hazard_fit import Widths
from stances.learning.scoring import mean_skill
from stances.learning.table import Case, read_table
from stances.resources import shipped


def grid(*widths: tuple[float, ...]) -> tuple[Widths, ...]:
    """Return all combinations of widths of stage, issue and driver."""
    return tuple(Widths(*chosen) for chosen in product(*widths))


GRIDS = {
    "the shipped grid": hazard_fit.GRID,
    "a tighter grid": grid((0.02, 0.05), (0.02, 0.05), (0.01, 0.02)),
    "a wider grid": grid((0.05, 0.1, 0.2, 0.4), (0.05, 0.1, 0.2, 0.4), (0.015, 0.03, 0.06)),
    "wide priors alone": grid((0.3,), (0.3, 0.5, 0.8), (0.06, 0.12)),
    "in the middle, fixed": grid((0.1,), (0.1,), (0.03,)),
    "the literature alone": grid((1e-3,), (1e-3,), (1e-3,)),
}


def skills(cases: list[Case], predictor: Predictor, orders: int) -> list[float]:
    """Return the mean skill over the horizons in each order of the folds."""
    return [
        mean_skill(cases, held_out(cases, predictor, seed=order), held_out(cases, horizon_only, seed=order)).value
        for order in range(orders)
    ]


def line(name: str, cases: list[Case], orders: int, *, codes: bool = True) -> None:
    """Print how one choice does."""
    ours = skills(cases, hazard_predictor, orders)
    said = f"codes {np.mean(skills(cases, coded_in(*FAMILIES), orders)):+.4f}" if codes else ""
    print(f"{name:<28} {' '.join(f'{s:+.4f}' for s in ours)}  mean {np.mean(ours):+.4f}  {said}", flush=True)


def main() -> None:
    """Compare the grids, then a fit without any codes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=5)
    parser.add_argument("--step", type=int, default=1, help="take every so manyth case, for a quick look")
    asked = parser.parse_args()
    cases = read_table(shipped("data", "outcomes.csv"))[:: asked.step]
    for name, widths in GRIDS.items():
        hazard_fit.GRID = widths
        line(name, cases, asked.orders)
    hazard_fit.GRID = GRIDS["the shipped grid"]
    line("fitted to our reading", [case._replace(codes=None) for case in cases], asked.orders, codes=False)


if __name__ == "__main__":
    main()
