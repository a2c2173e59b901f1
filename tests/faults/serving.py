"""A server with files of its own, which may be killed while it is used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.web.serving import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve the page with its files in a folder; give its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = {"STANCES_LABELS": "labels.jsonl", "STANCES_QUEUE": "queue.jsonl", "STANCES_LEDGER": "ledger.sqlite"}
    places = {variable: str(folder / name) for variable, name in names.items()}
    command = [sys.executable, "-c", "from stances.cli import main; main()", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | places, text=True, stderr=subprocess.PIPE)
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.communicate()
