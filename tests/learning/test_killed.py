"""`stances train`, killed at any moment, leaves the old model usable and what counts as it was, or the new one whole."""

import json
import random
import signal
import subprocess
import sys
import time

import pytest

from stances.errors import ModelError
from stances.learning import fresh, hazard_fit, train
from stances.learning.table import read_table
from stances.model import store
from stances.model.artefact import load
from stances.resources import shipped
from tests.conftest import ROOT

KILLS = 4
"""A few; many, with the whole table: ``bench/train_kills.py``."""

CHILD = """
import sys
from stances.learning import fresh, gate, hazard_fit, train
whole = fresh.read_table
fresh.read_table = lambda path: whole(path)[::24]
hazard_fit.GRID = hazard_fit.GRID[:1]
gate.passes = lambda against: True  # so that the promotion can be hit too
print("begins", flush=True)
train.train([sys.argv[1]], name="mine")
"""


@pytest.fixture
def labels(tmp_path, seed, monkeypatch):
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path / "models"))
    cases = read_table(shipped("data", "outcomes.csv"))[::24]
    monkeypatch.setattr(fresh, "read_table", lambda path: cases)
    monkeypatch.setattr(hazard_fit, "GRID", hazard_fit.GRID[:1])
    monkeypatch.setattr(train.gate, "passes", lambda against: True)

    def write(name, outcome):
        record = {"id": name, "date": "2018-05-17", "title": seed.title, "text": seed.text, **outcome}
        (tmp_path / name).write_text(json.dumps(record) + "\n", encoding="utf-8")
        return str(tmp_path / name)

    old = write("old.jsonl", {"outcome": "none", "censor_date": "2020-05-17"})
    new = write("new.jsonl", {"outcome": "agreed", "outcome_date": "2018-06-17"})
    return old, new


def begun(source):
    child = subprocess.Popen([sys.executable, "-c", CHILD, source], stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    child.stdout.readline()
    return child


def test_killed_at_any_moment_the_old_model_can_be_used(labels):
    old, new = labels
    first = train.train([old], name="mine").version
    started = time.monotonic()
    with begun(new) as child:
        assert child.wait() == 0
    lasts = time.monotonic() - started
    second = store.versions("mine")[-1]
    store.rollback("mine")
    draw = random.Random(0)
    for _ in range(KILLS):
        with begun(new) as child:
            time.sleep(draw.random() * lasts)
            child.send_signal(signal.SIGKILL)
        assert store.versions("mine") in ([first], [first, second])
        for version in store.found("mine"):
            load(str(store.store() / "mine" / version))
        assert load("mine").card.fingerprint in (first, second)
        if store.versions("mine")[-1] == second:
            store.rollback("mine")
    assert train.train([new], name="mine").version == second, "what a killed run left behind is no hindrance"


@pytest.mark.parametrize("step", range(9))
def test_stopped_at_each_write_the_old_model_can_be_used(labels, monkeypatch, step):
    from pathlib import Path

    old, new = labels
    first = train.train([old], name="mine").version
    left = [step]

    def stopping(method):
        def call(self, target):
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            return method(self, target)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stopping(Path.replace))
        patch.setattr(Path, "rename", stopping(Path.rename))
        try:
            train.train([new], name="mine")
            assert step == 8, "two parts, manifest, metrics, card, manifest, folder, and which one counts: eight steps"
        except KeyboardInterrupt:
            assert store.versions("mine") == [first]
    assert load("mine").card.fingerprint in store.versions("mine")
    for version in store.found("mine"):
        load(str(store.store() / "mine" / version))
    train.train([new], name="mine")
    assert len(store.versions("mine")) == 2


def test_a_folder_without_its_manifest_is_no_version(labels):
    old, _ = labels
    version = train.train([old], name="mine").version
    (store.store() / "mine" / version / "manifest.json").unlink()
    assert store.found("mine") == []
    with pytest.raises(ModelError):
        store.promote("mine", version)


INTERRUPTED = """
import signal
import sys
from stances.cli import main
from stances.learning import fresh
whole = fresh.read_table
fresh.read_table = lambda path: whole(path)[::24]
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started with it ignored
sys.argv = ["stances", "train", sys.argv[1], "--name", "mine"]
main()
"""


def test_ctrl_c_keeps_nothing_and_says_so_in_one_line(labels):
    old, _ = labels
    child = subprocess.Popen([sys.executable, "-c", INTERRUPTED, old], stderr=subprocess.PIPE, text=True, cwd=ROOT)
    with child:
        assert child.stderr is not None
        while "fitting and judging" not in child.stderr.readline():
            pass
        child.send_signal(signal.SIGINT)
        said = child.stderr.read().splitlines()
        assert child.wait() == 130
    assert said == ["stances: interrupted; the version of mine that counts is as it was"]
    assert list(store.store().glob("mine/*")) == []
