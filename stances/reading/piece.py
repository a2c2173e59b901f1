"""One record as a source holds it, not yet understood: what a batch hands to its workers, and its way to an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import InputError, StancesError
from stances.reading.decode import MAX_BYTES, decode
from stances.reading.plain import parse_markdown, parse_plain
from stances.reading.problem import Problem
from stances.reading.record import parse_record, to_article

if TYPE_CHECKING:
    from stances.records import Article

LINE, ROW = "line", "row"
"""Kinds of pieces that are no file: a line of JSON Lines, and the fields of a table's row."""


class Piece(NamedTuple):
    """One record of a source.

    Parameters
    ----------
    where : str
        What messages call it.
    kind : str
        ``LINE``, ``ROW``, or the suffix of a file that holds one article.
    raw : str, dict or bytes
        The line, the row's fields, or the file.
    size : int
        Bytes of the source that it takes, as near as is known: what tells how much is left.
    """

    where: str
    kind: str
    raw: str | dict[str, Any] | bytes
    size: int = 0


def parse(piece: Piece) -> Article | Problem:
    """Return the article of a piece, or what is wrong with it.

    Examples
    --------
    >>> parse(Piece("news.jsonl:1", LINE, '{"id": "007", "text": "Talks are held."}')).id
    '007'
    """
    try:
        if isinstance(piece.raw, str):
            return parse_record(piece.raw, piece.where)
        if isinstance(piece.raw, dict):
            return to_article(piece.raw, piece.where)
        return parse_file(piece.raw, piece.kind, piece.where)
    except StancesError as error:
        return Problem(piece.where, error)


def parse_file(raw: bytes, suffix: str, where: str) -> Article:
    """Return the article of a file's bytes.

    Parameters
    ----------
    raw : bytes
        The file.
    suffix : str
        Its kind, one that holds one article.
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
    text = decode(raw, where)
    if suffix in (".html", ".htm"):
        from stances.reading.html import parse_html

        return parse_html(text, where)
    return parse_markdown(text, where) if suffix == ".md" else parse_plain(text, where)
