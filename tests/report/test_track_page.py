import json
import re
from datetime import date

import pytest

from stances.explain.track import track
from stances.model.rules import shipped_rules
from stances.records import Article, Reading, Signal, Span
from stances.report.track import largest, to_json, to_text, total
from stances.report.track_page import to_html

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7 * 7 }}'


def reading(name, day, *signals, **more):
    made = tuple(Signal(d, h, s, 0.5, f"quote of {name}", Span("text", 0, 1)) for d, h, s in signals)
    return Reading(
        Article(name, f"text of {name}", f"{name} {HOSTILE}", day), day, ("MEX", "USA"), signals=made, **more
    )


@pytest.fixture(scope="module")
def found(model):
    return track(
        [
            reading("one", date(2018, 5, 1), ("payoff", "MEX", 1), ("linkage", "MEX", -1), stage="called_for"),
            reading("two", date(2018, 5, 20), ("payoff", "USA", -1), ("priority", "USA", 1)),
            reading("three", date(2018, 7, 2), ("payoff", "USA", 1), stage="in_principle", concluded=True),
            reading("late", date(2019, 7, 2)),
        ],
        model,
        shipped_rules(),
        outcome=date(2018, 9, 1),
    )


def test_the_page_stands_alone_and_is_the_same_each_time(found):
    page = to_html(found)
    assert page == to_html(found)
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"<[^>]*(?:src|href)=|url\(|@import", page)


def test_the_page_shows_every_day_its_moves_and_the_outcome(found):
    page = to_html(found)
    assert page.count("<circle") == 2
    assert page.count("<rect") == 1
    assert "outcome 2018-09-01" in page
    assert "after the outcome" in page
    assert "quote of three" in page
    assert page.index('id="d2018-07-02"') < page.index('id="d2018-05-01"')


def test_the_figures_shown_add_up(found):
    for step in found.steps[1:]:
        shown, rest = largest(step.moved, 3)
        assert sum(move.change for move in (*shown, *rest)) == pytest.approx(total(step))


def test_the_terminal_has_eighty_columns(found):
    text = to_text(found)
    assert max(map(len, text.splitlines())) <= 80
    assert "may report a deal" in text
    assert "outcome on 2018-09-01" in text


def test_the_record_is_json_with_moves_that_add_up(found):
    record = json.loads(to_json(found))
    assert record["outcome_date"] == "2018-09-01"
    for step in record["steps"]:
        assert sum(part["log_odds"] for part in step["moved"]) == pytest.approx(step["move"])
    assert record["steps"][-1]["moved"][0]["why"]


def test_one_day_and_no_day_are_pages_too(model):
    assert "<circle" in to_html(track([reading("one", date(2018, 5, 1))], model, shipped_rules()))
    assert "No dated article" in to_html(track([], model, shipped_rules()))
