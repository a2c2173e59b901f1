"""The server as a user starts it, on a free port and with files of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

from tests.conftest import ROOT


@contextmanager
def served(folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {name: str(folder / name) for name in ("STANCES_LABELS", "STANCES_QUEUE", "STANCES_LEDGER")}
    command = [sys.executable, "-c", "from stances.cli import main; main()", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | places)
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def wait_for(url):
    """Return the first answer of a server that is starting."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")
