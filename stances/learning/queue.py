"""Articles whose outcome is not known yet, the one first whose outcome would teach most."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.disk import append_lines, locked
from stances.model.forecast import Z
from stances.model.hazard import logit
from stances.reading.problem import Problem
from stances.reading.source import read
from stances.resources import user_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stances.records import Article, Forecast, Likelihood


class Waiting(NamedTuple):
    """An article in the queue, its forecast, and how much its outcome would teach."""

    article: Article
    forecast: Forecast
    gain: float


def default_path() -> Path:
    """Return where the queue lies: ``$STANCES_QUEUE``, else in the user's data folder."""
    return user_data("STANCES_QUEUE", "queue.jsonl")


def gain(likelihood: Likelihood | None) -> float:
    """Return how much an outcome would teach: ``p (1 - p) s**2``, with s the deviation of the log-odds.

    It is large where the likelihood is near one half and its interval wide. For a logistic model it is the first-order share by
    which the outcome narrows what the model does not know, so that no outcome needs to be guessed.

    Examples
    --------
    >>> from stances.records import Likelihood
    >>> wide = Likelihood(365, 0.5, 0.3, 0.7, 0.8, 0.4, ())
    >>> gain(wide) > gain(wide._replace(low=0.45, high=0.55)) > gain(None)
    True
    """
    if likelihood is None:
        return 0.0
    low, p, high = (min(max(q, 1e-6), 1 - 1e-6) for q in (likelihood.low, likelihood.p, likelihood.high))
    deviation = (logit(high) - logit(low)) / (2 * Z)
    return p * (1 - p) * deviation**2


def ranked(articles: list[Article], forecast_of: Callable[[Article], Forecast]) -> list[Waiting]:
    """Return the articles, what teaches most first."""
    found = [(article, forecast_of(article)) for article in articles]
    waiting = [Waiting(article, given, gain(given.likelihood)) for article, given in found]
    return sorted(waiting, key=lambda one: (-one.gain, one.article.id))


def read_queue(path: Path) -> list[Article]:
    """Return the articles of the queue, each id once; a line that cannot be read is passed over."""
    if not path.exists():
        return []
    found = (item for item in read(str(path)) if not isinstance(item, Problem))
    return list({article.id: article for article in found}.values())


def put(path: Path, records: list[dict[str, Any]]) -> int:
    """Add records of articles to the queue, and return how many were new."""
    with locked(path):
        known = {article.id for article in read_queue(path)}
        fresh = {record["id"]: record for record in records if record["id"] not in known}
        if fresh:
            append_lines(path, [json.dumps(record, ensure_ascii=False) for record in fresh.values()])
        return len(fresh)
