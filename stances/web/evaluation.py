"""The evaluation, computed in a process of its own, one at a time; its last result stays until the next."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

from stances.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 600
"""Time that an evaluation may take."""


class Evaluation:
    """Says how good the likelihoods are, once asked to find out."""

    def __init__(self) -> None:
        self._one = threading.Lock()
        self.result: dict[str, Any] | None = None
        self.error = ""

    @property
    def running(self) -> bool:
        """Whether one is being computed."""
        return self._one.locked()

    def start(self, labels: Path) -> None:
        """Compute in the background; a second call while one runs does nothing."""
        if self._one.acquire(blocking=False):
            threading.Thread(target=self._run, args=(labels,), daemon=True).start()

    def _run(self, labels: Path) -> None:
        try:
            self.result, self.error = scores_of(labels), ""
        except InputError as error:
            self.error = str(error)
        finally:
            self._one.release()


def scores_of(labels: Path) -> dict[str, Any]:
    """Return the scores and differences as ``stances evaluate --json`` gives them.

    Raises
    ------
    InputError
        If they cannot be computed, or not in time.
    """
    command = [sys.executable, "-P", "-m", "stances.web.evaluation", *([str(labels)] if labels.exists() else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"the evaluation took more than {SECONDS} seconds", hint="run `stances evaluate`") from None
    if done.returncode:
        raise InputError("the evaluation failed", hint="run `stances evaluate` to see why")
    return dict(json.loads(done.stdout))


def _main(sources: list[str]) -> None:
    from stances.learning.train import evaluate

    scores, against, _, _ = evaluate(sources)
    differences = {name: [d._asdict() for d in found] for name, found in against.items()}
    sys.stdout.write(json.dumps({"scores": [score._asdict() for score in scores], "against": differences}))


if __name__ == "__main__":
    _main(sys.argv[1:])
