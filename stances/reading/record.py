"""A record of the contract, from JSON Lines or front matter, to an article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stances.codebook import ISSUES
from stances.context.actors import check_code
from stances.errors import InputError, UsageError
from stances.reading.dates import parse_day
from stances.reading.decode import clean
from stances.records import Article

if TYPE_CHECKING:
    from datetime import date


def parse_record(line: str, where: str) -> Article:
    """Return the article of one JSON line.

    Raises
    ------
    InputError
        Naming the place and what was expected.

    Examples
    --------
    >>> parse_record('{"id": "007", "date": "2018-05-17", "text": "Talks are held."}', "news.jsonl:1").id
    '007'
    """
    return to_article(parse_object(line, where), where)


def parse_object(line: str, where: str) -> dict[str, Any]:
    """Return the object of one JSON line.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        fields = None
        what = "not valid JSON"
    else:
        what = "not a JSON object"
    if not isinstance(fields, dict):
        raise InputError(f"{where}: {what}", hint='one object a line: {"id", "date", "title", "text"}')
    return fields


def lines_of(text: str) -> list[tuple[int, str]]:
    """Return the lines of some JSON Lines that are not blank, with their numbers.

    Only a newline ends a line: a JSON text may hold the other characters that ``str.splitlines`` splits at.

    Examples
    --------
    >>> lines_of('{"a": "one\\u2028two"}\\n\\n{}')
    [(1, '{"a": "one\\u2028two"}'), (3, '{}')]
    """
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def to_article(fields: dict[str, Any], where: str) -> Article:
    """Return the article of a record's fields; unknown fields are left alone."""
    text = clean(fields["text"]) if isinstance(fields.get("text"), str) else ""
    if not text.strip():
        raise InputError(f'{where}: "text" is missing or empty', hint="give the article's text")
    try:
        return Article(
            id=_line(fields.get("id")) or where,
            text=text,
            title=clean(str(fields.get("title") or "")).strip(),
            date=_day(fields, "date"),
            by=_day(fields, "by"),
            parties=_parties(fields.get("parties")),
            issue=check_issue(fields.get("issue")),
            source=_line(fields.get("source")),
        )
    except UsageError as error:
        raise InputError(f"{where}: {error.message}", hint=error.hint) from None


def _line(value: object) -> str:
    return " ".join(clean(str(value)).split()) if isinstance(value, (str, int)) else ""


def check_issue(value: object) -> str | None:
    """Return an issue of the codebook; None where none is given.

    Raises
    ------
    UsageError
        If it is another.
    """
    if value in (None, ""):
        return None
    if value not in ISSUES:
        raise UsageError(f"issue {str(value)[:40]!r} is not in the codebook", hint=", ".join(ISSUES))
    return str(value)


def _day(fields: dict[str, Any], name: str) -> date | None:
    value = fields.get(name)
    return parse_day(str(value), name) if value not in (None, "") else None


def _parties(value: object) -> tuple[str, str] | None:
    if value in (None, "", []):
        return None
    codes = value if isinstance(value, list) else str(value).strip("[]").split(",")
    if len(codes) != 2 or not all(isinstance(code, str) for code in codes):
        raise UsageError(f"parties {str(value)[:40]!r} are not two codes", hint='["USA", "MEX"]')
    return check_pair(codes[0], codes[1])


def check_pair(first: str, second: str) -> tuple[str, str]:
    """Return two different codes in alphabetical order.

    Raises
    ------
    UsageError
        If a code is unknown or both are the same.
    """
    a, b = sorted((check_code(first), check_code(second)))
    if a == b:
        raise UsageError(f"both parties are {a}", hint="name two different ones")
    return a, b
