"""The whole road with the shipped model: quotes to the letter, at most five a kind, a likelihood whose parts add up."""

import math
from collections import Counter
from datetime import date
from functools import cache

from stances.codebook import ISSUES, SCOPES, STAGES
from stances.errors import StancesError
from stances.extraction.decision import MOST_QUOTES
from stances.model.artefact import Model, load
from stances.reading.plain import parse_plain
from stances.records import Article, Forecast
from stances.road import predict

DAY = date(2018, 5, 17)
PAIR = ("MEX", "USA")

SEEDS = (
    b"Mexico refuses asylum deal\n\nMexico and the United States will hold talks on migration next week. Mexico refuses to pay in"
    b" return for the deal. U.S. officials said the talks made no progress before the election on July 1. The Mexican Senate must"
    b" ratify it. 'We want an agreement,' President Trump said.",
    b"France and Germany agreed to meet in Paris. Both sides are close to a deal, which would need the approval of parliament."
    b" If talks fail, Berlin threatens tariffs; France could turn to China instead. The deadline is Dec. 31, 2018.",
    b"The home team won the cup on Sunday after a late goal. The quarterback and the striker signed a contract with the NFL.",
)


@cache
def _model() -> Model:
    return load()


def check(data: bytes) -> None:
    """Forecast a text: the parties are read in one of even length and given in one of odd length, to forecast it once."""
    try:
        article = parse_plain(data.decode(errors="replace"), "a")._replace(date=DAY)
    except StancesError:
        return
    sound(predict(article, _model(), parties=PAIR if len(data) % 2 else None), article)


def sound(given: Forecast, article: Article) -> None:
    """Hold what every forecast has to be."""
    reading = given.reading
    assert reading.stage in STAGES
    assert reading.issue in ISSUES
    assert reading.scope in SCOPES
    assert (given.likelihood is None) == (reading.abstention is not None)
    for signal in reading.signals:
        span = signal.span
        assert article.field_text(span.field)[span.start : span.end] == signal.quote
        assert signal.quote.strip()
        assert 0 <= signal.strength <= 1
        assert signal.holder == "both" or signal.holder in (reading.parties or ())
    kinds = Counter((signal.driver, signal.polarity) for signal in reading.signals)
    assert all(number <= MOST_QUOTES for number in kinds.values())
    if reading.anchor:
        assert 0 < (reading.anchor.date - DAY).days <= 730
    if given.likelihood:
        _adds_up(given)


def _adds_up(given: Forecast) -> None:
    likelihood = given.likelihood
    assert likelihood is not None
    assert 0 < likelihood.low <= likelihood.p <= likelihood.high < 1
    ps = [point.p for point in likelihood.curve]
    assert ps == sorted(ps)
    parts = math.fsum([*(c.contribution for c in given.contributions), *(rule.effect for rule in given.rules)])
    base, p = (math.log(x / (1 - x)) for x in (likelihood.base_rate, likelihood.p))
    assert abs(base + parts - p) < 1e-3, (base, parts, p)
