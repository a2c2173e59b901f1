"""How far a command is, on standard error: a bar with the time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from time import monotonic
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from types import TracebackType

_QUIET = 10.0
"""Seconds between two plain lines."""


class Bar(AbstractContextManager["Bar"]):
    """Called with what is done, how much of it and how much there is; a new bar for each new what."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._what = ""
        self._began = self._said = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show it."""
        if sys.stderr.isatty():
            self._drawn(what, done, total)
        else:
            self._said_plainly(what, done, total)

    def _drawn(self, what: str, done: int, total: int) -> None:
        if what != self._what:
            self._end()
            self._what = what
            self._bar = typer.progressbar(length=max(total, 1), label=what, file=sys.stderr, show_pos=True)
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)

    def _said_plainly(self, what: str, done: int, total: int) -> None:
        now = monotonic()
        if what != self._what:
            self._what, self._began, self._said = what, now, now
            print(f"stances: {what}: {total} to do", file=sys.stderr, flush=True)
        elif now - self._said >= _QUIET and 0 < done < total:
            left = (now - self._began) / done * (total - done)
            self._said = now
            print(f"stances: {what}: {done} of {total}, about {left:.0f} s left", file=sys.stderr, flush=True)

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the line of the bar."""
        self._end()
