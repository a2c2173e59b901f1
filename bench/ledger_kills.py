"""Kill writers of a ledger at random moments, and see that nothing that was acknowledged is lost and no batch is half there.

    python bench/ledger_kills.py 200

First so many runs of `stances ledger add` on the seeds, each killed after a delay drawn between nothing and the run's own
length; a run that was over before its kill does not count. Then so many writers that add batches without end, killed between
and inside their transactions.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stances.ledger.chain import read_events

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted(str(path) for path in (ROOT / "seeds").glob("*-*.md"))[:6]
BATCH = 6
WRITER = """
import sys
from pathlib import Path
from stances.ledger.chain import Event, append
path, name = Path(sys.argv[1]), sys.argv[2]
for number in range(10**6):
    append(path, [Event("forecast", f"{name}-{number}-{i}", {"text": "x" * 4000}) for i in range(6)])
    print(number, flush=True)
"""


def add(ledger: Path, number: int) -> subprocess.Popen[str]:
    """Start a run that keeps six forecasts of a horizon that no other run has."""
    command = [
        sys.executable,
        "-c",
        "from stances.cli import main; main()",
        "ledger",
        "add",
        *SEEDS,
        "--file",
        str(ledger),
        "--within",
        f"{number + 30}d",
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def whole(ledger: Path, known: list[str], acknowledged: set[str]) -> list[str]:
    """Return the subjects of a ledger after checking that its chain, the old events and the batches are whole."""
    subjects = [event.subject for event in read_events(ledger)]
    assert len(subjects) == len(set(subjects)), "an event stands twice"
    assert len(subjects) % BATCH == 0, "a batch is there in part"
    assert subjects[: len(known)] == known, "an old event is lost"
    assert acknowledged <= set(subjects), "an acknowledged event is lost"
    return subjects


def kill_runs(ledger: Path, wanted: int, draw: random.Random) -> None:
    """Kill `stances ledger add` in the middle so many times."""
    lengths = []
    for number in range(5):
        start = time.perf_counter()
        assert "6 kept" in add(ledger, number).communicate()[0]
        lengths.append(time.perf_counter() - start)
    known, length, killed, number = whole(ledger, [], set()), sorted(lengths)[2], 0, 5
    written = 0
    while killed < wanted:
        run = add(ledger, number)
        time.sleep(draw.uniform(0, length))
        over = run.poll() is not None
        run.send_signal(signal.SIGKILL)
        said = run.communicate()[0]
        after = whole(ledger, known, set())
        assert "6 kept" not in said or len(after) == len(known) + BATCH, "a batch that was said to be kept is lost"
        killed, number, written = killed + (not over), number + 1, written + (len(after) > len(known) and not over)
        known = after
    print(
        f"{number - 5} runs of {length:.2f} s, {killed} killed in the middle, {written} of these after their batch was written"
    )
    print(f"{len(known)} events, whole batches only, none lost, none twice, the chain is whole")


def kill_writers(ledger: Path, wanted: int, draw: random.Random) -> None:
    """Kill endless writers so many times, and look for every batch that they acknowledged."""
    known: list[str] = []
    acknowledged: set[str] = set()
    torn = 0
    for number in range(wanted):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(ledger), str(number)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(draw.uniform(0, 0.05))
        writer.kill()
        torn += Path(f"{ledger}-journal").exists()
        done = [int(line) for line in [first, *writer.stdout.read().splitlines()] if line.strip()]
        writer.wait()
        acknowledged |= {f"{number}-{batch}-{i}" for batch in done for i in range(BATCH)}
        known = whole(ledger, known, acknowledged)
    print(
        f"{wanted} endless writers killed, {torn} with a transaction open; {len(acknowledged)} events acknowledged, {len(known)} there"
    )


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        kill_writers(Path(folder) / "writers.sqlite", asked.kills, random.Random(asked.seed))
        kill_runs(Path(folder) / "runs.sqlite", asked.kills, random.Random(asked.seed))


if __name__ == "__main__":
    main()
