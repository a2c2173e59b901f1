"""Kill the program in the middle of its writing, a hundred times and more a command, and see that nothing is lost.

    python -m bench.faults 100 --only labels_add ledger_resolve

Run from the root of the project. What must hold after each kill stands in ``tests/faults/scenarios.py``; the suite runs the same
with a few kills. `stances ledger add` and its endless writers are also in ``ledger_kills.py``, `stances train` in
``tests/learning/test_killed.py`` (``STANCES_KILLS=100``).
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

from tests.faults import scenarios

SCENARIOS = {
    name.removeprefix("kill_"): scenario for name, scenario in vars(scenarios).items() if name.startswith("kill_")
}


def main() -> None:
    """Run the scenarios that were asked for, and print how many runs, kills and writings there were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int)
    parser.add_argument("--only", nargs="*", choices=SCENARIOS, default=list(SCENARIOS))
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    for name in asked.only:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["STANCES_MODELS"] = f"{folder}/models"
            started = time.monotonic()
            found = SCENARIOS[name](Path(folder), asked.kills, random.Random(asked.seed))
            seconds = time.monotonic() - started
        print(
            f"{name}: {found.runs} runs, {found.kills} killed before their end, {found.written} of these after their work was "
            f"done, 0 losses, {seconds:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
