"""A dask cluster over network namespaces, one worker killed in the middle: ``sudo python bench/cluster.py ARCHIVE``.

The scheduler and the head are on this machine's side of a bridge, each of the workers in a namespace with an address of its own, as on
another machine: they share no loopback. The result has to be that of one process, byte for byte. Printed beside it: the
processor seconds of the serial run, of the head and of the workers, that is what spreading costs; they hardly depend on what else
the machine does. Needs root, ``ip`` and ``pip install 'stances[dask]'``.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from stances.batch.order import Order
from stances.batch.run import run
from stances.road import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
NET, BRIDGE = "10.87.7", "stances0"
SCHEDULER = f"tcp://{NET}.1:18786"
HEAD = "from stances.cli import main; main()"


def ip(*words: str) -> None:
    """Call ``ip``."""
    subprocess.run(["ip", *words], check=True)


@contextlib.contextmanager
def network(workers: int) -> Iterator[list[str]]:
    """Give the names of namespaces that are joined by a bridge."""
    names = [f"stances-w{number}" for number in range(workers)]
    ip("link", "add", BRIDGE, "type", "bridge")
    ip("addr", "add", f"{NET}.1/24", "dev", BRIDGE)
    ip("link", "set", BRIDGE, "up")
    try:
        for number, name in enumerate(names):
            ip("netns", "add", name)
            ip("link", "add", f"st{number}", "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", f"st{number}", "master", BRIDGE, "up")
            ip("-n", name, "addr", "add", f"{NET}.{number + 2}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], check=False)
        subprocess.run(["ip", "link", "del", BRIDGE], check=False)


def start(log: Path, *command: str) -> subprocess.Popen[bytes]:
    """Start a part of the cluster."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("ab") as stream:
        return subprocess.Popen(command, stdout=stream, stderr=stream, env=environment)


def worker(name: str, number: int, log: Path) -> subprocess.Popen[bytes]:
    """Start a worker in its namespace."""
    dask = [sys.executable, "-m", "distributed.cli.dask_worker", SCHEDULER, "--nthreads", "1", "--no-nanny"]
    where = ["--host", f"{NET}.{number + 2}", "--no-dashboard", "--local-directory", str(log.parent)]
    return start(log, "ip", "netns", "exec", name, *dask, *where)


def seconds(process: subprocess.Popen[bytes] | None = None) -> float:
    """Return the processor seconds of this process, or of a running one."""
    if process is None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def spread(order: Order, running: list[subprocess.Popen[bytes]], kill: bool) -> str:
    """Run on the cluster, kill the first worker in the middle, and say what it took."""
    before, rest, killed = seconds(), [seconds(process) for process in running], 0
    for step in run(order, sys.stdout.buffer):
        if kill and step.tally.records and not killed:
            running[0].kill()
            killed = step.tally.records
    left = [seconds(p) - b for p, b in zip(running, rest, strict=True) if p.poll() is None]
    what = f"a worker killed after {killed} records" if kill else "no worker killed"
    return f"{what}: head {seconds() - before:.1f} s, workers that lived {sum(left):.1f} s"


def main() -> None:
    """Run one process, then the cluster twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, network(2) as names, contextlib.ExitStack() as stack:
        folder, log = Path(name), Path(name) / "log"
        order = Order((asked.archive,), Options(), folder / "serial.jsonl")
        before = seconds()
        tally = list(run(order, sys.stdout.buffer))[-1].tally
        print(f"{tally.articles} articles, one process: {seconds() - before:.1f} s", flush=True)
        dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", f"{NET}.1", "--port", "18786"]
        running = [start(log, *dask, "--no-dashboard"), *(worker(name, n, log) for n, name in enumerate(names))]
        stack.callback(lambda: [process.kill() for process in running])
        wait(2)
        for kill in (False, True):
            there = order._replace(out=folder / f"cluster{kill}.jsonl", backend="dask", scheduler=SCHEDULER)
            print(spread(there, running[1:], kill), flush=True)
            assert there.out
            assert order.out
            assert there.out.read_bytes() == order.out.read_bytes(), "not the bytes of one process"
        print("each the bytes of one process")


def wait(workers: int) -> None:
    """Wait until so many workers are there."""
    from distributed import Client

    time.sleep(1)
    with Client(SCHEDULER, set_as_default=False, timeout=120) as client:
        client.wait_for_workers(workers, timeout=120)
        print("workers:", *sorted(client.scheduler_info(-1)["workers"]), flush=True)


if __name__ == "__main__":
    main()
