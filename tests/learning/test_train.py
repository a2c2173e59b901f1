import json

import pytest

from stances.cli import main
from stances.errors import InputError, UsageError
from stances.learning import fresh
from stances.learning import train as training
from stances.learning.evaluate import BASELINES
from stances.learning.scoring import HORIZONS
from stances.learning.table import read_table
from stances.model import store
from stances.model.artefact import hazard_to_json, load
from stances.reading.source import read
from stances.resources import shipped
from tests.conftest import ROOT


@pytest.fixture
def labels(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path / "models"))
    return written(tmp_path / "labels.jsonl", LINES[0], "{bad")


def line(seed_file, outcome):
    article = next(read(str(ROOT / "seeds" / seed_file)))
    fields = {"id": seed_file, "date": "2018-05-17", "title": article.title, "text": article.text}
    return json.dumps({**fields, "outcome": "none", "censor_date": "2020-05-17", **outcome})


LINES = [
    line("us-mexico-asylum-2018.md", {}),
    line("japan-russia-kurils-2019.md", {"episode": "kurils"}),
    line("norway-russia-barents-2010.md", {"outcome": "agreed", "outcome_date": "2018-11-20"}),
]


def written(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
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
    with pytest.raises(UsageError, match="a shipped model's"):
        training.train([], name="default")


def test_the_shipped_table_gives_the_shipped_model():
    made, known = training.rebuild(), hazard_to_json(load().hazard)
    assert made["alphas"] == pytest.approx(known["alphas"], abs=1e-4)
    for name, values in known["effects"].items():
        assert made["effects"][name] == pytest.approx(values, abs=1e-3), name


def test_the_order_of_the_lines_and_a_second_copy_change_nothing(tmp_path, labels, quick):
    straight, turned, twice = (
        training.train([written(tmp_path / "some.jsonl", *lines)], name="mine").version
        for lines in (LINES, LINES[::-1], [*LINES, LINES[1].replace("japan-russia-kurils-2019.md", "copy")])
    )
    assert straight == turned == twice


def test_the_command_trains_on_the_rest_of_a_file_with_a_bad_line(labels, quick, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["stances", "train", labels, "--name", "mine"])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr()
    assert stopped.value.code == 3
    assert "labels.jsonl:2" in said.err
    assert "1 labelled articles beside" in said.out
    assert len(store.found("mine")) == 1


def test_signals_that_a_person_stated_stand_beside_our_reading(tmp_path, quick):
    """Else a corrected article would teach what we misread in it; and stage and date, which nobody stated, stay ours."""
    article = json.loads(LINES[2])
    quote = article["text"].split(". ")[1]
    stated = [{"driver": "payoff", "holder": "NOR", "polarity": -1, "quote": quote}]
    source = written(tmp_path / "labels.jsonl", LINES[0], json.dumps({**article, "signals": stated}))
    plain, corrected = fresh.with_shipped([source]).cases[-2:]
    assert plain.codes is None
    assert not corrected.codes.whole
    assert {name for name in corrected.codes.features if name.endswith(("+", "-"))} == {"payoff-"}
    assert {name for name in corrected.features if name.endswith(("+", "-"))} != {"payoff-"}


def test_each_step_is_told(labels, quick):
    told = []
    training.train([labels], name="mine", dry_run=True, progress=lambda *step: told.append(step))
    assert told[:2] == [(fresh.READING, 0, 1), (fresh.READING, 1, 1)]
    assert told[2:] == [(training.JUDGING, done, 11) for done in range(12)]


def test_a_shipped_models_name_is_refused(labels):
    for name in ("default", "deep"):
        with pytest.raises(UsageError, match=f"{name} is a shipped model's"):
            training.train([labels], name=name)
