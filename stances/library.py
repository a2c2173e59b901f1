"""For scripts and notebooks: an article from a path or a text, and its forecast."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from stances.errors import UsageError
from stances.model.artefact import load
from stances.reading.dates import parse_day
from stances.reading.plain import parse_plain
from stances.reading.problem import Problem
from stances.reading.record import check_issue, check_pair
from stances.reading.source import read as read_source
from stances.records import Article
from stances.road import predict

if TYPE_CHECKING:
    from pathlib import Path

    from stances.records import Forecast


def read(source: str | Path) -> list[Article]:
    """Return the articles of a file or a folder.

    Parameters
    ----------
    source : str or Path
        What ``stances predict`` reads.

    Raises
    ------
    StancesError
        At the first record that cannot be read.
    """
    return [_good(item) for item in read_source(os.fspath(source))]


def forecast(
    article: Article | str | Path, *, model: str = "default", within: int | None = None, by: str | date | None = None,
    as_of: str | date | None = None, parties: tuple[str, str] | None = None, issue: str | None = None,
) -> Forecast:  # fmt: skip
    """Return the forecast of one article.

    Parameters
    ----------
    article : Article, Path or str
        An article, the path of a file with one, or, as a string, its text.
    model : str
        Name or folder of a model.
    within : int, optional
        Horizon in days.
    by : str or date, optional
        Horizon as a day. Where neither is given the record's own ``by`` is taken, else a year.
    as_of, parties, issue : optional
        Override what the article says; ``as_of`` only where it has no date.

    Raises
    ------
    StancesError
        If the article cannot be read or an option is wrong.

    Examples
    --------
    >>> forecast("Talks between Mexico and Canada on trade go on. " * 12, as_of="2018-05-17").reading.issue
    'trade'
    """
    return predict(
        _one(article), load(model), within=within, by=_day(by, "by"), as_of=_day(as_of, "as_of"),
        parties=check_pair(*parties) if parties else None, issue=check_issue(issue),
    )  # fmt: skip


def _one(given: Article | str | Path) -> Article:
    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        return parse_plain(given, "text")
    found = read(given)
    if len(found) != 1:
        raise UsageError(f"{given}: {len(found)} articles, a forecast is of one", hint="stances.read returns them all")
    return found[0]


def _good(item: Article | Problem) -> Article:
    if isinstance(item, Problem):
        raise item.error
    return item


def _day(given: str | date | None, what: str) -> date | None:
    return parse_day(given, what) if isinstance(given, str) else given
