"""A run that is stopped while it writes: by Ctrl-C, by a full disk, at any of its steps."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

_MEMORY = Path("/dev/shm")


def scratch() -> Path:
    """Return a new folder, in memory where that can be had: what is tested is the order of steps and not the disk."""
    return Path(tempfile.mkdtemp(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))


class Stopped(BaseException):
    """What a kill is to the program: nothing catches it."""


@contextmanager
def stopped_at(step: int) -> Iterator[None]:
    """Raise at the ``step``-th time that a file is written, synchronised, or moved into place; half a write is left behind."""
    left = [step]

    def due() -> bool:
        left[0] -= 1
        return left[0] < 0

    def stopping(method):
        def call(*given):
            if due():
                raise Stopped
            return method(*given)

        return call

    whole = Path.write_bytes

    def half(self: Path, raw: bytes) -> int:
        if due():
            whole(self, raw[: len(raw) // 2])
            raise Stopped
        return whole(self, raw)

    with (
        patch.object(Path, "write_bytes", half),
        patch.object(Path, "replace", stopping(Path.replace)),
        patch.object(Path, "rename", stopping(Path.rename)),
        patch.object(os, "fsync", stopping(os.fsync)),
    ):
        yield
