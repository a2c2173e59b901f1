"""Articles that were written with their codes: each is a whole example, and they teach words alone."""

from collections import Counter
from datetime import date

import pytest

from stances.codebook import DRIVERS, ISSUES, STAGES
from stances.context.actors import names
from stances.extraction.matcher import shipped_matcher
from stances.learning import reading_fit
from stances.learning.coded import lines, load_written
from stances.learning.reading_fit import Lessons, Words, hear_held_out
from stances.resources import shipped

ROWS = lines(shipped("data", "written.jsonl"))


def test_each_has_an_id_of_its_own_a_date_and_a_text():
    assert max(Counter(row["id"] for row in ROWS).values()) == 1
    assert all(row["id"].startswith("written-") and date.fromisoformat(row["date"]) for row in ROWS)
    assert max(Counter(row["text"] for row in ROWS).values()) == 1


def test_each_negotiation_is_coded_in_the_words_of_the_codebook():
    for row in (row for row in ROWS if row["kind"] != "no"):
        assert row["stage"] in STAGES, row["id"]
        assert row["issue"] in ISSUES, row["id"]
        assert set(row["parties"]) <= names().keys(), row["id"]
        assert row["parties"] == sorted(set(row["parties"])), row["id"]
        assert row.get("anchor_date", row["date"]) >= row["date"], row["id"]
        for driver, holder, polarity, field, start, end in row["signals"]:
            assert driver in DRIVERS, row["id"]
            assert holder in (*row["parties"], "both"), row["id"]
            assert polarity in (-1, 0, 1), row["id"]
            assert row[field][start:end].strip(), row["id"]


def test_what_is_no_negotiation_has_no_signal():
    assert all("signals" not in row and "parties" not in row for row in ROWS if row["kind"] == "no")


def test_every_driver_in_either_sense_is_stated_often_enough_to_be_learned():
    often = Counter((s[0], s[2]) for row in ROWS for s in row.get("signals", ()))
    assert min(often[driver, polarity] for driver in DRIVERS for polarity in (1, -1)) >= 30


@pytest.fixture
def some():
    written = load_written(shipped_matcher())
    return [article for article in written if article.told][:8]


def test_they_teach_and_are_not_judged_by(some, monkeypatch):
    """Else a reader that knows our own manner of writing would pass for one that reads newspapers."""
    taught = []

    def words(lessons):
        taught.append({article.id for article in lessons.written})
        return Words(*[None] * 5)

    monkeypatch.setattr(reading_fit, "_fit_words", words)
    monkeypatch.setattr(reading_fit, "_as_read", lambda article, *_: article.id)
    heard = hear_held_out(Lessons(some[:4], [], some[4:], {}), folds=2)
    assert heard == [article.id for article in some[:4]]
    assert taught == [{article.id for article in some[4:]}] * 2
