import io
import itertools
import re
import sys
import time

from stances.cli import progress
from stances.cli.progress import Bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar_with_the_time_left(monkeypatch):
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    clock = itertools.count()
    monkeypatch.setattr(time, "time", lambda: next(clock))
    with Bar() as bar:
        for what in ("reading", "fitting"):
            for done in range(4):
                bar(what, done, 3)
    said = seen.getvalue()
    assert "reading" in said
    assert re.search(r"2/3  00:00:0[1-9]", said)
    assert said.count("3/3") == 2
    assert said.endswith("\n")


def test_anything_else_gets_plain_lines_now_and_then(monkeypatch, capsys):
    clock = iter(range(0, 1000, 6))
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(clock)))
    with Bar() as bar:
        for done in range(6):
            bar("fitting", done, 5)
    assert capsys.readouterr().err.splitlines() == [
        "stances: fitting: 5 to do",
        "stances: fitting: 2 of 5, about 18 s left",
        "stances: fitting: 4 of 5, about 6 s left",
    ]
