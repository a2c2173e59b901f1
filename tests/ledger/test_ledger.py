import sqlite3
from datetime import date

import pytest

from stances.errors import DataError, InputError, UsageError
from stances.ledger.book import entries, keep, labelled, marks, resolve
from stances.ledger.chain import Event, append, read_events
from stances.road import predict

TODAY = date(2021, 1, 1)


@pytest.fixture
def ledger(tmp_path, model, seed):
    path = tmp_path / "ledger.sqlite"
    assert keep(path, [predict(seed, model), predict(seed, model, within=90)]) == (2, 0)
    return path


def test_the_same_forecast_is_kept_once(ledger, model, seed):
    assert keep(ledger, [predict(seed, model)]) == (0, 0)
    assert len(entries(ledger)) == 2


def test_a_resolution_stays_and_must_be_possible(ledger):
    key = entries(ledger)[0].key
    with pytest.raises(UsageError, match="too early"):
        resolve(ledger, key, "none", date(2018, 6, 1), TODAY)
    with pytest.raises(UsageError, match="not possible"):
        resolve(ledger, key, "agreed", date(2018, 6, 1), TODAY, substitute=True)
    assert resolve(ledger, key, "none", date(2019, 6, 7), TODAY, substitute=True).substitute
    with pytest.raises(UsageError, match="was resolved"):
        resolve(ledger, key, "agreed", date(2018, 6, 1), TODAY)
    with pytest.raises(UsageError, match="yet to come"):
        resolve(ledger, entries(ledger)[1].key, "agreed", date(2021, 1, 2), TODAY)
    with pytest.raises(UsageError, match="no entry"):
        resolve(ledger, "nokey", "agreed", date(2018, 6, 1), TODAY)


def test_scores_only_what_is_due(ledger):
    year, quarter = entries(ledger)
    resolve(ledger, quarter.key, "agreed", date(2018, 6, 1), TODAY)
    assert marks(entries(ledger), date(2018, 7, 1)) is None
    found = marks(entries(ledger), date(2020, 1, 1))
    assert found.scored == 1
    assert found.brier == pytest.approx((quarter.p - 1) ** 2)
    assert found.rate == 1.0
    resolve(ledger, year.key, "none", date(2019, 6, 7), TODAY, substitute=True)
    both = marks(entries(ledger), date(2020, 1, 1))
    assert (both.rate, both.substitutes) == (0.5, 1)
    assert sum(number for *_, number in both.calibration) == 2
    assert all(low <= 100 * said < high for low, high, said, *_ in both.calibration)


def test_resolved_ones_become_labels(ledger):
    resolve(ledger, entries(ledger)[0].key, "none", date(2019, 6, 7), TODAY)
    (record,) = labelled(entries(ledger))
    assert record["outcome"] == "none"
    assert record["censor_date"] == "2019-06-07"
    assert record["text"]


def test_a_later_edit_shows(ledger):
    with sqlite3.connect(ledger) as database:
        database.execute("update events set payload = replace(payload, 'Mexico', 'Canada') where number = 1")
    with pytest.raises(DataError, match="event 1 does not fit"):
        read_events(ledger)


def test_what_is_no_ledger_is_refused(tmp_path):
    (tmp_path / "x").write_text("no database " * 100)
    with pytest.raises(InputError):
        read_events(tmp_path / "x")


FORECAST = {
    "record": {
        "id": "1", "title": "Talks", "as_of": "2018-05-17", "parties": [{"code": "MEX"}, {"code": "USA"}], "issue": "migration",
        "likelihood": {"p": 0.24, "base_rate": 0.3},
    },
    "article": {"id": "1", "date": "2018-05-17", "title": "Talks", "text": "Both met."}, "due": "2019-05-17",
}  # fmt: skip
RESOLUTION = {"outcome": "agreed", "date": "2019-01-01", "substitute": False}
FOREIGN = {
    "a forecast without a record": [("forecast", {**FORECAST, "record": None})],
    "a record without a day": [("forecast", {**FORECAST, "record": FORECAST["record"] | {"as_of": None}})],
    "a day that is none": [("forecast", FORECAST | {"due": "soon"})],
    "one party": [("forecast", {**FORECAST, "record": FORECAST["record"] | {"parties": [{"code": "MEX"}]}})],
    "a certain likelihood": [("forecast", {**FORECAST, "record": FORECAST["record"] | {"likelihood": {"p": 1.0, "base_rate": 0.3}}})],
    "a text that is a list": [("forecast", {**FORECAST, "article": FORECAST["article"] | {"text": []}})],
    "a resolution of nothing": [("resolution", RESOLUTION)],
    "an outcome that is none": [("forecast", FORECAST), ("resolution", RESOLUTION | {"outcome": "won"})],
    "no object": [("forecast", 5)],
}  # fmt: skip


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_chain_that_fits_with_events_that_are_none_is_refused(tmp_path, kind):
    path = tmp_path / "ledger.sqlite"
    append(path, [Event(name, "k", payload) for name, payload in FOREIGN[kind]])
    with pytest.raises(DataError, match=rf"event {len(FOREIGN[kind])} "):
        entries(path)


def test_a_payload_of_bytes_is_refused(ledger):
    with sqlite3.connect(ledger) as database:
        database.execute("update events set payload = x'7b7d' where number = 2")
    with pytest.raises(DataError, match="event 2 does not fit the chain"):
        read_events(ledger)
