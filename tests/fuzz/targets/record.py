"""A line of JSON Lines: read, written again by its fields and read to the same article."""

import json

from stances.reading.record import parse_record
from stances.records import Article
from tests.fuzz.targets.laws import holds, refusable

SEEDS = (
    b'{"id": "1", "date": "2018-05-17", "title": "Talks", "text": "Both sides met.", "url": "x"}',
    b'{"id": 7, "date": 20180517, "by": "2019-01-01", "parties": ["USA", "MEX"], "issue": "migration", "text": "x"}',
    b'{"text": "a\\ud800\\u0000b", "parties": "MEX,USA", "source": "a\\nb", "title": null, "id": ""}',
    b'{"text": "x", "parties": ["USA", ["MEX"]], "date": {"a": [1, 2.5, true, NaN, -Infinity, 1e999]}, "issue": "weather"}',
)


def check(data: bytes) -> None:
    """Read the bytes as a line."""
    with refusable():
        article = parse_record(data.decode("utf-8-sig", "replace"), "a:1")
        holds(article)
        assert parse_record(_line(article), "a:1") == article


def _line(article: Article) -> str:
    fields = {name: str(v) if name in ("date", "by") else v for name, v in article._asdict().items() if v is not None}
    return json.dumps(fields)
