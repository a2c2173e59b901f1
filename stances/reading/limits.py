"""How much is read at most: nothing that a file holds or expands to may fill the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.errors import InputError

if TYPE_CHECKING:
    from typing import BinaryIO

MAX_ARTICLE_BYTES = 10_000_000
MAX_PDF_BYTES = 50_000_000
MAX_PDF_PAGES = 500
MAX_LINE_BYTES = 20_000_000
"""A JSON escape writes one letter with six characters, so a line may be longer than its article."""
MAX_SKIPPED_BYTES = 200_000_000
"""Rest of an overlong line that is passed over in search of the next one."""
MAX_EXPANDED_BYTES = 4_000_000_000

BLOCK = 65_536


def megabytes(count: int) -> str:
    """Return a size for a message.

    Examples
    --------
    >>> megabytes(10_000_000), megabytes(1500), megabytes(12)
    ('10 MB', '1.5 kB', '12 bytes')
    """
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1e6:g} MB" if count >= 1_000_000 else f"{count / 1e3:g} kB"


def read_bounded(stream: BinaryIO, where: str, limit: int = MAX_ARTICLE_BYTES) -> bytes:
    """Return all bytes of a stream, and ask it for no more than one above the limit.

    Raises
    ------
    InputError
        If there are more than ``limit``.

    Examples
    --------
    >>> import io
    >>> read_bounded(io.BytesIO(b"talks"), "a.txt", 10)
    b'talks'
    """
    data = bytearray()
    while len(data) <= limit and (block := stream.read(min(BLOCK, limit + 1 - len(data)))):
        data += block
    if len(data) > limit:
        raise InputError(f"{where} is larger than {megabytes(limit)}", hint="split it into single articles")
    return bytes(data)
