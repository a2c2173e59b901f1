"""Two processes at once: each does its work, in turn, and nothing of either is lost."""

import json
import subprocess
import sys

import pytest

from stances.learning.labels import read_labels
from stances.ledger.book import entries
from stances.model import store as models
from stances.model.artefact import load
from tests.conftest import ROOT
from tests.faults.articles import labelled, news, written
from tests.faults.child import ended, run, start

TRAINER = """
import sys
from stances.learning import fresh, gate, hazard_fit, train
whole = fresh.read_table
fresh.read_table = lambda path: whole(path)[::24]
hazard_fit.GRID = hazard_fit.GRID[:1]
gate.passes = lambda against: True
print(train.train([sys.argv[1]], name="mine").version)
"""


def test_two_that_add_labels(tmp_path):
    store = tmp_path / "labels.jsonl"
    sources = [written(tmp_path / f"{n}.jsonl", [labelled(n, i) for i in range(5)]) for n in range(4)]
    running = [start(tmp_path, "labels", "add", store, source) for source in sources]
    assert [ended(process).code for process in running] == [0] * 4
    labels, problems = read_labels([str(store)])
    assert (len(labels), problems) == (20, [])


def test_two_that_add_the_same_labels(tmp_path):
    store, source = tmp_path / "labels.jsonl", written(tmp_path / "a.jsonl", [labelled(0, i) for i in range(5)])
    said = sorted(
        ended(p).out.splitlines()[-1][0] for p in [start(tmp_path, "labels", "add", store, source) for _ in "ab"]
    )
    assert said == ["0", "5"]
    assert len(store.read_text().splitlines()) == 5


def test_two_that_keep_forecasts_and_one_that_resolves(tmp_path):
    path = tmp_path / "ledger.sqlite"
    assert run(tmp_path, "ledger", "add", written(tmp_path / "first.jsonl", news(6)), "--file", path).out == "6 kept\n"
    keys = [entry.key for entry in entries(path)]
    source = written(tmp_path / "news.jsonl", news(30))
    running = [
        *(start(tmp_path, "ledger", "add", source, "--file", path, "--within", f"{days}d") for days in (90, 91)),
        *(
            start(tmp_path, "ledger", "resolve", key, "agreed", "2018-06-07", "--file", path)
            for key in (keys[0], keys[0])
        ),
    ]
    done = [ended(process) for process in running]
    assert [one.out for one in done[:2]] == ["30 kept\n"] * 2
    assert sorted(one.code for one in done[2:]) == [0, 2], "an entry is resolved once"
    found = entries(path)
    assert len(found) == 66
    assert [entry.key for entry in found if entry.outcome] == keys[:1]


def test_a_report_and_a_report(tmp_path):
    out, source = tmp_path / "out.json", written(tmp_path / "news.jsonl", news(3))
    both = [
        start(tmp_path, "predict", source, "--format", "json", "--within", within, "--out", out)
        for within in ("90d", "1y")
    ]
    assert [ended(process).code for process in both] == [0, 0]
    assert {record["likelihood"]["within_days"] for record in json.loads(out.read_bytes())} in ({90}, {365})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.jsonl", "out.json"]


@pytest.fixture
def labels(tmp_path, seed):
    def write(name, **outcome):
        record = {"id": name, "date": "2018-05-17", "title": seed.title, "text": seed.text, **outcome}
        return written(tmp_path / f"{name}.jsonl", [record])

    return write("old", outcome="none", censor_date="2020-05-17"), write(
        "new", outcome="agreed", outcome_date="2018-06-17"
    )


def trainer(source):
    return subprocess.Popen(
        [sys.executable, "-c", TRAINER, source], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_two_that_train_and_one_that_promotes(tmp_path, two_models, labels):
    first, second = two_models
    models.promote("mine", first)
    running = [trainer(source) for source in labels]
    turns = 0
    while any(process.poll() is None for process in running):
        models.promote("mine", second)
        assert load("mine").card.fingerprint in models.found("mine")  # which one, a trainer may have changed by now
        models.promote("mine", first)
        turns += 1
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    made = {out.strip() for out, _ in said}
    assert turns
    assert len(made) == 2
    assert {*models.versions("mine")} == {first, second, *made}, "a promotion was lost"
    assert {*models.found("mine")} == {first, second, *made}
    for version in models.found("mine"):
        load(str(models.store() / "mine" / version))
    assert not (models.store() / "mine" / ".making").exists()
