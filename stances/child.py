"""Work in a process of its own, which is stopped when it takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def run_module(module: str, arguments: Sequence[str], given: bytes, seconds: float) -> bytes | None:
    """Run a module of ours and return what it writes, None where it fails.

    Parameters
    ----------
    module : str
        Its name.
    arguments : sequence of str
        Its arguments.
    given : bytes
        Its standard input.
    seconds : float
        Time that it may take.

    Raises
    ------
    TimeoutError
        If it takes longer.

    Examples
    --------
    >>> run_module("this", [], b"", 60).splitlines()[0]
    b'The Zen of Python, by Tim Peters'
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise TimeoutError(f"{module} took more than {seconds} seconds") from None
    return None if done.returncode else done.stdout


def limit(seconds: int, memory: int) -> None:
    """Bound what this process may take from here on: seconds of computing, bytes of memory, and no byte in a file."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
