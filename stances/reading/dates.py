"""ISO days as records and options state them."""

from __future__ import annotations

from datetime import date

from stances.errors import UsageError


def parse_day(text: str, what: str = "date") -> date:
    """Return the day of an ISO date or time stamp between 1900 and 2100.

    Raises
    ------
    UsageError
        If it is none.

    Examples
    --------
    >>> parse_day("2018-05-17T08:00:00Z")
    datetime.date(2018, 5, 17)
    """
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2100:
        raise UsageError(f"{what} {text.strip()[:40]!r} is no day between 1900 and 2100", hint="write YYYY-MM-DD")
    return day
