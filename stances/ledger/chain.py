"""An append-only file of events, each chained to the one before by its hash, so that a later edit shows. SQLite."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.disk import cannot_write
from stances.errors import DataError, InputError
from stances.resources import user_data

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMA = """
create table if not exists events (
    number integer primary key,
    kind text not null,
    subject text not null,
    payload text not null,
    hash text not null,
    unique (kind, subject)
)
"""
_START = "0" * 64
_WAIT_SECONDS = 30


class Event(NamedTuple):
    """One event: its kind, what it is about, and its fields."""

    kind: str
    subject: str
    payload: dict[str, Any]


def default_path() -> Path:
    """Return where the ledger lies: ``$STANCES_LEDGER``, else in the user's data folder."""
    return user_data("STANCES_LEDGER", "ledger.sqlite")


def append(path: Path, events: list[Event]) -> list[Event]:
    """Add events, all or none, and return those that were new: a second one of a kind on a subject is passed over.

    Raises
    ------
    InputError
        If the file cannot be written.
    StancesError
        If its folder cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from None
    with _connected(path) as database:
        database.execute("begin immediate")
        known = set(database.execute("select kind, subject from events"))
        fresh: dict[tuple[str, str], Event] = {}
        for event in events:
            if (event.kind, event.subject) not in known:
                fresh.setdefault((event.kind, event.subject), event)
        last = database.execute("select hash from events order by number desc limit 1").fetchone()
        chained = last[0] if last else _START
        for event in fresh.values():
            payload = json.dumps(event.payload, ensure_ascii=False, sort_keys=True)
            chained = _link(chained, event.kind, event.subject, payload)
            row = (event.kind, event.subject, payload, chained)
            database.execute("insert into events (kind, subject, payload, hash) values (?, ?, ?, ?)", row)
        database.commit()
        return list(fresh.values())


def read_events(path: Path) -> list[Event]:
    """Return all events in their order, after the chain was checked.

    Raises
    ------
    DataError
        If an event was changed, taken out or put in by another hand.
    """
    if _empty(path):
        return []
    with _connected(path) as database:
        rows = database.execute("select kind, subject, payload, hash from events order by number").fetchall()
    chained = _START
    for number, (*told, stored) in enumerate(rows, 1):
        chained = _link(chained, *told) if all(isinstance(part, str) for part in told) else ""
        if chained != stored:
            raise DataError(f"{path}: event {number} does not fit the chain", hint="it, or one before it, was changed")
    return [_event(f"{path}: event {number}", *row[:3]) for number, row in enumerate(rows, 1)]


def _empty(path: Path) -> bool:
    """Tell whether nothing was kept yet: to read is not to make a ledger."""
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _event(where: str, kind: str, subject: str, payload: str) -> Event:
    try:
        fields = json.loads(payload)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise DataError(f"{where} holds no JSON object", hint="it was not written by `stances ledger`")
    return Event(kind, subject, fields)


def head(path: Path) -> str:
    """Return the hash of the last event: noted elsewhere, it shows whether the end of the file was cut off too."""
    if _empty(path):
        return _START
    with _connected(path) as database:
        last = database.execute("select hash from events order by number desc limit 1").fetchone()
    return str(last[0]) if last else _START


def _link(before: str, kind: str, subject: str, payload: str) -> str:
    return hashlib.sha256("\0".join((before, kind, subject, payload)).encode()).hexdigest()


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as database:
            database.execute("pragma synchronous = full")
            database.execute(_SCHEMA)
            yield database
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"{path}: {error}", hint="is it a ledger, is the disk full, is another process busy?"
        ) from None
