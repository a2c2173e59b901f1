import json

import pytest

from stances.errors import InputError, UsageError
from stances.learning import fresh
from stances.learning import train as training
from stances.learning.evaluate import BASELINES
from stances.learning.scoring import HORIZONS
from stances.learning.table import read_table
from stances.model import store
from stances.model.artefact import hazard_to_json, load
from stances.resources import shipped


@pytest.fixture
def labels(tmp_path, seed, monkeypatch):
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path / "models"))
    record = {"id": "mine", "date": "2018-05-17", "title": seed.title, "text": seed.text, "outcome": "none"}
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({**record, "censor_date": "2020-05-17"}) + "\n{bad\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def quick(monkeypatch):
    """Judge on a tenth of the shipped table: enough for the road, too little for a figure."""
    cases = read_table(shipped("data", "outcomes.csv"))
    monkeypatch.setattr(fresh, "read_table", lambda path: cases[::10])


def test_training_keeps_a_version_and_says_what_was_wrong(labels, quick):
    done = training.train([labels], name="mine")
    assert done.used == 1
    assert len(done.problems) == 1
    assert [s.horizon for s in done.scores] == list(HORIZONS)
    assert done.against.keys() == {*BASELINES, "without the new articles"}
    assert done.version in store.found("mine")
    again = training.train([labels], name="mine")
    assert again.version == done.version, "the same data give the same model"
    store.promote("mine", done.version)
    assert load("mine").reader.threshold == load().reader.threshold


def test_a_dry_run_keeps_nothing(labels, quick):
    training.train([labels], name="mine", dry_run=True)
    assert store.found("mine") == []


def test_a_candidate_that_is_not_better_does_not_count(labels, quick):
    done = training.train([labels], name="mine")
    assert done.promoted == done.better
    assert bool(store.versions("mine")) == done.better


def test_nothing_to_learn_from_is_said(tmp_path, quick):
    (tmp_path / "l.jsonl").write_text("{bad\n")
    with pytest.raises(InputError, match="no labelled article"):
        training.train([str(tmp_path / "l.jsonl")], name="mine")
    with pytest.raises(UsageError, match="the shipped model's"):
        training.train([], name="default")


def test_the_shipped_table_gives_the_shipped_model():
    made, known = training.rebuild(), hazard_to_json(load().hazard)
    assert made["alphas"] == pytest.approx(known["alphas"], abs=1e-4)
    for name, values in known["effects"].items():
        assert made["effects"][name] == pytest.approx(values, abs=1e-3), name
