"""National elections: what an analyst knows to lie ahead even where the article is silent."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import NamedTuple

from stances.context.tables import rows

COLUMNS = ("code", "office", "date", "precision", "source")


class Election(NamedTuple):
    """One election; ``office`` is ``executive``, ``legislative`` or ``both``, ``precision`` ``day``, ``month`` or ``year``."""

    code: str
    office: str
    date: date
    precision: str
    source: str


@cache
def elections() -> dict[str, list[Election]]:
    """Return the elections of each state, by date."""
    found: dict[str, list[Election]] = {}
    for code, office, day, precision, source in rows("elections.csv", COLUMNS):
        found.setdefault(code, []).append(Election(code, office, date.fromisoformat(day), precision, source))
    return {code: sorted(held, key=lambda election: election.date) for code, held in found.items()}


def next_election(code: str, day: date) -> Election | None:
    """Return the first election of a state or of the EU after a day; None where the table knows none.

    Examples
    --------
    >>> next_election("MEX", date(2018, 5, 17))
    Election(code='MEX', office='both', date=datetime.date(2018, 7, 1), precision='day', source='REIGN')
    """
    held = elections().get(code, [])
    place = bisect_right(held, day, key=lambda election: election.date)
    return held[place] if place < len(held) else None


def in_words(election: Election, day: date) -> str:
    """Return an election in words, with the days to it.

    Examples
    --------
    >>> in_words(Election("MEX", "both", date(2018, 7, 1), "day", "REIGN"), date(2018, 5, 17))
    'executive and legislative election on 1 July 2018, in 45 days'
    """
    office = "executive and legislative" if election.office == "both" else election.office
    when = {
        "day": f"on {election.date.day} {election.date:%B %Y}, in {(election.date - day).days} days",
        "month": f"in {election.date:%B %Y}",
        "year": f"in {election.date.year}",
    }[election.precision]
    return f"{office} election {when}"
