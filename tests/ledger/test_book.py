"""What a ledger's entries add up to, by hand."""

import hashlib
import math
from datetime import date

import pytest

from stances.errors import UsageError
from stances.ledger.book import Entry, entries, keep, labelled, marks, resolve
from stances.ledger.chain import read_events
from stances.road import predict

MADE, DUE, TODAY = date(2018, 1, 1), date(2018, 12, 31), date(2020, 1, 1)
ARTICLE = {"id": "a", "date": "2018-01-01", "title": "T", "text": "t"}


def entry(p=0.3, outcome=None, day=None, **fields):
    made = Entry("key", "T", ("MEX", "USA"), "trade", MADE, DUE, p, 0.4, ARTICLE, outcome, day)
    return made._replace(**fields)


AGREED = entry(0.7, "agreed", date(2018, 6, 1))
LATE = entry(0.65, "agreed", date(2019, 1, 1))
NONE = entry(0.2, "none", date(2019, 1, 1), substitute=True)


def test_an_agreement_counts_up_to_the_due_day():
    assert entry(0.3, "agreed", DUE).came() == 1.0
    assert LATE.came() == 0.0
    assert NONE.came() == 0.0
    assert entry(0.3, "none", MADE).came() == 0.0
    assert entry().came() == 0.0


def test_marks_of_the_due_ones():
    found = marks([AGREED, LATE, NONE, entry(0.9)], TODAY)
    brier, base = (0.3**2 + 0.65**2 + 0.2**2) / 3, (0.6**2 + 0.4**2 + 0.4**2) / 3
    assert found.scored == 3
    assert found.brier == pytest.approx(brier)
    assert found.base_brier == pytest.approx(base)
    assert found.skill == pytest.approx(1 - brier / base)
    assert found.log_score == pytest.approx(-(math.log(0.7) + math.log(0.35) + math.log(0.8)) / 3)
    assert found.said == pytest.approx(1.55 / 3)
    assert found.rate == pytest.approx(1 / 3)
    assert found.substitutes == 1
    assert found.calibration == ((20, 40, 0.2, 0.0, 1), (60, 80, pytest.approx(0.675), 0.5, 2))


def test_each_fifth_holds_its_lower_bound():
    shares = (0.0001, 0.19, 0.2, 0.4, 0.6, 0.8, 0.9999)
    found = marks([entry(p, "none", DUE) for p in shares], TODAY).calibration
    assert [(low, high, n) for low, high, _, _, n in found] == [
        (0, 20, 2), (20, 40, 1), (40, 60, 1), (60, 80, 1), (80, 100, 2),
    ]  # fmt: skip


def test_only_what_is_due_and_resolved_is_scored():
    assert marks([AGREED], date(2018, 12, 30)) is None
    assert marks([AGREED], DUE).scored == 1
    assert marks([entry()], TODAY) is None
    assert marks([], TODAY) is None


def test_a_perfect_base_rate_leaves_no_skill():
    assert marks([entry(0.3, "none", DUE, base_rate=0.0)], TODAY).skill == 0.0


def test_a_label_holds_what_train_reads():
    assert labelled([AGREED]) == [
        {
            **ARTICLE,
            "parties": ["MEX", "USA"],
            "issue": "trade",
            "episode": "MEX-USA-trade",
            "outcome": "agreed",
            "outcome_date": "2018-06-01",
            "substitute": False,
        }
    ]
    (none,) = labelled([NONE])
    assert (none["censor_date"], none["outcome"], none["substitute"]) == ("2019-01-01", "none", True)
    assert "outcome_date" not in none
    assert labelled([entry()]) == []


def test_of_several_entries_on_an_article_the_one_that_knows_most_speaks():
    later = NONE._replace(outcome_date=date(2019, 2, 1))
    assert labelled([later, NONE])[0]["censor_date"] == "2019-02-01"
    assert labelled([NONE, later])[0]["censor_date"] == "2019-02-01"
    assert labelled([later, AGREED, NONE])[0]["outcome"] == "agreed"


def test_articles_of_one_name_are_told_apart():
    other = NONE._replace(key="other", article={**ARTICLE, "text": "another"})
    third = NONE._replace(key="third", article={**ARTICLE, "text": "third", "id": "b"})
    retitled = NONE._replace(key="fourth", article={**ARTICLE, "title": "New"})
    assert [label["id"] for label in labelled([AGREED, other, third, retitled])] == [
        "a#key",
        "a#other",
        "b",
        "a#fourth",
    ]


def test_what_is_kept_of_a_forecast(tmp_path, model, seed):
    path = tmp_path / "l"
    given = predict(seed, model, within=90)
    undated = predict(seed._replace(date=None), model)
    without = predict(seed._replace(text="Talks.", title="", parties=None), model)
    assert keep(path, [given, undated, without]) == (1, 2)
    (event,) = read_events(path)
    (found,) = entries(path)
    text = hashlib.sha256(f"{seed.title}\0{seed.text}".encode()).hexdigest()
    named = (text, "2018-05-17", "90", model.card.fingerprint, "MEX", "USA")
    assert event.payload["sha256"] == text
    assert event.payload["due"] == "2018-08-15"
    assert found == (
        hashlib.sha256("\0".join(named).encode()).hexdigest()[:12], seed.title, ("MEX", "USA"), given.reading.issue,
        date(2018, 5, 17), date(2018, 8, 15), event.payload["record"]["likelihood"]["p"],
        event.payload["record"]["likelihood"]["base_rate"],
        {"id": seed.id, "date": "2018-05-17", "title": seed.title, "text": seed.text}, None, None, False,
    )  # fmt: skip


def test_a_forecast_without_a_model_is_kept_too(tmp_path, model, seed):
    assert keep(tmp_path / "l", [predict(seed, model)._replace(model=None)]) == (1, 0)


def test_an_article_without_a_title_goes_by_its_name(tmp_path, model, seed):
    keep(tmp_path / "l", [predict(seed._replace(title=""), model, parties=("MEX", "USA"))])
    assert entries(tmp_path / "l")[0].title == seed.id


@pytest.fixture
def kept(tmp_path, model, seed):
    path = tmp_path / "l"
    keep(path, [predict(seed, model, within=days) for days in (30, 90)])
    return path, *(e.key for e in entries(path))


def refused(path, key, outcome, day, today=TODAY, **options):
    with pytest.raises(UsageError) as error:
        resolve(path, key, outcome, day, today, **options)
    return str(error.value)


def test_what_is_said_of_a_resolution_that_cannot_be(kept):
    path, key, _ = kept
    impossible = "agreed, or none with or without --substitute"
    assert refused(path, "x", "none", DUE) == "the ledger has no entry 'x' (see `stances ledger list`)"
    assert refused(path, key, "maybe", DUE) == f"outcome 'maybe' is not possible here ({impossible})"
    assert refused(path, key, "agreed", DUE, substitute=True) == f"outcome 'agreed' is not possible here ({impossible})"
    early = "is too early: made on 2018-05-17, due on 2018-06-16 (none is known when due)"
    assert refused(path, key, "agreed", date(2018, 5, 16)) == f"2018-05-16 {early}"
    assert refused(path, key, "none", date(2018, 6, 15)) == f"2018-06-15 {early}"
    assert refused(path, key, "none", date(2020, 1, 2)) == "2020-01-02 is yet to come (today is 2020-01-01)"
    resolve(path, key, "agreed", date(2018, 5, 17), TODAY)
    said = f"{key} was resolved as agreed on 2018-05-17 (a resolution stays)"
    assert refused(path, key, "none", DUE) == said


def test_the_first_possible_days_are_taken(kept):
    path, month, quarter = kept
    agreed = resolve(path, month, "agreed", date(2018, 5, 17), date(2018, 5, 17))
    assert (agreed.key, agreed.outcome, agreed.outcome_date, agreed.substitute) == (
        month, "agreed", date(2018, 5, 17), False,
    )  # fmt: skip
    none = resolve(path, quarter, "none", date(2018, 8, 15), TODAY, substitute=True)
    assert (none.key, none.outcome, none.outcome_date, none.substitute) == (quarter, "none", date(2018, 8, 15), True)
    assert entries(path) == [agreed, none]
    assert [e.payload for e in read_events(path)[2:]] == [
        {"outcome": "agreed", "date": "2018-05-17", "substitute": False},
        {"outcome": "none", "date": "2018-08-15", "substitute": True},
    ]


def test_of_two_that_resolve_at_the_same_moment_the_second_is_refused(kept, monkeypatch):
    path, key, _ = kept
    looked = entries(path)
    resolve(path, key, "agreed", date(2018, 6, 7), TODAY)
    answers = iter([looked])
    monkeypatch.setattr("stances.ledger.book.entries", lambda path: next(answers, None) or entries(path))
    with pytest.raises(UsageError, match="was resolved as agreed on 2018-06-07"):
        resolve(path, key, "agreed", date(2018, 6, 8), TODAY)
    assert [event.kind for event in read_events(path)] == ["forecast", "forecast", "resolution"]
