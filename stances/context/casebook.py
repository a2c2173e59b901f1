"""The casebook: what became of real negotiations between two parties, 1945-2025."""

from __future__ import annotations

import json
from datetime import date as Day
from functools import cache
from typing import NamedTuple

from stances.errors import DataError
from stances.resources import shipped


class PastCase(NamedTuple):
    """One negotiation.

    Parameters
    ----------
    id, name : str
    parties : tuple of str
        Sorted codes.
    issue, scope : str
        As in the codebook.
    start, date : str
        When the talks began, and when they were concluded or ended; ISO, to the day, month or year.
    outcome : str
        ``agreed`` or ``none``.
    instrument : str or None
        Title of what was concluded.
    account : str
        What happened, in our words.
    drivers : tuple of (driver, holder, polarity)
        Present before the outcome.
    source : str or None
    """

    id: str
    name: str
    parties: tuple[str, str]
    issue: str
    scope: str
    start: str
    date: str
    outcome: str
    instrument: str | None
    account: str
    drivers: tuple[tuple[str, str, int], ...]
    source: str | None

    @property
    def year(self) -> int:
        """Year of the outcome."""
        return int(self.date[:4])

    @property
    def day(self) -> Day:
        """First day of the day, month or year of the outcome."""
        return Day.fromisoformat(f"{self.date}-01-01"[:10])


@cache
def casebook() -> tuple[PastCase, ...]:
    """Return the cases of ``data/cases.jsonl``.

    Raises
    ------
    DataError
        If a line has not the fields of a case.
    """
    lines = shipped("data", "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_case(line, number) for number, line in enumerate(lines, 1))


def _case(line: str, number: int) -> PastCase:
    try:
        fields = json.loads(line)
        drivers = tuple((driver, holder, int(polarity)) for driver, holder, polarity in fields.pop("drivers"))
        first, second = fields.pop("parties")
        return PastCase(**fields, drivers=drivers, parties=(first, second))
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(f"data/cases.jsonl, line {number}: {error}") from None
