"""A model that has an encoder: its files are checked before they are opened, and a missing extra is named."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import pytest

from stances.errors import ModelError, UsageError
from stances.model.artefact import load
from stances.reading.source import read
from stances.resources import shipped
from stances.road import predict

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the light model with two files that are no encoder."""
    made = tmp_path / "mine"
    shutil.copytree(shipped("models") / "default", made)
    manifest = json.loads((made / "manifest.json").read_text())
    for name in ("encoder.onnx", "tokenizer.json"):
        (made / name).write_bytes(b"{}")
        manifest["sha256"][name] = hashlib.sha256(b"{}").hexdigest()
    (made / "manifest.json").write_text(json.dumps(manifest))
    return made


def test_an_encoder_that_was_changed_is_not_opened(folder):
    (folder / "encoder.onnx").write_bytes(b"changed")
    with pytest.raises(ModelError, match="SHA-256"):
        load(str(folder))


def test_an_encoder_without_its_tokenizer_is_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["sha256"]["tokenizer.json"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError):
        load(str(folder))


def test_files_that_are_no_encoder_are_refused(folder):
    pytest.importorskip("onnxruntime", reason="needs the extra deep")
    with pytest.raises(ModelError, match="encoder is damaged"):
        load(str(folder))


def test_a_missing_extra_is_named(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UsageError) as caught:
        load(str(folder))
    assert "stances[deep]" in (caught.value.hint or "")


def test_the_light_model_opens_no_encoder(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert load().reader.encoder is None


def test_the_deep_model_reads_our_own_article():
    pytest.importorskip("onnxruntime", reason="needs the extra deep")
    pytest.importorskip("tokenizers", reason="needs the extra deep")
    (article,) = read(str(ROOT / "seeds" / "us-mexico-asylum-2018.md"))
    given = predict(article, load("deep"))
    assert given.reading.parties == ("MEX", "USA")
    held = {(s.driver, s.holder, s.polarity) for s in given.reading.signals}
    assert ("payoff", "MEX", -1) in held
    text = {"title": article.title, "text": article.text}
    assert all(text[s.span.field][s.span.start : s.span.end] == s.quote for s in given.reading.signals)


def test_models_are_listed_shown_and_verified_without_the_extra(monkeypatch, capsys):
    """A user who never asks for the deep reader must not be told to install it."""
    from stances.cli.models import list_models, show, verify

    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    list_models()
    show("deep")
    verify("deep")
    assert "deep: intact" in capsys.readouterr().out


def test_a_changed_encoder_is_found_without_the_extra(folder, monkeypatch):
    from stances.cli.models import verify

    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    (folder / "encoder.onnx").write_bytes(b"changed")
    with pytest.raises(ModelError, match="SHA-256"):
        verify(str(folder))
