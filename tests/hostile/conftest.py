"""The command line run inside the test's process, with a guard against what never ends."""

import gc
import io
import signal
import sys
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from stances.cli import main

_HANGS_AFTER = 60
_LONGEST_LINE = 600


class Run(NamedTuple):
    """What one call gave: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    def refused(self, code):
        """Hold that the call was refused with this code, nothing on standard output and one clear line."""
        assert self.code == code, self
        assert self.out == ""
        assert self.err.startswith("stances: "), self.err
        assert self.err.count("\n") == 1, self.err
        assert len(self.err) < _LONGEST_LINE, self.err
        assert self.err.isprintable() or self.err[:-1].isprintable(), self.err

    def survived(self):
        """Hold that the call ended as the contract says, and each line of its report is clear."""
        assert self.code in (0, 3), self
        assert (self.code == 3) == bool(self.err), self
        for line in self.err.splitlines():
            assert line.startswith("stances: "), self.err
            assert len(line) < _LONGEST_LINE, line


@contextmanager
def _guarded():
    def stop(*_):
        raise AssertionError(f"still at work after {_HANGS_AFTER} s")

    before = signal.signal(signal.SIGALRM, stop)
    threshold = gc.get_threshold()
    signal.alarm(_HANGS_AFTER)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        gc.set_threshold(*threshold)
        gc.unfreeze()


@pytest.fixture
def stances():
    """Run ``stances`` with some arguments; an exception that would be a traceback fails the test."""

    def run(*args, stdin=b""):
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        code = 0
        with pytest.MonkeyPatch.context() as patch, _guarded():
            patch.setattr(sys, "argv", ["stances", *map(str, args)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            try:
                main()
            except SystemExit as done:
                code = done.code or 0
        return Run(code, *(s.buffer.getvalue().decode() for s in (out, err)))

    return run
