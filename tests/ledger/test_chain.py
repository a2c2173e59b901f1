"""The chain of events: all or none, each once, an edit shows."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stances.errors import DataError, InputError, StancesError
from stances.ledger.chain import Event, append, default_path, head, read_events

FIRST = Event("forecast", "a", {"z": 1, "b": "Österreich"})
SECOND = Event("resolution", "a", {"outcome": "none"})
NOTHING = "0" * 64


def chained(before, event):
    payload = json.dumps(event.payload, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256("\0".join((before, event.kind, event.subject, payload)).encode()).hexdigest()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "folder" / "l.sqlite"


def change(path, statement):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


def test_events_come_back_in_their_order(path):
    assert append(path, [FIRST]) == [FIRST]
    assert append(path, [SECOND]) == [SECOND]
    assert read_events(path) == [FIRST, SECOND]


def test_a_second_event_of_a_kind_on_a_subject_is_passed_over(path):
    again, other = FIRST._replace(payload={}), FIRST._replace(subject="b")
    assert append(path, [FIRST, again, other]) == [FIRST, other]
    assert append(path, [again, SECOND]) == [SECOND]
    assert read_events(path) == [FIRST, other, SECOND]


def test_each_hash_holds_the_one_before(path):
    append(path, [FIRST])
    assert head(path) == chained(NOTHING, FIRST)
    append(path, [SECOND])
    assert head(path) == chained(chained(NOTHING, FIRST), SECOND)


def test_without_an_event_the_head_is_the_start_and_nothing_is_made(path):
    assert head(path) == NOTHING
    assert read_events(path) == []
    assert not path.parent.exists()
    assert append(path, []) == []
    assert head(path) == NOTHING


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("update events set payload = '{}' where number = 2", 2),
        ("update events set kind = 'other' where number = 1", 1),
        ("update events set subject = 'other' where number = 1", 1),
        ("delete from events where number = 1", 1),
        ("update events set hash = 'x' where number = 2", 2),
    ],
)
def test_an_edit_shows_and_where(path, statement, number):
    append(path, [FIRST, SECOND])
    change(path, statement)
    with pytest.raises(DataError) as error:
        read_events(path)
    assert str(error.value) == f"{path}: event {number} does not fit the chain (it, or one before it, was changed)"


def test_what_is_no_ledger_is_said_so(tmp_path):
    path = tmp_path / "x"
    path.write_text("no database " * 100)
    for use in (head, read_events, lambda p: append(p, [FIRST])):
        with pytest.raises(InputError) as error:
            use(path)
        said = "file is not a database (is it a ledger, is the disk full, is another process busy?)"
        assert str(error.value) == f"{path}: {said}"


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StancesError, match="file"):
        append(tmp_path / "file" / "l.sqlite", [FIRST])


def test_it_lies_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.setenv("STANCES_LEDGER", str(tmp_path / "mine"))
    assert default_path() == tmp_path / "mine"
    monkeypatch.delenv("STANCES_LEDGER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == Path(tmp_path / "stances" / "ledger.sqlite")
