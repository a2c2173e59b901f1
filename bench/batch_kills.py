"""SIGKILL and resume of archives, many times: ``python bench/batch_kills.py 30``.

A run of ``stances predict --jobs 1`` (then 2) is killed, head and workers, when its file has reached a length drawn at random, and gone
on with by ``--resume``, over and over. Each time that an archive comes to its end its file has to be that of a run that nobody
stopped, byte for byte, and its report the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Mexico and Canada hold talks on trade, and its minister refused the offer again. " * 4
CHILD = """
import sys
from stances.batch import sink, spread
from stances.cli import main
sink.EVERY, spread.CHUNK = 20, 20
main()
"""


def archive(folder: Path, articles: int) -> Path:
    """Write so many articles of ours and a bad line."""
    lines = [json.dumps({"id": f"a{n}", "date": "2018-05-17", "text": f"{TEXT}{n}"}) for n in range(articles)]
    lines[articles // 3] = "{broken"
    path = folder / "news.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def predict(source: Path, out: Path, jobs: int, form: str) -> subprocess.Popen[str]:
    """Start a run, or go on with it."""
    command = [sys.executable, "-c", CHILD, "predict", str(source), "--format", form, "--jobs", str(jobs), "--resume"]
    return subprocess.Popen(
        [*command, "--out", str(out)], cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def kills(source: Path, folder: Path, jobs: int, form: str, wanted: int, draw: random.Random) -> str:
    """Kill so many times in the middle and return what came of it."""
    unbroken, out = folder / f"unbroken{jobs}.{form}", folder / f"out{jobs}.{form}"
    report = predict(source, unbroken, jobs, form).communicate()[1]
    lines = out.with_name(out.name + ".lines") if form == "parquet" else out
    length = 2400 * sum(1 for _ in source.open())
    killed = whole = longest = 0
    while killed < wanted or not whole:
        run = predict(source, out, jobs, form)
        before = lines.stat().st_size if lines.exists() else 0
        aim = before + draw.randrange(max(1, length // 6)) if killed < wanted else length * 9
        while run.poll() is None and (not lines.exists() or lines.stat().st_size < aim):
            time.sleep(0.002)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            killed += 1
            longest = max(longest, lines.stat().st_size - before if lines.exists() else 0)
        said = run.communicate()[1]
        if run.returncode == 3:
            assert out.read_bytes() == unbroken.read_bytes(), "not the bytes of an unbroken run"
            assert said == report, "not the report of an unbroken run"
            whole += 1
            for path in folder.glob(f"{out.name}*"):
                path.unlink()
    return f"{form}, --jobs {jobs}: {killed} killed in the middle, {whole} archives came to their end, each the bytes of an unbroken run"


def main() -> None:
    """Run for one process and for two, lines and tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, draw = Path(name), random.Random(asked.seed)
        source = archive(folder, asked.articles)
        for form, jobs in (("jsonl", 1), ("jsonl", 2), ("parquet", 1), ("parquet", 2)):
            print(kills(source, folder, jobs, form, asked.kills, draw), flush=True)


if __name__ == "__main__":
    main()
