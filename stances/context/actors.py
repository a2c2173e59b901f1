"""States and state-like negotiators, and the forms by which news articles call them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from stances.context.tables import rows
from stances.errors import UsageError

COLUMNS = ("code", "name", "kind", "text", "use", "sure")


class Form(NamedTuple):
    """One surface form.

    ``use`` is ``name``, ``adjective``, ``capital``, ``seat`` or ``body``; ``sure`` tells a form that means this actor
    wherever it stands from one that needs context (Georgia, Jordan, Washington).
    """

    code: str
    text: str
    use: str
    sure: bool


class _Actors(NamedTuple):
    """What ``data/actors.csv`` tells, read once."""

    forms: tuple[Form, ...]
    names: dict[str, str]
    groups: frozenset[str]


@cache
def _actors() -> _Actors:
    table = rows("actors.csv", COLUMNS)
    return _Actors(
        tuple([Form(code, text, use, sure == "1") for code, _, _, text, use, sure in table]),
        {row[0]: row[1] for row in table},
        frozenset([row[0] for row in table if row[2] == "group"]),
    )


def forms() -> tuple[Form, ...]:
    """Return every surface form."""
    return _actors().forms


def names() -> dict[str, str]:
    """Return the display name of each code.

    Examples
    --------
    >>> names()["MEX"]
    'Mexico'
    """
    return _actors().names


def groups() -> frozenset[str]:
    """Return the codes of armed groups, oppositions and authorities that are no state.

    Examples
    --------
    >>> "TLB" in groups(), "MEX" in groups()
    (True, False)
    """
    return _actors().groups


def check_code(text: str) -> str:
    """Return a code in its proper case.

    Raises
    ------
    UsageError
        If no actor has that code.

    Examples
    --------
    >>> check_code(" usa ")
    'USA'
    """
    code = text.strip().upper()
    if code not in names():
        near = [c for c, name in names().items() if name.lower() == text.strip().lower()]
        hint = f"for {names()[near[0]]} write {near[0]}" if near else "use ISO 3166 alpha-3 codes, or EU, PSE, TLB …"
        raise UsageError(f"{text.strip()[:40]!r} is no party's code", hint=hint)
    return code
