"""An uploaded file to an article, in a process of its own that is stopped when it takes too long or too much."""

from __future__ import annotations

import json
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

from stances.child import limit, run_module
from stances.errors import InputError
from stances.reading.record import lines_of, parse_object, to_article

if TYPE_CHECKING:
    from stances.records import Article

KINDS = (".txt", ".md", ".html", ".htm", ".pdf")
"""Suffixes of files that the page takes; nothing else of a file's name is used but to show it."""

SECONDS = 15
"""Time that reading a file may take."""

_MEMORY = 1_500_000_000


def read_upload(raw: bytes, name: str) -> Article:
    """Return the article of a file's bytes.

    Parameters
    ----------
    raw : bytes
        The file.
    name : str
        Its name as the browser told it; no file of that name is opened.

    Raises
    ------
    InputError
        If its kind is not read, it is broken, or reading takes too long.
    """
    suffix, shown = PurePath(name).suffix.lower(), PurePath(name.replace("\\", "/")).name[:100] or "the file"
    if suffix not in KINDS:
        raise InputError(f"{shown}: {suffix[:20] or 'a file without suffix'} is not read", hint=", ".join(KINDS))
    try:
        written = run_module("stances.web.upload", [suffix], raw, SECONDS)
    except TimeoutError:
        raise InputError(f"{shown}: not read within {SECONDS} seconds", hint="paste its text") from None
    if written is None:
        raise InputError(f"{shown}: it cannot be read, it takes too much memory or time", hint="paste its text")
    fields = parse_object(written.decode("utf-8", "replace"), shown)
    if "error" in fields:
        raise InputError(str(fields["error"]).replace("the file", shown, 1), hint=str(fields["hint"]))
    return to_article(fields, shown)


def numbered_lines(raw: bytes) -> list[tuple[str, str]]:
    """Return the lines of a file of records that are not blank, each with the place that messages name."""
    return [(f"line {number}", line) for number, line in lines_of(raw.decode("utf-8-sig", "replace"))]


def _main(suffix: str) -> None:
    """Read standard input as a file of a kind, and write a record, or what is wrong, as JSON."""
    from stances.errors import StancesError
    from stances.reading.piece import parse_file

    limit(SECONDS, _MEMORY)
    try:
        article = parse_file(sys.stdin.buffer.read(), suffix, "the file")
    except StancesError as error:
        found = {"error": error.message, "hint": error.hint}
    else:
        day = article.date.isoformat() if article.date else ""
        found = {"text": article.text, "title": article.title, "date": day, "parties": list(article.parties or ())}  # type: ignore[dict-item]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main(sys.argv[1])
