"""Kill `stances train` at random moments, and see that the model that counts can always be used.

    python bench/train_kills.py 50

Each run trains on the whole table with one more article, its gate held open so that the promotion can be hit too, and gets
SIGKILL after a delay drawn between nothing and the run's own length; a run that was over before its kill does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from stances.model import store
from stances.model.artefact import documents, load
from stances.reading.source import read

ROOT = Path(__file__).resolve().parent.parent
CHILD = """
import sys
from stances.learning import gate, train
gate.passes = lambda against: True
print("begins", flush=True)
train.train([sys.argv[1]], name="mine", progress=lambda what, done, total: print(what, done, flush=True))
"""


def labels(folder: Path, name: str, **outcome: str) -> str:
    """Write a file with one labelled article."""
    article = next(read(str(ROOT / "seeds" / "us-mexico-asylum-2018.md")))
    path = folder / name
    path.write_text(
        json.dumps({"id": name, "date": "2018-05-17", "title": article.title, "text": article.text, **outcome}) + "\n"
    )
    return str(path)


def begun(source: str) -> subprocess.Popen[str]:
    """Start a run and wait until its imports are done."""
    run = subprocess.Popen([sys.executable, "-c", CHILD, source], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "begins\n"
    return run


def whole() -> list[str]:
    """Return the promoted versions after checking that every version in the store can be used."""
    for version in store.found("mine"):
        folder = store.store() / "mine" / version
        load(str(folder))
        assert len(documents(folder)) == 2, "a version lacks its metrics or its card"
    assert load("mine").card.fingerprint == store.versions("mine")[-1]
    return store.versions("mine")


def kill_runs(old: str, new: str, wanted: int, draw: random.Random) -> None:
    """Kill a run that would bring the second version so many times."""
    begun(old).communicate()
    first = whole()
    start = time.monotonic()
    begun(new).communicate()
    length, both = time.monotonic() - start, whole()
    store.rollback("mine")
    stages: Counter[str] = Counter()
    promoted = 0
    while stages.total() < wanted:
        run = begun(new)
        time.sleep(draw.uniform(0, length))
        over = run.poll() is not None
        run.kill()
        said = run.communicate()[0].splitlines()
        known = whole()
        assert known in (first, both), "what counts is neither the old nor the new"
        if known == both:
            promoted += not over
            store.rollback("mine")
        if not over:
            stages[said[-1].rsplit(" ", 1)[0] if said else "before the first step"] += 1
    print(
        f"{wanted} runs of {length:.1f} s killed in the middle, last seen: {dict(stages)}; {promoted} after the promotion"
    )
    print("the old model, or the new one whole, could be used every time")


def main() -> None:
    """Run it in a store of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STANCES_MODELS"] = f"{folder}/models"
        old = labels(Path(folder), "old.jsonl", outcome="none", censor_date="2020-05-17")
        new = labels(Path(folder), "new.jsonl", outcome="agreed", outcome_date="2018-06-17")
        kill_runs(old, new, asked.kills, random.Random(asked.seed))


if __name__ == "__main__":
    main()
