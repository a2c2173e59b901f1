"""The numbered lines of a stream, plain or decompressing, read within bounds."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from stances.errors import InputError
from stances.reading.limits import BLOCK, MAX_LINE_BYTES, MAX_SKIPPED_BYTES, megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


def read_lines(
    stream: BinaryIO, where: str, *, max_line: int = MAX_LINE_BYTES, max_total: int | None = None
) -> Iterator[tuple[int, bytes | InputError]]:
    """Yield each line's number, from 1, and its bytes or the error in their place.

    An overlong line is passed over; a damaged stream, or one longer than ``max_total``, ends with an error.

    Parameters
    ----------
    stream : BinaryIO
        Plain or decompressing stream.
    where : str
        Its name for messages.
    max_line : int
        Bytes of the longest line.
    max_total : int or None
        Bytes after which reading ends; None for no bound.

    Examples
    --------
    >>> import io
    >>> [(number, str(line)) for number, line in read_lines(io.BytesIO(b"abcdef\\nxy"), "a", max_line=4)]
    [(1, 'a:1 is longer than 4 bytes'), (2, "b'xy'")]
    """
    number, left = 0, max_total
    while True:
        number += 1
        place = f"{where}:{number}"
        try:
            line, size = _next_line(stream, place, max_line)
            left = _deduct(left, size, place)
        except (InputError, OSError, EOFError, zlib.error) as error:
            yield number, _fatal(error, place)
            return
        if not size:
            return
        yield number, line


def _deduct(left: int | None, size: int, place: str) -> int | None:
    if left is None:
        return None
    if size > left:
        raise InputError(f"{place}: more than is allowed in one file has been unpacked", hint="split the file")
    return left - size


def _fatal(error: Exception, place: str) -> InputError:
    if isinstance(error, InputError):
        return error
    return InputError(f"{place}: the file is damaged or cannot be read on: {error}")


def _next_line(stream: BinaryIO, place: str, max_line: int) -> tuple[bytes | InputError, int]:
    """Return a line, or the error of an overlong one, and the number of bytes read; 0 at the end."""
    line = stream.readline(max_line + 1)
    size = len(line)
    if size <= max_line:
        return line, size
    while not line.endswith(b"\n") and (line := stream.readline(BLOCK)):
        size += len(line)
        if size > max_line + MAX_SKIPPED_BYTES:
            raise InputError(f"{place} has more than {megabytes(size)} and no end; the rest is not read")
    return InputError(f"{place} is longer than {megabytes(max_line)}"), size
