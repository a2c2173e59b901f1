"""A model is somebody else's file: whatever is wrong with it, it is refused before it makes a figure."""

import gzip
import hashlib
import io
import json
import os
import pickle
import shutil
import zipfile
from pathlib import Path

import pytest

from stances.model.artefact import PROTOCOL
from tests.conftest import ROOT

SHIPPED = ROOT / "models" / "default"
NAN, INF = float("nan"), float("inf")
NO_NUMBERS = [None, "x", "1e5", [], {}, [[1]], NAN, INF, -INF, True]
TEXTS = ("tagger", "holder", "kind", "issue", "scope", "lead")
CARDS = ("decision", "gate", "stage")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "model")


def parsed(folder, part):
    return json.loads((folder / part).read_text())


def signed(folder, part, data):
    """Write a part and its true sum: a tamperer who also mends the manifest."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    (folder / part).write_bytes(raw)
    manifest = parsed(folder, "manifest.json")
    manifest["sha256"][part] = hashlib.sha256(raw).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def set_at(data, path, value):
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value


def zipped():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("hazard.json", b"0" * 10_000_000)
    return stream.getvalue()


class _Bomb:
    def __reduce__(self):
        return os.mkdir, ("/tmp/stances-was-here",)


NO_OBJECT = {
    "empty": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"1",
    "a long number": b"9" * 5000,
    "text": b"hello",
    "an open brace": b"{",
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"a":' * 200_000,
    "bytes that are no text": b"\xff\xfe\x00\x80" * 50,
    "zeros": b"\x00" * 500,
    "a pickle": pickle.dumps(_Bomb()),
    "a gzip bomb": gzip.compress(b"0" * 10_000_000),
    "a zip bomb": zipped(),
    "code": b"__import__('os').mkdir('/tmp/stances-was-here')",
    "yaml": b"!!python/object/apply:os.mkdir ['/tmp/stances-was-here']",
}


@pytest.mark.parametrize("part", ["manifest.json", "hazard.json", "reader.json"])
@pytest.mark.parametrize("kind", NO_OBJECT)
def test_a_part_that_is_no_json_object(stances, folder, part, kind):
    if part == "manifest.json":
        (folder / part).write_bytes(NO_OBJECT[kind])
    else:
        signed(folder, part, NO_OBJECT[kind])
    stances("models", "verify", folder).refused(5)
    assert not Path("/tmp/stances-was-here").exists()


@pytest.mark.parametrize("part", ["manifest.json", "hazard.json", "reader.json"])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.25, 0.5, 0.9, 0.99])
def test_a_truncated_part(stances, folder, part, share):
    raw = (folder / part).read_bytes()
    (folder / part).write_bytes(raw[: int(len(raw) * share)])
    stances("models", "verify", folder).refused(5)


@pytest.mark.parametrize("part", ["hazard.json", "reader.json"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_one_flipped_bit(stances, folder, part, share):
    raw = bytearray((folder / part).read_bytes())
    raw[int(len(raw) * share)] ^= 1
    (folder / part).write_bytes(raw)
    stances("models", "verify", folder).refused(5)


WRONG_MANIFEST = [
    *(("protocol", value) for value in (0, 1, 2, PROTOCOL + 1, 10**30, -1, None, "3", [3], 3.5, NAN)),
    *(("sha256", value) for value in (None, [], {}, "x", 1, ["hazard.json"], {"hazard.json": None}, {"x": []})),
    *(("episodes", value) for value in (None, "x", [], {}, NAN, INF, -1, "270", 2.5)),
    *(("pairs", value) for value in (None, "x", [], {}, NAN, INF, -1, "85", 2.5)),
    *(("name", value) for value in (None, 1, [], {}, "", "a\nb", "a\x1b[31m", "x" * 500)),
    *(("version", value) for value in (None, 1, [], {}, "", "a\nb", "\x1b[2J", "x" * 500)),
]


@pytest.mark.parametrize(("field", "value"), WRONG_MANIFEST)
def test_a_wrong_manifest(stances, folder, field, value):
    (folder / "manifest.json").write_text(json.dumps(parsed(folder, "manifest.json") | {field: value}))
    stances("models", "verify", folder).refused(5)


@pytest.mark.parametrize("field", ["protocol", "sha256", "episodes", "pairs", "name", "version"])
def test_a_manifest_without_a_field(stances, folder, field):
    manifest = parsed(folder, "manifest.json")
    del manifest[field]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    stances("models", "verify", folder).refused(5)


WRONG_HAZARD = [
    *((["alphas"], value) for value in (None, 1, "12345", [], [0.0], [0.0] * 6, [0.0] * 100_000, {"a": 1})),
    *((["alphas", 0], value) for value in (*NO_NUMBERS, 1e300)),
    *((["alpha_sd"], value) for value in (*NO_NUMBERS, -1, 1e300)),
    *((["anchor"], value) for value in (None, 1, "abc", [], [0.1], [0.1] * 4, [0.1, -1, 0.1], [NAN] * 3)),
    *((["cuts"], value) for value in (None, 1, [], [0, 30], [0, 30, 90, 180, 365, 1e9])),
    *((["effects"], value) for value in (None, 1, "abc", [], [["a", 1]])),
    *((["effects", "linkage+"], value) for value in (None, 1, "abc", [], [0.1] * 2, [0.1] * 4, [0.1, -1, 0.1])),
    *((["effects", "linkage+", 0], value) for value in (*NO_NUMBERS, 1e300)),
]


@pytest.mark.parametrize(("path", "value"), WRONG_HAZARD)
def test_a_signed_hazard_with_wrong_numbers(stances, folder, path, value):
    hazard = parsed(folder, "hazard.json")
    set_at(hazard, path, value)
    signed(folder, "hazard.json", hazard)
    stances("models", "verify", folder).refused(5)


WRONG_READER = [
    *(([part], value) for part in (*TEXTS, *CARDS) for value in (None, [], "x", {})),
    *(([part, "bias", 0], value) for part in (*TEXTS, *CARDS) for value in ("x", NAN, INF, [1])),
    *(([part, "scale", 0], value) for part in TEXTS for value in (None, NAN)),
    *(([part, "classes"], value) for part in (*TEXTS, *CARDS) for value in (None, [], 7)),
    *(([part, "classes", 0], "x\x1b[2J") for part in (*TEXTS, "stage") if part != "holder"),
    *(([part, "vocabulary"], value) for part in TEXTS for value in (None, "", ["a"])),
    *(([part, "weights"], value) for part in TEXTS for value in (None, "", "!!!", 1, "AAAA")),
    *(([part, "weights", "x"], value) for part in CARDS for value in (None, [NAN], [1.0] * 99, "abc")),
    *((["clusters"], value) for value in (None, [], "x", {"a": 1})),
    *(
        ([name], value)
        for name in ("threshold", "rare_threshold", "gate_threshold")
        for value in (*NO_NUMBERS, -0.1, 1.1)
    ),
]


@pytest.mark.parametrize(("path", "value"), WRONG_READER)
def test_a_signed_reader_with_wrong_parts(stances, folder, path, value):
    reader = parsed(folder, "reader.json")
    set_at(reader, path, value)
    signed(folder, "reader.json", reader)
    stances("models", "verify", folder).refused(5)


@pytest.mark.parametrize("part", ["manifest.json", "hazard.json", "reader.json"])
def test_a_part_larger_than_a_model_is(stances, folder, part):
    with (folder / part).open("r+b") as stream:
        stream.truncate(1_000_000_000)
    stances("models", "verify", folder).refused(5)


@pytest.mark.parametrize("part", ["manifest.json", "hazard.json", "reader.json"])
@pytest.mark.parametrize("target", ["missing", "/dev/zero", ".", "loop"])
def test_a_part_that_is_a_link_to_no_file(stances, folder, part, target):
    (folder / part).unlink()
    (folder / part).symlink_to(part if target == "loop" else target)
    stances("models", "verify", folder).refused(5)


@pytest.mark.parametrize("part", ["manifest.json", "hazard.json", "reader.json"])
def test_a_part_that_is_a_pipe(stances, folder, part):
    (folder / part).unlink()
    os.mkfifo(folder / part)
    stances("models", "verify", folder).refused(5)


@pytest.mark.parametrize("part", ["../../../etc/passwd", "/etc/passwd", "hazard.json/../x", "x\x00"])
def test_a_manifest_that_lists_other_paths_opens_none(stances, folder, part):
    manifest = parsed(folder, "manifest.json")
    manifest["sha256"][part] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert stances("models", "verify", folder).code == 0


PATHS = [
    "..", "../..", "/", "/etc", "/etc/passwd", "default/..", "../models/../..", "~root", "x" * 300, "x" * 9000,
    "a\x00b", "\x1b[31m", "a\nb", "default.", "Ä/Ö", "\ud800", "%2e%2e", "$HOME", "`id`", "; rm -r x", "\\\\host\\x",
]  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
def test_a_name_that_is_no_model(stances, name, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path))
    stances("models", "verify", name).refused(5)


@pytest.mark.parametrize("name", PATHS)
def test_a_name_that_leads_out_of_the_store_is_not_promoted(stances, name, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path / "models"))
    stances("models", "promote", name, "x").refused(5)
    stances("models", "promote", "mine", name).refused(5)
    assert list(tmp_path.iterdir()) == []
