"""Bytes of unknown encoding to text."""

from __future__ import annotations

import re

from stances.errors import InputError

MAX_BYTES = 10_000_000
"""Size of one article at most."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BINARY = (b"\x89PNG", b"PK\x03\x04", b"GIF8", b"\x7fELF", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def decode(raw: bytes, where: str) -> str:
    """Return the text of some bytes: by byte order mark, else UTF-8, else Windows-1252 or Latin-1.

    NULs and other control characters are taken out.

    Raises
    ------
    InputError
        If the bytes are too many, binary, or hold no text.

    Examples
    --------
    >>> decode("caf\\u00e9".encode("cp1252"), "menu.txt")
    'café'
    """
    if len(raw) > MAX_BYTES:
        raise InputError(f"{where}: larger than 10 MB", hint="one article is 10 MB at most")
    text = clean(_characters(raw, where))
    if not text.strip():
        raise InputError(f"{where}: empty", hint="give an article with text")
    return text


def clean(text: str) -> str:
    """Return the text with plain newlines and without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _characters(raw: bytes, where: str) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    head = raw[:4096]
    if raw.startswith(_BINARY) or sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) // 3 + 1:
        raise InputError(f"{where}: binary, not text", hint="give .txt, .md, .html, .pdf or .jsonl")
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
