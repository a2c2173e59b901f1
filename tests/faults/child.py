"""The command line in a process of its own, which can be killed after a time or at any of its own steps on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import ROOT

if TYPE_CHECKING:
    import random
    from pathlib import Path

CHILD = """
import os, signal, sys
import stances.cli.app, stances.learning.labels, stances.learning.queue, stances.ledger.book, stances.cli.batch
folder, at = sys.argv[1], int(sys.argv[2])
steps = 0

def hook(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "sqlite3.connect", "fcntl.flock"):
        place = event == "fcntl.flock" or any(isinstance(a, (str, bytes)) and os.fsdecode(a).startswith(folder) for a in arguments)
        if place and steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        steps += place

sys.argv = ["stances", *sys.argv[3:]]
from stances.cli import main
print("begins", file=sys.stderr, flush=True)
sys.addaudithook(hook)
main()
"""
"""Steps are the opening, renaming and removing of files below a folder, and the taking of locks."""

NEVER = 10**9


class Done(NamedTuple):
    """What became of a run: its exit code, minus the signal where it was killed, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        """Whether the kill came before the end."""
        return self.code == -signal.SIGKILL

    def clear(self) -> bool:
        """Tell whether it says what went wrong in lines of ours, without a traceback."""
        lines = self.err.splitlines()
        return bool(lines) and all(line.startswith(("stances: ", "begins")) for line in lines)


def start(folder: Path, *arguments: object, at: int = NEVER, **environment: str) -> subprocess.Popen[str]:
    """Start ``stances`` with some arguments; it kills itself at the step ``at`` on the files of a folder."""
    command = [sys.executable, "-c", CHILD, str(folder), str(at), *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process: subprocess.Popen[str], seconds: float = 300) -> Done:
    """Wait for a run's end."""
    out, err = process.communicate(timeout=seconds)
    return Done(process.returncode, out, err)


def run(folder: Path, *arguments: object, at: int = NEVER, **environment: str) -> Done:
    """Run ``stances`` to its end, or to its step ``at``."""
    return ended(start(folder, *arguments, at=at, **environment))


def killed(folder: Path, draw: random.Random, lasts: float, *arguments: object, **environment: str) -> Done:
    """Run ``stances`` and kill it after a random share of the seconds that it lasts, counted from when it is loaded."""
    process = start(folder, *arguments, **environment)
    assert process.stderr is not None
    process.stderr.readline()
    time.sleep(draw.uniform(0, lasts))
    process.kill()
    return ended(process)


def length(folder: Path, *arguments: object, **environment: str) -> float:
    """Return the seconds that a run lasts once it is loaded; it must succeed."""
    process = start(folder, *arguments, **environment)
    assert process.stderr is not None
    process.stderr.readline()
    started = time.monotonic()
    done = ended(process)
    assert done.code == 0, done
    return time.monotonic() - started
