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


@cache
def forms() -> tuple[Form, ...]:
    """Return every surface form of ``data/actors.csv``."""
    return tuple(Form(code, text, use, sure == "1") for code, _, _, text, use, sure in rows("actors.csv", COLUMNS))


@cache
def names() -> dict[str, str]:
    """Return the display name of each code.

    Examples
    --------
    >>> names()["MEX"]
    'Mexico'
    """
    return {row[0]: row[1] for row in rows("actors.csv", COLUMNS)}


@cache
def groups() -> frozenset[str]:
    """Return the codes of armed groups, oppositions and authorities that are no state.

    Examples
    --------
    >>> "TLB" in groups(), "MEX" in groups()
    (True, False)
    """
    return frozenset(code for code, _, kind, *_ in rows("actors.csv", COLUMNS) if kind == "group")


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
