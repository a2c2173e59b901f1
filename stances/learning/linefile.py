"""A file of lines that two processes may add to: one at a time, whole or not at all."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stances.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Keep a second writer out of a file; the lock stands beside it.

    Raises
    ------
    InputError
        If another process is adding to it.
    """
    store.parent.mkdir(parents=True, exist_ok=True)
    lock = store.with_name(store.name + ".lock")
    with lock.open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError(f"{store}: another process is adding to it", hint="try again when it is done") from None
        yield


def append(store: Path, lines: list[str]) -> None:
    """Write the file anew beside the old one, with its old lines as they were and some more, and put it in its place."""
    old = store.read_text(encoding="utf-8") if store.exists() else ""
    text = old + ("" if not old or old.endswith("\n") else "\n") + "\n".join(lines) + "\n"
    beside = store.with_name(store.name + ".part")
    with beside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(store)
