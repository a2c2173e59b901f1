"""How often the gate of `stances train` lets a candidate through that learned nothing: python bench/gate.py [REPEATS] [JOBS]."""

from __future__ import annotations

import sys

from joblib import Parallel, delayed

from stances.learning.gate import passes_by_chance, rate_of
from stances.learning.table import read_table
from stances.resources import shipped


def main(repeats: int = 200, jobs: int = 1) -> None:
    """Print the rate against each opponent and against all of them."""
    cases = read_table(shipped("data", "outcomes.csv"))
    found = Parallel(n_jobs=jobs, verbose=1)(delayed(passes_by_chance)(cases, seed) for seed in range(repeats))
    for name in (*found[0], "all of them"):
        passed = sum(all(one.values()) if name == "all of them" else one[name] for one in found)
        figure = rate_of(passed, repeats)
        print(f"{name:<26} {passed} of {repeats}: {passed / repeats:.3f} ({figure.low:.3f} … {figure.high:.3f})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
