"""A labelled record: refused, or its signals quote the article to the letter and are of the codebook."""

from stances.codebook import DRIVERS
from stances.learning.labels import check_labels, parse_label
from tests.fuzz.targets.laws import holds, refusable

SEEDS = (
    b'{"id": "1", "date": "2018-05-17", "title": "Talks", "text": "It is a cost. Both met.", "outcome": "agreed",'
    b' "outcome_date": "2019-06-07", "episode": "e", "signals": [{"driver": "payoff", "holder": "MEX", "polarity": -1,'
    b' "quote": "a cost"}, {"driver": "progress", "holder": "both", "polarity": 1, "quote": "Both met"}]}',
    b'{"id": "2", "date": "2018-05-17", "title": "Both signed", "text": "x", "outcome": "none", "censor_date": "2020-05-17",'
    b' "parties": ["USA", "MEX"], "signals": []}',
    b'{"date": "1900-01-01", "text": "a\\r\\nb", "outcome": ["none"], "signals": [{"driver": {}, "polarity": true, "quote": "a\\r\\nb"}]}',
)


def check(data: bytes) -> None:
    """Read the bytes as a labelled line, and look at it beside itself."""
    with refusable():
        label = parse_label(data.decode("utf-8-sig", "replace"), "a:1")
        holds(label.article)
        assert label.article.date is not None
        assert label.article.date <= label.end
        assert label.episode.strip()
        for signal in label.signals or ():
            span = signal.span
            assert label.article.field_text(span.field)[span.start : span.end] == signal.quote
            assert signal.quote.strip()
            assert signal.driver in DRIVERS
            assert type(signal.polarity) is int
        assert check_labels([label, label._replace(where="a:2")])
        label.label()
