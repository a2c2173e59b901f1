"""Bytes to text: byte order mark, UTF-8, a declared charset, Windows-1252, in this order."""

from __future__ import annotations

import codecs
import re

from stances.errors import InputError

# UTF-32's little-endian mark begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive, as .docx and .odt are"),
    (b"\x7fELF", "a program"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "a Microsoft Office file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_HEAD = 4096
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.05

_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x85), "\n")
_DROPPED = dict.fromkeys([*range(9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0)])
_CLEAN = _BREAKS | _DROPPED
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Codecs that a page may name: others of Python's are no charsets of text, or are slow on purpose-made bytes.
_CHARSET = re.compile(
    r"(windows-|cp)(125\d|874)|iso-8859-\d{1,2}|gbk|gb2312|gb18030|big5|shift[_-]jis|euc-(jp|kr)|koi8-[ru]", re.IGNORECASE
)


def decode(data: bytes, where: str, *, charset: str = "") -> str:
    """Return the text that bytes stand for, without control characters and with plain newlines.

    Parameters
    ----------
    data : bytes
        Whole file.
    where : str
        Its name for messages.
    charset : str
        What the file says of itself; tried after UTF-8, since pages often say it wrongly.

    Raises
    ------
    InputError
        If the bytes are no text, or only white space.

    Examples
    --------
    >>> decode(b"caf\\xe9\\r\\n", "menu.txt")
    'café\\n'
    """
    text = clean(_raw(data, where, charset))
    if not text.strip():
        raise InputError(f"{where} is empty", hint="give a file with the article's text")
    return text


def clean(text: str) -> str:
    """Return a text without control characters and lone surrogates, its newlines plain.

    Examples
    --------
    >>> clean("one\\r\\ntwo\\x00 \\ud800")
    'one\\ntwo �'
    """
    text = text.replace("\r\n", "\n")
    if _UNCLEAN.search(text):
        text = text.translate(_CLEAN)
    return without_surrogates(text)


def without_surrogates(text: str) -> str:
    """Return a text with each lone surrogate, which cannot be written to any file, replaced one for one.

    Examples
    --------
    >>> without_surrogates("a\\udc80b")
    'a�b'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _raw(data: bytes, where: str, charset: str) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace")
    _reject_binary(data[:_HEAD], where)
    declared = (charset,) if _CHARSET.fullmatch(charset) else ()
    for codec in ("utf-8", *declared, "windows-1252"):
        try:
            return data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _reject_binary(head: bytes, where: str) -> None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise InputError(f"{where} is binary ({kind}), expected text", hint="save it as .txt, or name it by its kind")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(head):
        raise InputError(f"{where} is binary, expected text", hint="save it as .txt in UTF-8")
