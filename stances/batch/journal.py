"""Beside a batch's file: what was asked, and how far each part of the file reaches, so that a run can be gone on with."""

from __future__ import annotations

import fcntl
import json
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from stances.batch.order import Tally
from stances.errors import InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from stances.batch.order import Order
    from stances.batch.work import Task

EVERY = 1000
"""Records between two marks; as many at most are worked on twice after a kill."""

_FORMAT = 1
_ANEW = "give the same, or leave out --resume to begin anew"


class Mark(NamedTuple):
    """A tally, the bytes that its lines take, and where it stands in the journal."""

    tally: Tally
    bytes: int
    end: int
    whole: bool


class Journal:
    """The journal of one file, held by one run at a time.

    Parameters
    ----------
    path : Path
        The journal, made where it is not there.
    asked : dict
        What the run was asked, as JSON.

    Raises
    ------
    InputError
        If another run holds it.
    """

    def __init__(self, path: Path, asked: dict[str, Any]) -> None:
        self.path, self.asked = path, asked
        self._stream: IO[bytes] = path.open("a+b")
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._stream.close()
            raise InputError(f"{path}: another run is writing this file", hint="wait for it, or stop it") from None

    def close(self) -> None:
        """Let another run have it."""
        self._stream.close()

    def begin(self) -> None:
        """Forget what was there and note what is asked."""
        self._stream.truncate(0)
        self._add({"journal": _FORMAT, "asked": self.asked})

    def mark(self, tally: Tally, written: int, problems: list[str], *, whole: bool = False) -> None:
        """Note that so many bytes of the file hold the answers to so many records."""
        self._add({"tally": tally, "bytes": written, "problems": problems, "whole": whole})

    def last(self, size: int) -> Mark | None:
        """Return the last mark that a file of this size reaches, None where nothing was begun; later ones are forgotten.

        Raises
        ------
        UsageError
            If the file was begun with other options, another model, program or source.
        """
        self._stream.seek(0)
        first = _object(self._stream.readline())
        if first.get("journal") != _FORMAT:
            return None
        self._compare(first.get("asked", {}))
        found = Mark(Tally(), 0, self._stream.tell(), whole=False)
        for line in self._stream:
            mark = _mark(_object(line), found.end + len(line))
            if mark is None or mark.bytes > size:
                break
            found = mark
        self._stream.truncate(found.end)
        return found

    def problems(self) -> list[str]:
        """Return what was wrong with the records up to the last mark."""
        self._stream.seek(0)
        return [problem for line in self._stream for problem in _object(line).get("problems", ())]

    def _compare(self, before: dict[str, Any]) -> None:
        for name, now in self.asked.items():
            if before.get(name) != now:
                was = json.dumps(before.get(name), ensure_ascii=False)
                raise UsageError(
                    f"{self.path}: begun with {name} {was}, now {json.dumps(now, ensure_ascii=False)}", hint=_ANEW
                )

    def _add(self, entry: dict[str, Any]) -> None:
        self._stream.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self._stream.flush()


def asked_of(order: Order, task: Task, sizes: list[int | None]) -> dict[str, Any]:
    """Return what makes two runs give the same file, as JSON; how many workers they have does not."""
    options = order.options
    return {
        "sources": list(order.sources),
        "sizes": sizes,
        "model": [options.model, task.fingerprint],
        "program": task.program,
        "within": options.within,
        "by": options.by.isoformat() if options.by else None,
        "as-of": options.as_of.isoformat() if options.as_of else None,
        "parties": list(options.parties) if options.parties else None,
        "issue": options.issue,
        "format": "parquet" if order.parquet else "jsonl",
    }


def _mark(entry: dict[str, Any], end: int) -> Mark | None:
    try:
        return Mark(Tally(*map(int, entry["tally"])), int(entry["bytes"]), end, bool(entry["whole"]))
    except (KeyError, TypeError, ValueError):
        return None


def _object(line: bytes) -> dict[str, Any]:
    """Return the object of a whole line; an empty one for a torn or foreign line."""
    try:
        entry = json.loads(line) if line.endswith(b"\n") else {}
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}
