"""Archives on the command line: what is told where, and which options go together."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from stances.batch.order import Tally
from stances.cli.answer import Asked, answer
from stances.cli.batch import Report
from stances.errors import UsageError
from tests.cli.test_cli import stances
from tests.conftest import ROOT


@pytest.fixture
def archive(tmp_path):
    lines = [json.dumps({"id": str(n), "text": f"Mexico and the U.S. held talks. {n}"}) for n in range(30)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*lines[:9], "{bad", *lines[9:], "[]"]) + "\n", encoding="utf-8")
    return str(path)


def test_a_terminal_shows_progress_and_a_file_gets_the_report_alone(archive, tmp_path):
    command = [sys.executable, "-c", "from stances.cli import main; main()", "predict", archive, "--format", "jsonl"]
    above, below = pty.openpty()
    with subprocess.Popen([*command, "--out", str(tmp_path / "o")], cwd=ROOT, stderr=below) as run:
        os.close(below)
        told = b""
        while True:
            try:
                told += os.read(above, 4096)
            except OSError:  # the other end is closed
                break
    os.close(above)
    assert run.returncode == 3
    assert b"30 articles" in told
    plain = stances("predict", archive, "--format", "jsonl").stderr.decode().splitlines()
    assert [line.partition(": not")[0] for line in plain] == [
        f"stances: {archive}:10", f"stances: {archive}:32", "stances: 2 of 32 records gave no forecast"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"jobs": 0}, "out of range"),
        ({"resume": True}, "--resume needs the file"),
        ({"resume": True, "out": Path("/dev/null")}, "--resume needs the file"),
        ({"backend": "spark"}, r"backend 'spark' is not known \(loky | dask | ray\)"),
        ({"backend": "dask"}, "--backend dask needs its cluster's address"),
        ({"scheduler": "tcp://127.0.0.1:1"}, "--scheduler is for a cluster"),
        ({"format": "parquet"}, "needs pyarrow|cannot go to standard output"),
        ({"format": "csv", "jobs": 2}, "are for many articles"),
        ({"format": "csv", "backend": "dask"}, "are for many articles"),
    ],
    ids=str,
)
def test_options_that_do_not_go_together(archive, asked, says):
    with pytest.raises(UsageError, match=says):
        answer(Asked([archive], **{"format": "jsonl", **asked}))


def test_too_many_reports_to_keep_are_told_at_once(capsys, monkeypatch):
    monkeypatch.setattr("stances.cli.batch._KEPT", 2)
    report = Report([])
    report.add(["a", "b", "c"])
    assert capsys.readouterr().err == "stances: c\n"
    report.tell(Tally(records=9, bad=3))
    assert capsys.readouterr().err == "stances: a\nstances: b\nstances: 3 of 9 records gave no forecast\n"


def test_a_device_is_written_to_without_a_journal(archive):
    assert stances("predict", archive, "--format", "jsonl", "--out", "/dev/null").returncode == 3
    assert not Path("/dev/null.journal").exists()
