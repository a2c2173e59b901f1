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
    from stances.records import Article, Forecast, Reading


YEAR = 365
"""Days of the horizon where none is asked for."""


class Options(NamedTuple):
    """What bears on a forecast beside the article, understood and checked."""

    within: int | None = None
    by: date | None = None
    as_of: date | None = None
    parties: tuple[str, str] | None = None
    issue: str | None = None
    model: str = "default"


def predict(
    article: Article, model: Model | None = None, *, within: int | None = None, by: date | None = None,
    as_of: date | None = None, parties: tuple[str, str] | None = None, issue: str | None = None,
) -> Forecast:  # fmt: skip
    """Return the forecast of an article.

    Parameters
    ----------
    article : Article
        The article.
    model : Model, optional
        A loaded model; the shipped one where it is left out.
    within : int, optional
        Horizon in days.
    by : date, optional
        Horizon as a day. Where neither is given the record's own ``by`` is taken, else a year.
    as_of, parties, issue : optional
        Override what the article says; ``as_of`` only where it has no date.

    Raises
    ------
    UsageError
        If the horizon is out of range, given twice, or a day where the article has no date.

    Examples
    --------
    >>> from stances.records import Article
    >>> predict(Article("a", "The home team won the cup on Sunday after a late goal.")).reading.abstention.code
    'too_thin'
    """
    model = model or load()
    reading = read_article(article, model.reader, shipped_matcher(), parties=parties, issue=issue, as_of=as_of)
    given = forecast(reading, model, shipped_rules(), within=_horizon(article, reading.as_of, within, by))
    return given._replace(levers=levers(given, model, shipped_rules()))


def _horizon(article: Article, as_of: date | None, within: int | None, by: date | None) -> int:
    """Return the days of a horizon that is asked for in days, as a day, by the record itself, or not at all."""
    if within is not None and by is not None:
        raise UsageError("the horizon is given twice, in days and as a day", hint="give one of them")
    until = article.by if within is None and by is None else by
    if until is None:
        return YEAR if within is None else within
    if as_of is None:
        raise UsageError(
            f"a horizon by {until} needs the article's date", hint="give it by --as-of, or days by --within"
        )
    if until <= as_of:
        raise UsageError(f"a horizon by {until} is not after the article's date, {as_of}")
    return (until - as_of).days


def again(before: Forecast, reading: Reading, model: Model) -> Forecast:
    """Return the forecast of a reading that takes the place of another's, at the same horizon."""
    assert before.likelihood is not None
    given = forecast(reading, model, shipped_rules(), within=before.likelihood.within_days)
    return given._replace(levers=levers(given, model, shipped_rules()))


def forecast_of(article: Article, given: Options, model: Model) -> Forecast | Problem:
    """Return an article's forecast, or the problem that its own horizon is."""
    try:
        return predict(
            article, model, within=given.within, by=given.by, as_of=given.as_of, parties=given.parties, issue=given.issue
        )  # fmt: skip
    except UsageError as error:
        return Problem(article.id, error)
