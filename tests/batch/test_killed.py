"""SIGKILL at any moment, then `--resume`: the file of a run that was not stopped, byte for byte."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT

KILLS = int(os.environ.get("STANCES_KILLS", "3"))
"""More by `python bench/batch_kills.py`."""

CHILD = """
import sys
from stances.batch import sink, spread
from stances.cli import main
sink.EVERY, spread.CHUNK = 5, 5
main()
"""


def predict(archive, out, *more):
    command = [sys.executable, "-c", CHILD, "predict", archive, "--format", "jsonl", "--out", out, *more]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)


@pytest.fixture
def archive(tmp_path):
    text = "Mexico and Canada hold talks on trade, and its minister refused the offer again. " * 4
    lines = [json.dumps({"id": f"a{n}", "date": "2018-05-17", "text": f"{text}{n}"}) for n in range(150)]
    lines[40:40] = ["{broken"]
    (tmp_path / "news.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(tmp_path / "news.jsonl")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_and_gone_on_with(archive, tmp_path, jobs):
    unbroken, out = tmp_path / "unbroken", tmp_path / "out"
    with predict(archive, str(unbroken), "--jobs", jobs) as run:
        report = run.communicate()[1]
        assert run.returncode == 3
    draw, kills = random.Random(int(jobs)), 0
    while kills < KILLS:
        with predict(archive, str(out), "--jobs", jobs, "--resume") as run:
            aim = draw.randrange(len(unbroken.read_bytes()))
            while run.poll() is None and (not out.exists() or out.stat().st_size < aim):
                time.sleep(0.002)
            os.killpg(run.pid, signal.SIGKILL) if run.poll() is None else out.unlink()
        kills += 1
    with predict(archive, str(out), "--jobs", jobs, "--resume") as run:
        assert run.communicate()[1] == report, "the report is that of the whole"
        assert run.returncode == 3
    assert out.read_bytes() == unbroken.read_bytes()
