"""The program works offline: no command but ``serve`` uses a socket, and a forecast is made where there is no network at all."""

import gzip
import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.faults.articles import SEEDS, labelled, news, written

CHILD = """
import os, sys
def hook(event, arguments):
    harmless = event in ("socket.__new__", "socket.gethostname") or (event == "socket.bind" and arguments[1] == ("::1", 0))
    if event.startswith("socket.") and not harmless:
        os.write(2, f"uses a socket: {event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(hook)
sys.argv = ["stances", *sys.argv[1:]]
from stances.cli import main
main()
"""
"""One library behind the extra ``html`` asks, when it is loaded, whether there is IPv6: it binds a socket to this machine."""

PAGE = (
    "<html><head><title>Talks</title></head><body><p>Mexico and the United States will hold talks. {}</p></body></html>"
)


@pytest.fixture
def places(tmp_path):
    written(tmp_path / "labels.jsonl", [labelled(0, i) for i in range(3)])
    written(tmp_path / "news.jsonl", news(3))
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress((tmp_path / "news.jsonl").read_bytes()))
    link = '<a href="http://example.org/">x</a><img src="http://example.org/x.png"> Mexico refuses to pay.' * 20
    (tmp_path / "page.html").write_text(PAGE.format(link))
    task = {
        "text": "It is a cost.",
        "label": [[6, 12, "payoff-1 MEX"]],
        "meta": {"id": "1", "url": "http://example.org/"},
    }
    (tmp_path / "tasks.jsonl").write_text(json.dumps(task))
    (tmp_path / "ledger.sqlite").touch()
    return tmp_path


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT)}


CALLS = [
    ("predict", SEEDS[0]),
    ("predict", "page.html", "--format", "html"),
    ("predict", "news.jsonl.gz", "--format", "jsonl"),
    ("predict", "news.jsonl", "--format", "jsonl", "--jobs", "2"),
    ("explain", SEEDS[0]),
    ("what-if", SEEDS[0], "--stage", "narrowing"),
    ("track", *SEEDS[:1], "--format", "html"),
    ("labels", "check", "labels.jsonl"),
    ("labels", "add", "store.jsonl", "labels.jsonl"),
    ("labels", "import", "doccano", "tasks.jsonl"),
    ("labels", "export", "label-studio", "labels.jsonl"),
    ("models", "list"),
    ("models", "verify"),
    ("ledger", "add", SEEDS[0], "--file", "ledger.sqlite"),
    ("ledger", "score", "--file", "ledger.sqlite"),
    ("cues", SEEDS[0], "--pattern", "in return for"),
    ("rules", "list"),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call)[:40])
def test_no_socket_is_used(places, call):
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *call], cwd=places, capture_output=True, text=True, env=environment()
    )
    assert done.returncode == 0, done
    assert "uses a socket" not in done.stderr


def test_the_guard_sees_a_socket(tmp_path):
    code = CHILD.replace("main()", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=environment())
    assert done.returncode == 99, done


def test_an_address_is_no_source(stances):
    for source in (
        "http://example.org/a.html",
        "https://example.org/a.txt",
        "file:///etc/passwd",
        "//host/share/a.txt",
    ):
        stances("predict", source).refused(3)


def test_a_forecast_where_there_is_no_network(tmp_path):
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-n", "true"], capture_output=True).returncode:
        pytest.skip("no network namespace can be made here: that needs root")
    code = "from stances.cli import main; main()"
    done = subprocess.run(
        [unshare, "-n", sys.executable, "-c", code, "predict", SEEDS[0]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done
    assert "within the year" in done.stdout
