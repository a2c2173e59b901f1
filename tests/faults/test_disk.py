"""A full disk or one that cannot be written to: one clear line, the old files whole, nothing left beside, and later it works."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from stances.ledger.chain import read_events
from stances.model import store as models
from tests.faults.articles import SEEDS, labelled, news, written
from tests.faults.child import run


def fill(folder, leave):
    """Fill a disk up to so many bytes."""
    with (folder / "filler").open("wb", buffering=0) as stream:
        try:
            while stream.write(b"0" * 4096):
                pass
        except OSError:
            stream.truncate(stream.tell() - leave)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}


def refused(done):
    assert done.code == 1, done
    assert done.clear(), done
    assert done.err.count("stances: ") == 1, done
    return "No space left" in done.err or "Read-only" in done.err


def test_labels_on_a_full_disk(tmp_path, small_disk):
    store = small_disk / "labels.jsonl"
    first = written(tmp_path / "first.jsonl", [labelled(0, i) for i in range(3)])
    second = written(tmp_path / "second.jsonl", [labelled(1, i) for i in range(5)])
    assert run(tmp_path, "labels", "add", store, first).code == 0
    fill(small_disk, 4096)
    before = files(small_disk)
    assert refused(run(tmp_path, "labels", "add", store, second))
    assert files(small_disk) == before
    (small_disk / "filler").unlink()
    assert run(tmp_path, "labels", "add", store, second).out.startswith("5 added")
    assert store.read_bytes() == before["labels.jsonl"] + second.read_bytes()


@pytest.mark.parametrize("form", ["json", "csv", "html", "text"])
def test_a_report_on_a_full_disk(tmp_path, small_disk, form):
    out = small_disk / "report"
    out.write_text("the one of yesterday")
    fill(small_disk, 0)
    before = files(small_disk)
    assert refused(run(tmp_path, "predict", *SEEDS, "--format", form, "--out", out))
    assert files(small_disk) == before


def test_a_batch_on_a_full_disk_is_resumed(tmp_path, small_disk):
    source, whole, out = written(tmp_path / "news.jsonl", news(30)), tmp_path / "whole.jsonl", small_disk / "out.jsonl"
    options = ("--format", "jsonl", "--out")
    assert run(tmp_path, "predict", source, *options, whole).code == 0
    stopped = run(tmp_path, "predict", source, *options, out)
    assert refused(stopped)
    assert whole.read_bytes().startswith(out.read_bytes())
    subprocess.run(["mount", "-o", "remount,size=1m", small_disk], check=True)
    assert run(tmp_path, "predict", source, *options, out, "--resume").code == 0
    assert out.read_bytes() == whole.read_bytes()


def test_a_ledger_on_a_full_disk(tmp_path, small_disk):
    path = small_disk / "ledger.sqlite"
    assert run(tmp_path, "ledger", "add", SEEDS[0], "--file", path).out == "1 kept\n"
    kept = read_events(path)
    fill(small_disk, 0)
    done = run(tmp_path, "ledger", "add", *SEEDS[1:], "--file", path)
    assert (done.code, done.clear()) == (3, True), done
    assert "full" in done.err
    assert read_events(path) == kept
    subprocess.run(["mount", "-o", "remount,size=1m", small_disk], check=True)
    assert run(tmp_path, "ledger", "add", *SEEDS[1:], "--file", path).code == 0
    assert read_events(path)[:1] == kept


def test_a_promotion_on_a_full_disk(tmp_path, small_disk, two_models, monkeypatch):
    first, second = two_models
    for version in two_models:  # links keep the parts themselves off the small disk
        (small_disk / "mine").mkdir(exist_ok=True)
        (small_disk / "mine" / version).symlink_to(models.store() / "mine" / version)
    monkeypatch.setenv("STANCES_MODELS", str(small_disk))
    models.promote("mine", first)
    fill(small_disk, 0)
    assert refused(run(tmp_path, "models", "promote", "mine", second, STANCES_MODELS=str(small_disk)))
    assert models.versions("mine") == [first]
    assert {path.name for path in (small_disk / "mine").iterdir()} <= {first, second, "current", "current.lock"}
    (small_disk / "filler").unlink()
    models.promote("mine", second)
    assert models.versions("mine") == [first, second]


@pytest.fixture
def read_only(tmp_path, disk, two_models):
    """A home with labels, a ledger and models, that can be read only."""
    folder, lock = disk
    shutil.copytree(models.store(), folder / "stances" / "models")
    place = {"XDG_DATA_HOME": str(folder), "HOME": str(folder), "STANCES_MODELS": str(folder / "stances" / "models")}
    source = written(tmp_path / "first.jsonl", [labelled(0, i) for i in range(3)])
    assert run(tmp_path, "models", "promote", "mine", two_models[0], **place).code == 0
    assert run(tmp_path, "ledger", "add", SEEDS[0], **place).code == 0
    assert run(tmp_path, "labels", "add", folder / "labels.jsonl", source).code == 0
    lock()
    return folder, place


@pytest.mark.parametrize(
    "call",
    [
        ("predict", SEEDS[0]),
        ("predict", SEEDS[0], "--model", "mine"),
        ("explain", SEEDS[0]),
        ("models", "list"),
        ("models", "show", "mine"),
        ("models", "verify", "mine"),
        ("ledger", "list"),
        ("ledger", "score"),
        ("ledger", "export"),
        ("ledger", "verify"),
        ("labels", "check", "labels.jsonl"),
        ("labels", "stats", "labels.jsonl"),
        ("rules", "list"),
    ],
    ids=" ".join,
)
def test_what_only_reads_needs_no_right_to_write(tmp_path, read_only, call):
    folder, place = read_only
    call = [str(folder / word) if word == "labels.jsonl" else word for word in call]
    done = run(tmp_path, *call, **place)
    assert done.code == 0, done


@pytest.mark.parametrize(
    "call",
    [
        ("labels", "add", "labels.jsonl", "more.jsonl"),
        ("labels", "add", "new/labels.jsonl", "more.jsonl"),
        ("ledger", "add", SEEDS[1]),
        ("ledger", "add", SEEDS[1], "--file", "new/ledger.sqlite"),
        ("models", "rollback", "mine"),
        ("models", "promote", "mine", "SECOND"),
        ("predict", SEEDS[0], "--format", "json", "--out", "out"),
        ("predict", SEEDS[0], "--format", "jsonl", "--out", "out"),
    ],
    ids=" ".join,
)
def test_what_writes_says_that_it_may_not(tmp_path, read_only, two_models, call):
    folder, place = read_only
    more = written(tmp_path / "more.jsonl", [labelled(1, 0)])
    known = {"more.jsonl": str(more), "SECOND": two_models[1]}
    mine = ("labels.jsonl", "new/labels.jsonl", "new/ledger.sqlite", "out")
    done = run(tmp_path, *(str(folder / word) if word in mine else known.get(word, word) for word in call), **place)
    assert done.clear(), done
    assert done.code in (1, 3) or "rollback" in call, done


@pytest.mark.parametrize("home", ["/proc", "/dev/null", ""])
def test_a_forecast_needs_no_home(tmp_path, home):
    place = {"HOME": home, "XDG_DATA_HOME": ""}
    done = run(tmp_path, "predict", SEEDS[0], "--format", "json", **place)
    assert done.code == 0, done
    assert json.loads(done.out)["status"] == "forecast"
    done = run(tmp_path, "ledger", "add", SEEDS[0], **place | {"HOME": home or "/proc"})
    assert done.code in (1, 3), done
    assert done.clear(), done


def test_an_account_without_a_home_is_told_what_to_set(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("STANCES_LEDGER", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.setattr("sys.argv", ["stances", "ledger", "list"])
    from stances.cli import main

    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert capsys.readouterr().err == "stances: this account has no home folder (set HOME or XDG_DATA_HOME)\n"


def test_another_user_without_rights(tmp_path):
    if os.getuid():
        pytest.skip("only root can become another user")
    store = tmp_path / "labels.jsonl"
    written(store, [labelled(0, 0)])
    tmp_path.chmod(0o755)
    code = (
        "import os, sys; from stances.disk import write_whole; from pathlib import Path; os.setuid(65534)\n"
        "try: write_whole(Path(sys.argv[1]), b'x')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code, store], capture_output=True, text=True, check=True)
    assert "StancesError" in done.stdout
    assert "Permission denied" in done.stdout
