"""What a user kept with an earlier version loads, or is refused with a line that says what to do."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from stances.errors import DataError, ModelError
from stances.learning import evaluation, fresh, hazard_fit
from stances.learning.labels import add_labels, check_labels, read_labels
from stances.learning.table import read_table
from stances.ledger.book import entries, keep, labelled, resolve
from stances.ledger.chain import read_events
from stances.model import store
from stances.model.artefact import PROTOCOL, load
from stances.report.evaluation import to_record as as_record
from stances.report.record import to_record
from stances.road import predict

HERE = Path(__file__).parent
OLDER = [1, 2, 3, 4]


def test_there_is_a_model_of_every_protocol():
    assert {path.name for path in HERE.glob("model-protocol-*")} == {
        f"model-protocol-{n}" for n in range(1, PROTOCOL + 1)
    }


@pytest.mark.parametrize("protocol", OLDER)
def test_a_model_of_an_older_protocol_is_refused_with_the_way_out(protocol):
    with pytest.raises(ModelError) as error:
        load(str(HERE / f"model-protocol-{protocol}"))
    assert f"protocol {protocol}, this version reads {PROTOCOL}" in error.value.message
    assert "train it again: `stances train" in error.value.hint


def test_a_model_of_this_protocol_forecasts_whenever_it_was_made(seed):
    model = load(str(HERE / f"model-protocol-{PROTOCOL}"))
    assert model.card.version == "0.3"
    assert 0 < predict(seed, model, parties=("MEX", "USA")).likelihood.p < 1


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A store with a version of an older protocol that counts, and one of this protocol."""
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path))
    for protocol, version in ((3, "old"), (PROTOCOL, "new")):
        shutil.copytree(HERE / f"model-protocol-{protocol}", tmp_path / "mine" / version)
    store.promote("mine", "old")


def test_an_older_version_in_the_store_hides_no_other(mine, tmp_path, capsys):
    from stances.cli.models import list_models

    (tmp_path / ".hidden").mkdir()
    (tmp_path / "notes.txt").write_text("of the user")
    list_models()
    lines = capsys.readouterr().out.splitlines()
    assert sorted(line.split()[0] for line in lines) == ["deep", "default", "default", "mine"]
    assert lines[-1].startswith("mine old ! ")
    assert "train it again" in lines[-1]
    with pytest.raises(ModelError, match="protocol 3"):
        load("mine")
    store.promote("mine", "new")
    assert load("mine").card.version == "0.3"


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"../../x\n", b"a/b", b"new\n\x00"], ids=repr)
def test_a_damaged_list_of_versions_is_said_and_mended(mine, tmp_path, raw, capsys):
    from stances.cli.models import list_models

    (tmp_path / "mine" / "current").write_bytes(raw)
    with pytest.raises(ModelError, match=r"damaged, it lists no versions.*promote a version again"):
        load("mine")
    list_models()
    assert "mine ! " in capsys.readouterr().out
    (tmp_path / "mine" / "current").unlink()
    store.promote("mine", "new")
    assert load("mine").card.version == "0.3"


@pytest.mark.parametrize("version", ["0.2", "0.3"])
def test_a_ledger_goes_on(tmp_path, version, model, seed):
    path = Path(shutil.copy(HERE / f"ledger-{version}.sqlite", tmp_path / "ledger.sqlite"))
    before = read_events(path)
    (entry,) = entries(path)
    assert (entry.parties, entry.outcome, entry.outcome_date) == (("MEX", "USA"), "agreed", date(2019, 6, 7))
    assert 0 < entry.p < 1
    assert labelled([entry])[0]["outcome_date"] == "2019-06-07"
    assert keep(path, [predict(seed, model, within=90)]) == (1, 0)
    resolve(path, entries(path)[1].key, "none", date(2019, 6, 7), date(2024, 1, 1))
    assert read_events(path)[: len(before)] == before


def kinds(value, path=""):
    """Yield the place and kind of each field, of a list those of all its items."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from kinds(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from kinds(inner, f"{path}[]")
    else:
        kind = "number" if type(value) in (int, float) else type(value).__name__
        yield path, kind


def gone(old, new):
    """Return the fields that are no longer there, or of another kind; what has no value this time may have lost its parts."""
    known, empty = {*kinds(new)}, tuple(place for place, kind in kinds(new) if kind == "NoneType")
    return {
        (place, kind) for place, kind in {*kinds(old)} - known
        if kind != "NoneType" and not any(place == one or place.startswith((f"{one}.", f"{one}[")) for one in empty)
    }  # fmt: skip


@pytest.mark.parametrize("version", ["0.1", "0.2"])
def test_who_reads_forecasts_reads_on(version, model, seed):
    old = json.loads((HERE / f"forecast-{version}.json").read_text(encoding="utf-8"))
    assert len({*kinds(old)}) > 30
    assert gone(old, to_record(predict(seed, model))) == set()


def test_a_table_of_the_same_columns_is_read(tmp_path):
    assert len(read_table(HERE / "table-0.2.csv")) == 3
    other = tmp_path / "other.csv"
    other.write_text((HERE / "table-0.2.csv").read_text().replace(",weaker_side", ",another", 1))
    with pytest.raises(DataError, match=r"not the features of this version \(make it anew\)"):
        read_table(other)


def test_labels_are_read_and_added_to(tmp_path):
    path = Path(shutil.copy(HERE / "labels-0.2.jsonl", tmp_path / "labels.jsonl"))
    labels, problems = read_labels([str(path)])
    assert (problems, check_labels(labels)) == ([], [])
    assert [label.signals and label.signals[0].driver for label in labels] == [None, "payoff"]
    new = tmp_path / "new.jsonl"
    new.write_text(path.read_text().splitlines()[0].replace('"a"', '"c"').replace("fish", "grain and timber"))
    assert add_labels(path, [str(new)])[0] == 1
    assert path.read_bytes().startswith((HERE / "labels-0.2.jsonl").read_bytes())


def test_who_reads_evaluations_reads_on(monkeypatch):
    cases = fresh.shipped_cases()[::24]
    monkeypatch.setattr(fresh, "read_table", lambda path: cases)
    monkeypatch.setattr(hazard_fit, "GRID", hazard_fit.GRID[:1])
    old = json.loads((HERE / "evaluation-0.3.json").read_text())
    assert len({*kinds(old)}) > 30
    assert gone(old, as_record(evaluation.evaluate([]))) == set()


def test_a_lost_field_shows():
    old = {"a": {"b": 1, "c": "x"}, "d": [{"e": 1}, {"e": None, "f": "y"}], "g": {"h": 1}}
    assert gone(old, {"a": {"b": 1.5}, "d": [{"e": "1", "f": "z"}], "g": None}) == {
        (".a.c", "str"),
        (".d[].e", "number"),
    }
