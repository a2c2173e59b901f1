"""A path, a folder or standard input to articles; what cannot be read is reported and the rest goes on."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from stances.errors import InputError, StancesError
from stances.reading.decode import MAX_BYTES, decode
from stances.reading.piece import LINE, Piece, parse
from stances.reading.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from gzip import GzipFile

    from stances.records import Article

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".jsonl.gz", ".parquet")
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
    for item in pieces(source):
        yield item if isinstance(item, Problem) else parse(item)


def pieces(source: str) -> Iterator[Piece | Problem]:
    """Yield the records of a source as they stand there, and a problem where it cannot be read.

    Parameters
    ----------
    source : str
        A file, a folder, or ``-`` for standard input.
    """
    try:
        yield from _pieces(source)
    except StancesError as error:
        yield Problem(source, error)
    except (OSError, ValueError) as error:  # ValueError: a path that holds a NUL
        why = (error.strerror if isinstance(error, OSError) else None) or error
        yield Problem(source, InputError(f"{source[:200]!r}: {why}", hint="check the path"))


def size_of(source: str) -> int | None:
    """Return the bytes of a source's files; None where they cannot be known."""
    if source == "-":
        return None
    try:
        path = Path(source)
        return sum(file.stat().st_size for file in (_files(path) if path.is_dir() else [path]))
    except (OSError, ValueError):
        return None


def _pieces(source: str) -> Iterator[Piece | Problem]:
    if source == "-":
        yield from _standard_input(sys.stdin.buffer)
        return
    if not source.strip():
        raise InputError("the path is empty", hint="a file, a folder, or - for standard input")
    path = Path(source)
    if path.is_dir():
        files = _files(path)
        if not files:
            raise InputError(f"{source}: no article in this folder", hint=f"read are {', '.join(SUFFIXES)}")
        for file in files:
            yield from pieces(str(file))
    elif path.name.endswith((".jsonl", ".jsonl.gz")):
        yield from _lines(path)
    elif path.suffix.lower() == ".parquet":
        from stances.reading.parquet import rows

        yield from rows(path)
    else:
        yield _file(path)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if _wanted(path, folder)]


def _wanted(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False
    return path.is_file() and path.name.endswith(SUFFIXES) and inside and not hidden and path.name != "README.md"


def _file(path: Path) -> Piece:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        if not path.exists():
            raise InputError(f"{str(path)[:200]!r}: no such file", hint="check the path")
        raise InputError(
            f"{path}: {suffix or 'a file without suffix'} is not read", hint=f"read are {', '.join(SUFFIXES)}"
        )
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    return Piece(str(path), suffix, raw, len(raw))


def raw_lines(path: Path) -> Iterator[tuple[str, str] | Problem]:
    """Yield the place and the text of each line of a JSON Lines file that is not blank, and a problem where it breaks off.

    Parameters
    ----------
    path : Path
        A file, gzipped where its name says so.
    """
    for item in _lines(path):
        yield item if isinstance(item, Problem) else (item.where, str(item.raw))


def _lines(path: Path) -> Iterator[Piece | Problem]:
    try:
        with path.open("rb") as file:
            if not path.name.endswith(".gz"):
                yield from _numbered(_raw(file), str(path), file.tell)
                return
            import gzip
            import zlib

            with gzip.open(file, "rb") as stream:
                try:
                    yield from _numbered(_raw(stream), str(path), file.tell)
                except zlib.error as error:
                    yield Problem(str(path), InputError(f"{path}: damaged gzip file ({error})"))
    except OSError as error:
        yield Problem(str(path), InputError(f"{path}: {error.strerror or error}", hint="check the path"))


def _raw(stream: IO[bytes] | GzipFile) -> Iterator[bytes]:
    return iter(lambda: stream.readline(MAX_BYTES + 1), b"")


def _numbered(lines: Iterable[bytes], name: str, tell: Callable[[], int] = lambda: 0) -> Iterator[Piece | Problem]:
    """Yield the lines with their numbers; ``tell`` says how far the file was read."""
    number = total = blank = before = 0
    try:
        for line in lines:
            number, total = number + 1, total + len(line)
            where = f"{name}:{number}"
            if len(line) > MAX_BYTES or total > _MAX_ARCHIVE:
                what = "a line of more than 10 MB" if len(line) > MAX_BYTES else "more than 4 GB in one file"
                yield Problem(where, InputError(f"{where}: {what}; the rest is not read"))
                return
            blank = 0 if line.strip() else blank + 1
            if blank > _MOST_BLANK:
                yield Problem(where, InputError(f"{where}: a million blank lines in a row; the rest is not read"))
                return
            if not blank:
                after = tell()
                yield Piece(where, LINE, line.decode("utf-8-sig", "replace"), after - before)
                before = after
    except (EOFError, OSError) as error:
        yield Problem(name, InputError(f"{name}: broken after line {number} ({error})"))


def _standard_input(stream: IO[bytes]) -> Iterator[Piece | Problem]:
    first = stream.readline(MAX_BYTES + 1)
    if first.lstrip().startswith(b"{"):
        yield from _numbered(chain([first], _raw(stream)), "standard input")
        return
    raw = first + stream.read(MAX_BYTES + 1)
    text = decode(raw, "standard input")
    kind = ".html" if text.lstrip()[:9].lower() in ("<!doctype", "<html") or "<html" in text[:200].lower() else ".md"
    yield Piece("standard input", kind if kind == ".html" or text.startswith("---") else ".txt", raw)
