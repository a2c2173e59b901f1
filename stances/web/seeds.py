"""Our own articles, to start from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from stances.reading.problem import Problem
from stances.reading.source import read
from stances.resources import shipped

if TYPE_CHECKING:
    from stances.records import Article


@cache
def seeds() -> dict[str, Article]:
    """Return the shipped articles by name."""
    found: dict[str, Article] = {}
    for path in sorted(shipped("seeds").glob("*-*.md")):
        article = next(read(str(path)))
        if not isinstance(article, Problem):
            found[path.stem] = article._replace(id=path.stem)
    return found
