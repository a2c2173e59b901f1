"""The one road: an article to its forecast, as the command line, batches, training and evaluation call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stances.errors import UsageError
from stances.explain.levers import levers
from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.model.artefact import load
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.reading.problem import Problem

if TYPE_CHECKING:
    from datetime import date

    from stances.model.artefact import Model
    from stances.records import Article, Forecast


class Options(NamedTuple):
    """What bears on a forecast beside the article, understood and checked."""

    within: int = 365
    by: date | None = None
    as_of: date | None = None
    parties: tuple[str, str] | None = None
    issue: str | None = None
    model: str = "default"


def predict(
    article: Article, model: Model | None = None, *, within: int = 365, by: date | None = None,
    as_of: date | None = None, parties: tuple[str, str] | None = None, issue: str | None = None,
) -> Forecast:  # fmt: skip
    """Return the forecast of an article.

    Parameters
    ----------
    article : Article
        The article.
    model : Model, optional
        A loaded model; the shipped one where it is left out.
    within : int
        Horizon in days.
    by : date, optional
        Horizon as a day; the record's own ``by`` is taken where neither is given.
    as_of, parties, issue : optional
        Override what the article says; ``as_of`` only where it has no date.

    Raises
    ------
    UsageError
        If the horizon is out of range.

    Examples
    --------
    >>> from stances.records import Article
    >>> predict(Article("a", "The home team won the cup on Sunday after a late goal.")).reading.abstention.code
    'too_thin'
    """
    model = model or load()
    reading = read_article(article, model.reader, shipped_matcher(), parties=parties, issue=issue, as_of=as_of)
    until = by or article.by
    if until and reading.as_of:
        within = (until - reading.as_of).days
    given = forecast(reading, model, shipped_rules(), within=within)
    return given._replace(levers=levers(given, model, shipped_rules()))


def forecast_of(article: Article, given: Options, model: Model) -> Forecast | Problem:
    """Return an article's forecast, or the problem that its own horizon is."""
    try:
        return predict(
            article, model, within=given.within, by=given.by, as_of=given.as_of, parties=given.parties, issue=given.issue
        )  # fmt: skip
    except UsageError as error:
        return Problem(article.id, error)
