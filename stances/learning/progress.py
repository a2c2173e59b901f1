"""How far a long piece of work is, said to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Progress = Callable[[str, int, int], None]
"""Takes what is done, how much of it is done, and how much there is; first with nothing done."""

P = ParamSpec("P")
R = TypeVar("R")


def silent(what: str, done: int, total: int) -> None:
    """Say nothing."""


class Steps:
    """Counts the steps of one piece of work.

    Examples
    --------
    >>> steps = Steps(print, "adding", 2)
    adding 0 2
    >>> steps.counted(sum)([1, 2])
    adding 1 2
    3
    """

    def __init__(self, progress: Progress, what: str, total: int) -> None:
        self._progress, self._what, self._total = progress, what, total
        self._done = 0
        progress(what, 0, total)

    def counted(self, function: Callable[P, R]) -> Callable[P, R]:
        """Return a function whose every call is one step."""

        def call(*args: P.args, **options: P.kwargs) -> R:
            found = function(*args, **options)
            self._done += 1
            self._progress(self._what, self._done, self._total)
            return found

        return call
