"""A ledger of somebody else's: its events with a chain that fits, or the file's own bytes; refused, or listed and scored."""

import json
import sqlite3
from datetime import date
from pathlib import Path

from stances.ledger.book import entries, labelled, marks
from stances.ledger.chain import _SCHEMA, _START, _link
from tests.fuzz.targets.laws import emptied, refusable

_FORECAST = {
    "record": {
        "id": "1", "title": "Talks", "as_of": "2018-05-17", "parties": [{"code": "MEX"}, {"code": "USA"}], "issue": "migration",
        "likelihood": {"p": 0.24, "base_rate": 0.3, "within_days": 365},
    },
    "article": {"id": "1", "date": "2018-05-17", "title": "Talks", "text": "Both met."},
    "sha256": "0", "due": "2019-05-17",
}  # fmt: skip
_RESOLUTION = {"outcome": "agreed", "date": "2019-01-01", "substitute": False}

SEEDS = (
    json.dumps([["forecast", "k1", _FORECAST], ["resolution", "k1", _RESOLUTION]]).encode(),
    json.dumps(
        [
            ["forecast", "k1", _FORECAST],
            ["forecast", "k2", _FORECAST],
            ["resolution", "k2", {**_RESOLUTION, "outcome": "none"}],
        ]
    ).encode(),
    b'[["forecast", "a", 5], ["x", null, "{"], [1, 2]]',
    b"SQLite format 3\x00\x02\x00\x01\x01\x00@  ",
)


def check(data: bytes) -> None:
    """Put the events into a ledger and read it."""
    path = emptied() / "ledger.sqlite"
    try:
        events = json.loads(data)
        _write(path, [(kind, subject, payload) for kind, subject, payload in events])
    except (ValueError, TypeError, RecursionError, OverflowError, sqlite3.Error):
        path.write_bytes(data)
    with refusable():
        kept = entries(path)
        assert all(entry.outcome in (None, "agreed", "none") for entry in kept)
        found = marks(kept, date(2030, 1, 1))
        assert found is None or (0 <= found.brier <= 1 and found.log_score >= 0)
        for record in labelled(kept):
            json.dumps(record)


def _write(path: Path, events: list[tuple]) -> None:
    """Write events as one does who mends the chain after a change; a payload that is text is taken to the letter."""
    database = sqlite3.connect(path)
    try:
        database.execute("pragma journal_mode = off")
        database.execute("pragma page_size = 512")
        database.execute(_SCHEMA)
        chained = _START
        for kind, subject, payload in events:
            text = payload if isinstance(payload, str) else json.dumps(payload)
            chained = _link(chained, kind, subject, text)
            database.execute(
                "insert into events (kind, subject, payload, hash) values (?, ?, ?, ?)", (kind, subject, text, chained)
            )
        database.commit()
    finally:
        database.close()
