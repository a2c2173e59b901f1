"""A real scheduler and two workers as processes of their own: what comes back is what one process writes, byte for byte."""

import json
import os
import socket
import subprocess
import sys
import time

import pytest

from stances.batch import spread
from stances.batch.order import Order
from stances.batch.run import run
from stances.errors import StancesError
from stances.road import Options
from tests.batch.conftest import steps
from tests.conftest import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def many(tmp_path, monkeypatch):
    """Thirty chunks of eight articles."""
    monkeypatch.setattr(spread, "CHUNK", 8)
    path = tmp_path / "many.jsonl"
    text = "Mexico and Canada hold talks on trade, and its minister refused the offer again. " * 4
    lines = [json.dumps({"id": f"a{n}", "date": "2018-05-17", "text": f"{text}{n}"}) for n in range(240)]
    lines[100] = "{broken"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def serial(many, tmp_path):
    order = Order((str(many),), Options(), tmp_path / "serial.jsonl")
    told = steps(order)
    return order.out.read_bytes(), told[-1].tally


@pytest.fixture
def dask(tmp_path):
    """The address of a scheduler, and a function that starts a worker."""
    pytest.importorskip("distributed", reason="needs pip install 'stances[dask]'")
    address, started = f"tcp://127.0.0.1:{free_port()}", []

    def start(*command):
        with (tmp_path / "cluster.log").open("ab") as log:
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
                    stdout=log, stderr=log, env=ENVIRONMENT,
                )
            )  # fmt: skip
        return started[-1]

    start("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard")
    yield (
        address,
        lambda: start(
            "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path)
        ),
    )
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.filterwarnings("default")
def test_dask_gives_the_serial_bytes_though_a_worker_is_killed(many, serial, dask, tmp_path):
    address, worker = dask
    first, _ = worker(), worker()
    wait_for(address, 2)
    order = Order((str(many),), Options(), tmp_path / "dask.jsonl", backend="dask", scheduler=address)
    killed_at = None
    for step in run(order, None):
        if step.tally.records and killed_at is None:
            first.kill()
            killed_at = step.tally.records
    assert 0 < killed_at < 240, "in the middle"
    assert order.out.read_bytes() == serial[0]
    assert step.tally == serial[1]


def wait_for(address, workers):
    from distributed import Client

    with Client(address, set_as_default=False, timeout=60) as client:
        client.wait_for_workers(workers, timeout=120)


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_is_not_there_is_told(many, tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="needs pip install 'stances[dask]'")
    monkeypatch.setattr("stances.batch.crew._PATIENCE", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(StancesError, match="no dask scheduler answers"):
        steps(Order((str(many),), Options(), tmp_path / "o", backend="dask", scheduler=address))


@pytest.mark.filterwarnings("default")
def test_ray_gives_the_serial_bytes(many, serial, tmp_path):
    pytest.importorskip("ray", reason="needs pip install 'stances[ray]', 80 MB that the test extra leaves out")
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus", "2"]
    command += ["--port", address.rpartition(":")[2], "--include-dashboard=false"]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL) as head:
        try:
            order = Order((str(many),), Options(), tmp_path / "ray.jsonl", backend="ray", scheduler=address)
            steps_when_up(order)
        finally:
            head.terminate()
    assert order.out.read_bytes() == serial[0]


def steps_when_up(order, patience=300):
    until = time.monotonic() + patience
    while True:
        try:
            return steps(order)
        except StancesError:
            if time.monotonic() > until:
                raise
            time.sleep(1)


@pytest.mark.parametrize(("backend", "module"), [("dask", "distributed"), ("ray", "ray")])
def test_a_missing_backend_names_the_line_to_install_it(many, tmp_path, monkeypatch, backend, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(StancesError, match=f"pip install 'stances\\[{backend}\\]'"):
        steps(Order((str(many),), Options(), tmp_path / "o", backend=backend, scheduler="tcp://127.0.0.1:1"))
