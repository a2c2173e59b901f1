"""What holds of every target: only an error for the user may come out, in a bounded message, and an article is clean."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from stances.errors import StancesError
from stances.reading.decode import clean
from stances.records import Article

_LONGEST_MESSAGE = 1_000


@cache
def _scratch() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)


def emptied() -> Path:
    """Return a folder in memory that holds nothing; the same each time, since making one takes as long as reading a model."""
    folder = Path(_scratch().name)
    for left in folder.iterdir():
        left.unlink()
    return folder


@contextmanager
def refusable() -> Iterator[None]:
    """Let an error for the user pass, and hold that it is one short line with an exit code of the contract."""
    try:
        yield
        return
    except StancesError as error:
        refused = error
    told = str(refused)
    assert refused.exit_code in (1, 2, 3, 5)
    assert 0 < len(told) <= _LONGEST_MESSAGE, len(told)
    assert "\n" not in told, told


def holds(article: Article) -> None:
    """Hold that an article is one that the contract allows: named, with text, without control characters."""
    assert article.id.strip()
    assert article.text.strip()
    assert all(clean(text) == text for text in (article.id, article.title, article.text, article.source))
    assert "\n" not in article.id + article.source
    for day in (article.date, article.by):
        assert day is None or 1900 <= day.year <= 2100
    if article.parties is not None:
        first, second = article.parties
        assert first < second
