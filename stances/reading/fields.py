"""The checked fields of a record, in JSON or in front matter: each error says where, what was found, what was expected."""

from __future__ import annotations

import re
from datetime import date

from stances.errors import InputError

FIRST_YEAR, LAST_YEAR = 1900, 2100

_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)
_SHOWN = 60


def shown(value: object) -> str:
    """Return a value for a message, cut short.

    Examples
    --------
    >>> shown("May 2018")
    "'May 2018'"
    >>> len(shown("x" * 1000))
    60
    """
    text = repr(value[:_SHOWN] if isinstance(value, str) else value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def parse_day(text: str) -> date | None:
    """Return the day of an ISO date or timestamp between 1900 and 2100, else None.

    Examples
    --------
    >>> parse_day("2018-05-17T09:30:00Z"), parse_day("17 May 2018")
    (datetime.date(2018, 5, 17), None)
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = date.fromisoformat(match.group(1))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def day_field(value: object, name: str, where: str) -> date | None:
    """Return a date field's day; None and an empty string are no date.

    Raises
    ------
    InputError
        If it is anything else than a date in ISO form.
    """
    if value is None or value == "":
        return None
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        raise InputError(
            f"{where}: {name} is {shown(value)}, expected a date YYYY-MM-DD between {FIRST_YEAR} and {LAST_YEAR}"
        )
    return day


def text_field(value: object, name: str, where: str) -> str:
    """Return a string field; None is an empty one.

    Raises
    ------
    InputError
        If it is anything else than a string.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{where}: {name} is {shown(value)}, expected a string")
    return value


def parties_field(value: object, where: str) -> tuple[str, str] | None:
    """Return the two parties' codes; None is none stated.

    Raises
    ------
    InputError
        If it is anything else than a list of two distinct non-empty strings.

    Examples
    --------
    >>> parties_field(["USA", "MEX"], "news.jsonl:1")
    ('USA', 'MEX')
    """
    if value is None:
        return None
    codes = [item.strip() for item in value if isinstance(item, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(value) != 2 or len(set(codes) - {""}) != 2:
        raise InputError(f'{where}: parties is {shown(value)}, expected two distinct codes such as ["USA", "MEX"]')
    return codes[0], codes[1]
