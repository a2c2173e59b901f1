import pytest

from stances.errors import InputError, UsageError
from stances.learning.queue import gain, put, ranked, read_queue
from stances.learning.review import Added, Verdict, reviewed, to_record
from stances.records import Article, Forecast, Likelihood, Reading, Signal, Span

ARTICLE = Article("a", "Mexico would carry a cost. Both want a deal.", "Talks", parties=("MEX", "USA"))
COST = Signal("payoff", "MEX", -1, 0.4, "carry a cost", Span("text", 13, 25))
WISH = Signal("priority", "both", 1, 0.6, "want a deal", Span("text", 32, 43))
READING = Reading(ARTICLE, None, ("MEX", "USA"), signals=(COST, WISH))


def test_no_verdict_changes_nothing():
    assert reviewed(READING, [], []) == (READING, [("read", 0), ("read", 1)])


def test_right_wrong_put_right_and_added():
    verdicts = [Verdict(0, False, "payoff", "MEX", -1), Verdict(1, True, "relations", "USA", 0)]
    after, places = reviewed(READING, verdicts, [Added("Both want", "progress", "both", 1)])
    assert [(s.driver, s.holder, s.polarity, s.strength, s.quote) for s in after.signals] == [
        ("relations", "USA", 0, 1.0, "want a deal"), ("progress", "both", 1, 1.0, "Both want"),
    ]  # fmt: skip
    assert places == [("read", 1), ("added", 0)]


@pytest.mark.parametrize(
    ("verdicts", "added", "error"),
    [
        ([Verdict(2, True, "payoff", "MEX", 1)], [], UsageError),
        ([Verdict(0, True, "payoff", "FRA", 1)], [], UsageError),
        ([], [Added("not there", "payoff", "MEX", 1)], InputError),
        ([], [Added("Both want", "payoff", "FRA", 1)], UsageError),
        ([], [Added("Both want", "love", "MEX", 1)], InputError),
    ],
)
def test_what_cannot_be_is_refused(verdicts, added, error):
    with pytest.raises(error):
        reviewed(READING, verdicts, added)


def test_a_record_has_signals_only_where_a_person_went_through_them():
    assert "signals" not in to_record(READING, reviewed=False)
    assert to_record(READING, reviewed=True)["signals"][0] == {
        "driver": "payoff", "holder": "MEX", "polarity": -1, "quote": "carry a cost",
    }  # fmt: skip


def likely(p, low, high):
    return Likelihood(365, p, low, high, 0.8, 0.4, ())


def test_near_one_half_and_wide_teaches_most():
    said = {
        "sure": likely(0.95, 0.9, 0.97),
        "open": likely(0.5, 0.3, 0.7),
        "narrow": likely(0.5, 0.45, 0.55),
        "none": None,
    }
    articles = [Article(name, name) for name in said]
    order = ranked(articles, lambda a: Forecast(Reading(a, None), likelihood=said[a.id]))
    assert [one.article.id for one in order] == ["open", "sure", "narrow", "none"]
    assert gain(likely(1.0, 1.0, 1.0)) == gain(None) == 0


def test_the_queue_holds_each_article_once(tmp_path):
    path = tmp_path / "new" / "queue.jsonl"
    assert put(path, [{"id": "a", "text": "Talks."}, {"id": "a", "text": "Talks."}, {"id": "b", "text": "More."}]) == 2
    assert put(path, [{"id": "b", "text": "More."}]) == 0
    assert [article.id for article in read_queue(path)] == ["a", "b"]
