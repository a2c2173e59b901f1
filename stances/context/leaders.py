"""People by whose name an article means a government, with the terms in which that holds."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from stances.context.tables import rows

COLUMNS = ("code", "surname", "full", "role", "start", "end")


class Term(NamedTuple):
    """One person's term of office; ``start`` and ``end`` are ISO days, ``surname`` may be empty where it is too common."""

    code: str
    surname: str
    full: str
    role: str
    start: str
    end: str

    def covers(self, day: str | None) -> bool:
        """Tell whether the term holds on an ISO day; without a day every term may.

        Examples
        --------
        >>> Term("USA", "Obama", "Barack Obama", "head", "2009-01-20", "2017-01-20").covers("2015-07-01")
        True
        """
        return day is None or self.start <= day <= self.end


@cache
def terms() -> tuple[Term, ...]:
    """Return every term of ``data/leaders.csv``."""
    return tuple(Term(*row) for row in rows("leaders.csv", COLUMNS))
