"""How often the gate of `stances train` lets a candidate through that learned nothing.

python bench/gate.py [REPEATS] [JOBS] [FIRST_SEED]; what is known so far goes to standard error.
"""

from __future__ import annotations

import sys

from joblib import Parallel, delayed

from stances.learning.gate import passes_by_chance, rate_of
from stances.learning.table import read_table
from stances.resources import shipped


def main(repeats: int = 200, jobs: int = 1, first: int = 0) -> None:
    """Print the rate against each opponent and against all of them."""
    cases = read_table(shipped("data", "outcomes.csv"))
    seeds = range(first, first + repeats)
    found = []
    for one in Parallel(n_jobs=jobs, return_as="generator")(delayed(passes_by_chance)(cases, seed) for seed in seeds):
        found.append(one)
        print(_line("all of them", [all(f.values()) for f in found]), file=sys.stderr, flush=True)
    for name in found[0]:
        print(_line(name, [f[name] for f in found]))
    print(_line("all of them", [all(f.values()) for f in found]))


def _line(name: str, passed: list[bool]) -> str:
    rate = rate_of(sum(passed), len(passed))
    return f"{name:<26} {rate.passed} of {rate.repeats}: {rate.passed / rate.repeats:.3f} ({rate.low:.3f} … {rate.high:.3f})"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
