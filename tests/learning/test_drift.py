import json

import numpy as np
import pytest

from stances.learning.drift import drift, shifts
from stances.learning.table import read_table
from stances.model.unusual import FAR, distance, unusual
from stances.report.drift import to_record, to_text
from stances.resources import shipped


@pytest.fixture(scope="module")
def cases():
    return read_table(shipped("data", "outcomes.csv"))


def test_halves_of_one_table_do_not_differ_and_a_changed_one_does(cases):
    pairs = np.random.default_rng(0).permutation(sorted({case.pair for case in cases}))
    first = set(pairs[: len(pairs) // 2])
    one, other = [c for c in cases if c.pair in first], [c for c in cases if c.pair not in first]
    assert len(shifts(one, other)) <= 3
    changed = [case._replace(features={**case.features, "mediation+": 1.0}, ahead=None) for case in other]
    assert {"mediation+", "next date"} <= {shift.feature for shift in shifts(one, changed)}
    assert shifts(one, other[:1]) == ()


def test_about_one_article_in_a_hundred_of_the_table_is_far_outside(cases, model):
    far = np.mean([distance(case.features, model.hazard) > FAR for case in cases])
    assert 0 < far <= 0.015


def test_a_rare_issue_and_an_odd_set_of_drivers_are_noted(model):
    assert unusual({"issue:trade": 1.0}, model.hazard) == ()
    assert "on health" in unusual({"issue:health": 1.0}, model.hazard)[0]
    everything = {name: 1.0 for name in model.hazard.effects if name[-1] in "+-"}
    assert "drivers" in unusual(everything, model.hazard)[0]


def test_new_articles_are_read_and_a_bad_line_is_kept_apart(cases, model, seed, tmp_path):
    line = json.dumps({"id": "a", "date": "2018-05-17", "title": seed.title, "text": seed.text})
    (tmp_path / "new.jsonl").write_text(line + "\n{bad\n", encoding="utf-8")
    found = drift([str(tmp_path / "new.jsonl")], cases, model)
    assert (found.articles, found.abstained, found.pairs, len(found.problems)) == (1, 0, 1, 1)
    assert "1 articles, 0 abstained on" in to_text(found)
    assert json.loads(json.dumps(to_record(found)))["articles"] == 1
