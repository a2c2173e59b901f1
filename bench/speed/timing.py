"""Medians of rounds in which everything takes its turn, so that what else the machine does falls on all alike."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Work = dict[str, "Callable[[], object]"]
"""What is measured, by name."""


def medians(work: Work, rounds: int) -> dict[str, float]:
    """Return the median processor seconds of each; one round first is not counted."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for number in range(rounds + 1):
        for name, call in work.items():
            start = time.process_time()
            call()
            if number:
                times[name].append(time.process_time() - start)
    return {name: median(values) for name, values in times.items()}


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
