"""What needs processes of its own: a cold start, peaks of memory, a long batch, and several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from articles import archive

_LAUNCH = """
import json, os, sys, time
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
                     file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, used = os.wait4(pid, 0)
print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, status]))
"""
# a small process in between: a child's peak counts that of the process which started it


def measured(command: list[str]) -> tuple[float, float, float]:
    """Return the seconds, the processor seconds and the peak megabytes of a Python command."""
    launch = [sys.executable, "-S", "-c", _LAUNCH, sys.executable, *command]
    done = subprocess.run(launch, capture_output=True, text=True, check=True)
    seconds, used, peak, status = json.loads(done.stdout)
    if status:
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr[-500:]}")
    return seconds, used, peak


def cold(folder: Path, rounds: int) -> list[list[str]]:
    """Return a row for an empty Python and one for a text file to text: seconds, processor seconds and peak memory."""
    with tempfile.TemporaryDirectory() as place:
        article = Path(place, "article.txt")
        article.write_text((folder / "us-mexico-asylum-2018.md").read_text(encoding="utf-8"), encoding="utf-8")
        commands = {"python -c pass": ["-c", "pass"], "stances predict": ["-m", "stances", "predict", str(article)]}
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                one = measured(command)
                if number:
                    found[name].append(one)
    middles = {name: [median(values) for values in zip(*rows, strict=True)] for name, rows in found.items()}
    base = middles["python -c pass"]
    return [
        [name, f"{1000 * seconds:.0f}", f"{1000 * used:.0f}", f"{used / base[1]:.1f}", f"{peak:.1f}"]
        for name, (seconds, used, peak) in middles.items()
    ]


def several(folder: Path, count: int, rounds: int) -> list[list[str]]:
    """Return a row for one process and one for two: articles a second by the clock, and the ratio."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "archive.jsonl")
        archive(source, folder, count, 550)
        times: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(rounds):
            for jobs, seconds in times.items():
                seconds.append(measured(_batch(source, Path(place, "out.jsonl"), jobs))[0])
    return [
        [str(jobs), f"{count / median(seconds):.0f}", f"{median(times[1]) / median(seconds):.2f}"]
        for jobs, seconds in times.items()
    ]


def flat(folder: Path, count: int, words: int) -> list[list[str]]:
    """Return a row for each tenth of a batch: articles done, and the memory of its process then and at its peak."""
    with tempfile.TemporaryDirectory() as place:
        source, out = Path(place, "archive.jsonl"), Path(place, "out.jsonl")
        archive(source, folder, count, words)
        batch = subprocess.Popen([sys.executable, *_batch(source, out, 1)])
        rows: list[list[str]] = []
        done = 0
        with _waited(out).open("rb") as lines:
            while len(rows) < 10:
                done += lines.read().count(b"\n")
                if done >= count * (len(rows) + 1) / 10 or batch.poll() is not None:
                    rows.append([f"{done:,}", *_memory(batch.pid)])
                time.sleep(0.2)
        batch.wait()
    return rows


def _waited(path: Path) -> Path:
    while not path.exists():
        time.sleep(0.1)
    return path


def _memory(process: int) -> list[str]:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return ["over", "over"]
    sizes = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return [f"{int(sizes[name]) / 1024:.1f}" if name in sizes else "over" for name in ("VmRSS", "VmHWM")]


def _batch(source: Path, out: Path, jobs: int) -> list[str]:
    asked = ["--format", "jsonl", "--jobs", str(jobs), "--out", str(out)]
    return ["-m", "stances", "predict", str(source), *asked]


def others() -> str:
    """Return how busy the machine is with other work."""
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
