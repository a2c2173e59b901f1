"""A path, a folder or standard input to articles; what cannot be read is reported and the rest goes on."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from stances.errors import InputError, StancesError
from stances.reading.decode import MAX_BYTES, decode
from stances.reading.plain import parse_markdown, parse_plain
from stances.reading.problem import Problem
from stances.reading.record import parse_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from gzip import GzipFile

    from stances.records import Article

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".jsonl.gz")
"""Kinds of files that are read."""

_MAX_ARCHIVE = 4_000_000_000
_MOST_BLANK = 1_000_000


def read(source: str) -> Iterator[Article | Problem]:
    """Yield the articles of a source, and a problem for each record that is none.

    Parameters
    ----------
    source : str
        A file, a folder, or ``-`` for standard input.
    """
    try:
        yield from _read(source)
    except StancesError as error:
        yield Problem(source, error)
    except (OSError, ValueError) as error:  # ValueError: a path that holds a NUL
        why = (error.strerror if isinstance(error, OSError) else None) or error
        yield Problem(source, InputError(f"{source[:200]!r}: {why}", hint="check the path"))


def _read(source: str) -> Iterator[Article | Problem]:
    if source == "-":
        yield from _standard_input(sys.stdin.buffer)
        return
    if not source.strip():
        raise InputError("the path is empty", hint="a file, a folder, or - for standard input")
    path = Path(source)
    if path.is_dir():
        files = [p for p in sorted(path.rglob("*")) if _wanted(p, path)]
        if not files:
            raise InputError(f"{source}: no article in this folder", hint=f"read are {', '.join(SUFFIXES)}")
        for file in files:
            yield from read(str(file))
    elif path.name.endswith((".jsonl", ".jsonl.gz")):
        yield from _lines(path)
    else:
        yield _file(path)


def _wanted(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False
    return path.is_file() and path.name.endswith(SUFFIXES) and inside and not hidden and path.name != "README.md"


def _file(path: Path) -> Article:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"{path}: {suffix or 'a file without suffix'} is not read", hint=f"read are {', '.join(SUFFIXES)}"
        )
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    return parse_file(raw, suffix, str(path))


def parse_file(raw: bytes, suffix: str, where: str) -> Article:
    """Return the article of a file's bytes.

    Parameters
    ----------
    raw : bytes
        The file.
    suffix : str
        Its kind, one of ``SUFFIXES`` that holds one article.
    where : str
        What messages call it.

    Raises
    ------
    InputError
        If it is too large, broken, or holds no text.
    """
    if len(raw) > MAX_BYTES:
        raise InputError(f"{where}: larger than 10 MB", hint="one article is 10 MB at most")
    if suffix == ".pdf":
        from stances.reading.pdf import parse_pdf

        return parse_pdf(raw, where)
    return _text(decode(raw, where), suffix, where)


def _text(text: str, suffix: str, where: str) -> Article:
    if suffix in (".html", ".htm"):
        from stances.reading.html import parse_html

        return parse_html(text, where)
    return parse_markdown(text, where) if suffix == ".md" else parse_plain(text, where)


def _lines(path: Path) -> Iterator[Article | Problem]:
    for item in raw_lines(path):
        yield item if isinstance(item, Problem) else _record(item[1], item[0])


def raw_lines(path: Path) -> Iterator[tuple[str, str] | Problem]:
    """Yield the place and the text of each line of a JSON Lines file that is not blank, and a problem where it breaks off.

    Parameters
    ----------
    path : Path
        A file, gzipped where its name says so.
    """
    try:
        if path.name.endswith(".gz"):
            import gzip
            import zlib

            with gzip.open(path, "rb") as stream:
                try:
                    yield from _numbered(_pieces(stream), str(path))
                except zlib.error as error:
                    yield Problem(str(path), InputError(f"{path}: damaged gzip file ({error})"))
        else:
            with path.open("rb") as plain:
                yield from _numbered(_pieces(plain), str(path))
    except OSError as error:
        yield Problem(str(path), InputError(f"{path}: {error.strerror or error}", hint="check the path"))


def _pieces(stream: IO[bytes] | GzipFile) -> Iterator[bytes]:
    return iter(lambda: stream.readline(MAX_BYTES + 1), b"")


def _numbered(lines: Iterable[bytes], name: str) -> Iterator[tuple[str, str] | Problem]:
    number = total = blank = 0
    try:
        for line in lines:
            number, total = number + 1, total + len(line)
            where = f"{name}:{number}"
            if len(line) > MAX_BYTES or total > _MAX_ARCHIVE:
                yield Problem(where, InputError(f"{where}: a line of more than 10 MB; the rest is not read"))
                return
            blank = 0 if line.strip() else blank + 1
            if blank > _MOST_BLANK:
                yield Problem(where, InputError(f"{where}: a million blank lines in a row; the rest is not read"))
                return
            if not blank:
                yield where, line.decode("utf-8-sig", "replace")
    except (EOFError, OSError) as error:
        yield Problem(name, InputError(f"{name}: broken after line {number} ({error})"))


def _record(line: str, where: str) -> Article | Problem:
    try:
        return parse_record(line, where)
    except StancesError as error:
        return Problem(where, error)


def _standard_input(stream: IO[bytes]) -> Iterator[Article | Problem]:
    first = stream.readline(MAX_BYTES + 1)
    if first.lstrip().startswith(b"{"):
        for item in _numbered(chain([first], _pieces(stream)), "standard input"):
            yield item if isinstance(item, Problem) else _record(item[1], item[0])
        return
    text = decode(first + stream.read(MAX_BYTES + 1), "standard input")
    kind = ".html" if text.lstrip()[:9].lower() in ("<!doctype", "<html") or "<html" in text[:200].lower() else ".md"
    yield _text(text, kind if kind == ".html" or text.startswith("---") else ".txt", "standard input")
