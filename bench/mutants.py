"""A sample of mutants of each module, drawn by seed: ``mutmut run $(python bench/mutants.py 30 model/ ledger/)``.

``mutmut run`` with any one name makes the mutants first.
"""

import json
import random
import sys
from pathlib import Path

SEED = 9


def sample(count: int, parts: list[str]) -> list[str]:
    """Return the names of at most ``count`` mutants of each module whose path holds one of some parts."""
    chosen: list[str] = []
    for path in sorted(Path("mutants/stances").rglob("*.py.meta")):
        if not parts or any(part in str(path) for part in parts):
            names = sorted(json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"])
            chosen += sorted(random.Random(SEED).sample(names, min(count, len(names))))
    return chosen


if __name__ == "__main__":
    print("\n".join(sample(int(sys.argv[1]), sys.argv[2:])))
