"""The one road: an article to its forecast, as the command line, batches, training and evaluation call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.explain.levers import levers
from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.model.artefact import load
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules

if TYPE_CHECKING:
    from datetime import date

    from stances.model.artefact import Model
    from stances.records import Article, Forecast


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
