"""Where a batch's lines go: a stream that cannot be gone on with, or a file with its journal."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from typing import IO, TYPE_CHECKING, Protocol, Self

from stances.batch.journal import EVERY, Journal
from stances.batch.order import Tally
from stances.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


class Sink(Protocol):
    """What takes the lines; ``begun`` is how far an earlier run came, ``problems`` what it met."""

    begun: Tally
    problems: list[str]
    whole: bool

    def take(self, lines: bytes, problems: list[str], tally: Tally) -> None:
        """Take the lines up to a tally."""

    def finish(self) -> None:
        """Note that nothing is missing."""

    def __enter__(self) -> Self:
        """Open it."""

    def __exit__(self, *stopped: object) -> None:
        """Close it."""


class Stream:
    """Lines to a stream as they come."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.begun, self.whole, self.problems = Tally(), False, list[str]()
        self._stream = stream

    def take(self, lines: bytes, problems: list[str], tally: Tally) -> None:
        """Write them."""
        self._stream.write(lines)

    def finish(self) -> None:
        """Hand on what is left in the buffer."""
        self._stream.flush()

    def __enter__(self) -> Self:
        """Nothing is to be opened."""
        return self

    def __exit__(self, *stopped: object) -> None:
        """Nothing is to be closed."""


class Kept:
    """Lines to a file, its journal beside it, so that a later run can go on.

    Parameters
    ----------
    path : Path
        The file of lines.
    journal : Path
        Its journal.
    asked : dict
        What the run was asked.
    resume : bool
        Whether to go on where an earlier run stopped.

    Raises
    ------
    UsageError
        If there is a file that is not of such a run.
    """

    def __init__(self, path: Path, journal: Path, asked: dict[str, Any], *, resume: bool) -> None:
        self.begun, self.whole, self.problems = Tally(), False, list[str]()
        with ExitStack() as opened:
            self._journal = opened.enter_context(closing(Journal(journal, asked)))
            self._stream = opened.enter_context(path.open("ab"))
            if not (resume and self._go_on(path)):
                self._stream.truncate(0)
                self._journal.begin()
            self._opened = opened.pop_all()
        self._noted, self._met = self.begun.records, list[str]()
        self._reached = (self.begun, self._stream.seek(0, os.SEEK_END))  # a cut leaves the place where it was

    def _go_on(self, path: Path) -> bool:
        """Cut the file back to its last mark; return whether there is anything to go on with."""
        size = path.stat().st_size
        mark = self._journal.last(size)
        if mark is None:
            if size:
                raise UsageError(f"{path}: no journal says how it was made", hint="leave out --resume to begin anew")
            return False
        _check_end(path, mark.bytes)
        self._stream.truncate(mark.bytes)
        self.begun, self.whole, self.problems = mark.tally, mark.whole, self._journal.problems()
        return True

    def take(self, lines: bytes, problems: list[str], tally: Tally) -> None:
        """Write them, and every so often note how far the file reaches."""
        self._stream.write(lines)
        self._reached = (tally, self._reached[1] + len(lines))
        self._met += problems
        if tally.records - self._noted >= EVERY:
            self._note()

    def finish(self) -> None:
        """Note that the file is whole, once it is on the disk."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._note(whole=True)

    def _note(self, *, whole: bool = False) -> None:
        """Note how far the file reaches; should a crash of the machine lose its end, an earlier note is the one that holds."""
        self._stream.flush()
        self._journal.mark(*self._reached, self._met, whole=whole)
        self._noted, self._met = self._reached[0].records, []

    def __enter__(self) -> Self:
        """It is open already."""
        return self

    def __exit__(self, *stopped: object) -> None:
        """Close both; where the run was stopped in order, what was written is noted."""
        with self._opened:
            if self._reached[0].records > self._noted:
                self._note()


def _check_end(path: Path, size: int) -> None:
    """See that a line ends where the journal says, else the file was changed."""
    with path.open("rb") as stream:
        stream.seek(max(0, size - 1))
        if size and stream.read(1) != b"\n":
            raise UsageError(f"{path}: changed since it was written", hint="leave out --resume to begin anew")
