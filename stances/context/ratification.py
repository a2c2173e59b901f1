"""Ratification routes: whose consent a state needs before an agreement binds it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from stances.context.tables import rows

COLUMNS = ("code", "kind", "route", "bodies", "majority", "since", "source")
ROUTES = ("executive", "simple", "qualified", "upper", "referendum", "court")
KINDS = ("treaty", "trade", "executive")


class Route(NamedTuple):
    """What concluding one kind of agreement takes in one state; ``source`` is the article of its constitution or law."""

    code: str
    kind: str
    route: str
    bodies: str
    majority: str
    since: str
    source: str


@cache
def routes() -> dict[str, list[Route]]:
    """Return the routes of each state, treaties first.

    Examples
    --------
    >>> [route.bodies for route in routes()["USA"] if route.kind == "treaty"]
    ['Senate']
    """
    found: dict[str, list[Route]] = {}
    for row in rows("ratification.csv", COLUMNS):
        found.setdefault(row[0], []).append(Route(*row))
    return {code: sorted(known, key=lambda route: KINDS.index(route.kind)) for code, known in found.items()}


def in_words(route: Route) -> str:
    """Return a route in words.

    Examples
    --------
    >>> in_words(Route("USA", "treaty", "upper", "Senate", "two thirds of those present", "1789", "Art. II"))
    'treaty: Senate, two thirds of those present (Art. II)'
    """
    if route.route == "executive":
        return f"{route.kind}: the government alone ({route.source})"
    majority = f", {route.majority}" if route.majority not in ("", "none") else ""
    return f"{route.kind}: {route.bodies}{majority} ({route.source})"
