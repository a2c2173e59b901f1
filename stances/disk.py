"""Files written whole or not at all, by one process at a time, and so that a power cut takes nothing that was kept."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from stances.errors import InputError, StancesError

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT_SECONDS = 10.0
"""Time that a writer waits for another one at most."""

_AGAIN_SECONDS = 0.02


def write_whole(path: Path, raw: bytes) -> None:
    """Put a file in the place of another, or leave the old one as it was.

    The bytes go to a file beside it first, which is removed where they cannot be written. What is no plain file, a device or a
    pipe, is written to and not replaced; a link stays a link; the file keeps its rights.

    Parameters
    ----------
    path : Path
        Where to.
    raw : bytes
        The whole file.

    Raises
    ------
    StancesError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "a.txt", b"new")
    ...     [file.name for file in Path(folder).iterdir()]
    ['a.txt']
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(raw)
        else:
            _replace(path.resolve(), raw)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: Exception) -> StancesError:
    """Return an error of the operating system as one line for the user."""
    why = (error.strerror if isinstance(error, OSError) else None) or error
    return StancesError(f"{path}: {why}", hint="nothing was changed: is there room on the disk, may you write there?")


def _replace(path: Path, raw: bytes) -> None:
    beside = path.with_name(path.name + ".part")
    with _alone(beside) as stream:
        try:
            if path.exists():
                os.fchmod(stream.fileno(), path.stat().st_mode & 0o7777)
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    _settle(path.parent)


@contextmanager
def _alone(beside: Path) -> Iterator[IO[bytes]]:
    """Open the file beside, emptied, once no other process writes to it; what a killed one left there is written over."""
    import fcntl

    while True:
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        with os.fdopen(number, "wb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if not _same(stream, beside):  # the other process has put it in its place meanwhile
                continue
            stream.truncate(0)
            yield stream
            return


def _same(stream: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _settle(folder: Path) -> None:
    """See that the folder's own entry is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def append_lines(path: Path, lines: list[str]) -> None:
    """Write a file of lines anew with its old bytes as they were and some more lines; to be called under its lock."""
    old = path.read_bytes() if path.is_file() else b""  # a device may have no end
    end = b"" if not old or old.endswith(b"\n") else b"\n"
    write_whole(path, old + end + "".join(f"{line}\n" for line in lines).encode())


@contextmanager
def locked(path: Path, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Keep a second writer out from the reading of a file to its writing; the lock stands beside it.

    Parameters
    ----------
    path : Path
        The file.
    seconds : float
        Time to wait for another process.

    Raises
    ------
    StancesError
        If the lock cannot be made.
    InputError
        If another process writes all the while.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.with_name(path.name + ".lock").open("w")
    except OSError as error:
        raise cannot_write(path, error) from None
    with stream:
        if not _taken(stream, time.monotonic() + seconds):
            raise InputError(f"{path}: another process is adding to it", hint="try again when it is done")
        yield


def _taken(stream: IO[str], until: float) -> bool:
    import fcntl

    while True:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_AGAIN_SECONDS)
        else:
            return True
