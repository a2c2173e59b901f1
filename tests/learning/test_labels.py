import json

import pytest

from stances.errors import InputError
from stances.learning.labels import add_labels, check_labels, parse_label, read_labels
from tests.conftest import ROOT

TEXT = "The two governments met for talks on fish and could not agree on how much of it each may catch in the strait."


def record(identifier="1", **changes):
    fields = {"id": identifier, "date": "2018-05-17", "title": "Talks", "text": f"{TEXT} Round {identifier}."}
    return {**fields, "outcome": "none", "censor_date": "2020-05-17", "episode": "fish", **changes}


def written(path, *records):
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"outcome": "maybe"}, "outcome 'maybe' is not known"),
        ({"censor_date": "2020-02-31"}, "no day"),
        ({"censor_date": "2017-01-01"}, "is before the article"),
        ({"date": None}, "needs its date"),
        ({"outcome": "agreed"}, "outcome_date None is no day"),
        ({"text": ""}, '"text" is missing'),
        ({"episode": 7}, "is no name"),
    ],
)
def test_a_wrong_record_says_where_and_what(changes, message):
    with pytest.raises(InputError, match=r"mine\.jsonl:3") as error:
        parse_label(json.dumps(record(**changes)), "mine.jsonl:3")
    assert message in str(error.value)


def test_one_bad_line_leaves_the_rest(tmp_path):
    path = written(tmp_path / "l.jsonl", record("1"), record("2"))
    with (tmp_path / "l.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{not json\n")
    labels, problems = read_labels([path])
    assert [label.article.id for label in labels] == ["1", "2"]
    assert ":3: not valid JSON" in str(problems[0].error)


def test_findings(tmp_path):
    other = "Ministers of the two states spoke of visas, of students and of the price of gas, and went home content."
    path = written(
        tmp_path / "l.jsonl",
        record("1"),
        record("1", text=other),
        record("3", text=f"{TEXT} Round 1. "),
        record("4", text=other, outcome="agreed", outcome_date="2018-06-01", episode="gas"),
        record("5", text=f"No more of the same words here than needed by a test {other[:9]}", episode="gas"),
        record("6", text="Short.", title="Deal signed", outcome="agreed", outcome_date="2018-05-17", episode="x"),
    )
    findings = {(f.where.rsplit(":", 1)[1], f.code, f.fatal) for f in check_labels(read_labels([path])[0])}
    assert findings == {
        ("2", "same id", True), ("3", "copy", True), ("4", "copy", True), ("5", "contradiction", True),
        ("6", "leak", False),
    }  # fmt: skip


def test_an_article_is_no_file_of_labels():
    labels, problems = read_labels([str(ROOT / "seeds" / "us-mexico-asylum-2018.md")])
    assert (labels, len(problems)) == ([], 1)
    assert "without a label" in str(problems[0].error)


def test_adding_twice_adds_once(tmp_path):
    new, store = written(tmp_path / "new.jsonl", record("1")), tmp_path / "store.jsonl"
    assert add_labels(store, [new])[0] == 1
    before = store.read_bytes()
    added, findings, _ = add_labels(store, [new])
    assert (added, [f.code for f in findings]) == (0, ["same id"])
    assert store.read_bytes() == before


def test_a_file_named_twice_and_the_store_itself_add_nothing_twice(tmp_path):
    new, store = written(tmp_path / "new.jsonl", record("1")), tmp_path / "store.jsonl"
    assert add_labels(store, [new, new])[0] == 1
    before = store.read_bytes()
    assert add_labels(store, [str(store), str(tmp_path / "." / "store.jsonl")])[0] == 0
    assert store.read_bytes() == before
    assert len(read_labels([new, str(tmp_path / "." / "new.jsonl")])[0]) == 1


@pytest.mark.parametrize("title", ["Mexico and US sign asylum deal", "Two sides strike a deal", "Sides reach accord"])
def test_a_headline_in_the_present_tense_gives_the_outcome_away(tmp_path, title):
    path = written(tmp_path / "one.jsonl", record("1", title=title, outcome="agreed", outcome_date="2018-05-17"))
    assert [f.code for f in check_labels(read_labels([path])[0])] == ["leak"]


def test_a_persons_signals_are_read_strictly():
    signal = {"driver": "payoff", "holder": "MEX", "polarity": -1, "quote": "could not agree"}
    label = parse_label(json.dumps(record(signals=[signal])), "x:1")
    assert label.article.text[label.signals[0].span.start : label.signals[0].span.end] == "could not agree"
    for change in ({"driver": "love"}, {"holder": "Mexico"}, {"quote": "never said"}, {"polarity": 2}, {"quote": ""}):
        with pytest.raises(InputError, match="x:1, signal 1"):
            parse_label(json.dumps(record(signals=[{**signal, **change}])), "x:1")
    assert parse_label(json.dumps(record()), "x:1").signals is None
