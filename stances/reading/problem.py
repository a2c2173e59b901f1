"""A record or file that could not be read; the rest goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stances.errors import StancesError


class Problem(NamedTuple):
    """Where something could not be read (``news.jsonl:17``), and why."""

    where: str
    error: StancesError
