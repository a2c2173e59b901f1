"""The evaluation, computed in a process of its own, one at a time; its last result stays until the next."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from stances.child import run_module
from stances.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 600
"""Time that an evaluation may take."""


class Evaluation:
    """Says how good the likelihoods are, once asked to find out."""

    def __init__(self) -> None:
        self._one = threading.Lock()
        self.result = ""
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
            self.result, self.error = report_of(labels), ""
        except InputError as error:
            self.error = str(error)
        finally:
            self._one.release()


def report_of(labels: Path) -> str:
    """Return the page that ``stances evaluate --format html`` gives.

    Raises
    ------
    InputError
        If they cannot be computed, or not in time.
    """
    try:
        written = run_module("stances.web.evaluation", [str(labels)] if labels.exists() else [], b"", SECONDS)
    except TimeoutError:
        raise InputError(f"the evaluation took more than {SECONDS} seconds", hint="run `stances evaluate`") from None
    if written is None:
        raise InputError("the evaluation failed", hint="run `stances evaluate` to see why")
    return written.decode()


def _main(sources: list[str]) -> None:
    from stances.learning.evaluation import evaluate
    from stances.report.evaluation import to_html

    sys.stdout.buffer.write(to_html(evaluate(sources)).encode())


if __name__ == "__main__":
    _main(sys.argv[1:])
