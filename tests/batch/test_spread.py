"""However the work is spread, answers come in order and few records are read ahead."""

import os
import signal
import sys
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joblib import parallel_config

from stances.batch import crew, spread
from stances.batch.crew import Crew
from stances.batch.order import Order
from stances.batch.work import task_for
from stances.errors import InputError, StancesError
from stances.reading.piece import LINE, Piece
from stances.reading.problem import Problem
from stances.road import Options


@given(st.lists(st.integers(0, 3_000_000), max_size=300).map(lambda sizes: [Piece(str(s), LINE, "x" * (s // 1000) * 1000) for s in sizes[:40]]))  # fmt: skip
def test_chunks_hold_every_record_once_and_are_bounded(pieces):
    made = list(spread.chunks(iter(pieces)))
    assert [piece for chunk in made for piece in chunk] == pieces
    for chunk in made:
        assert 0 < len(chunk) <= spread.CHUNK
        assert sum(len(str(piece.raw)) for piece in chunk[:-1]) < spread.CHARACTERS


def test_an_archive_without_end_is_read_a_wave_at_a_time(monkeypatch):
    monkeypatch.setattr(spread, "CHUNK", 10)
    monkeypatch.setattr(spread, "WAVE", 3)
    read = 0

    def endless():
        nonlocal read
        for read in count(1):
            yield Problem(str(read), InputError(f"bad {read}"))

    order, seen = Order((), Options(), jobs=2), 0
    answers = spread.spread(endless(), task_for(Options()), order)
    for done in answers:
        for answer in done.answers:
            seen += 1
            assert answer.line == f"bad {seen}", "in order"
        assert read - seen <= 3 * 2 * 10
        if seen >= 150:
            break
    answers.close()


@contextmanager
def waves(order):
    """A crew of joblib's plain processes: like ray's, their backend gives no answers one by one."""
    with parallel_config("multiprocessing"):
        yield Crew(2, "all", lambda: 2, return_as="list")


def test_answers_that_come_a_wave_at_a_time_are_the_same(monkeypatch):
    monkeypatch.setattr(spread, "CHUNK", 10)
    monkeypatch.setattr(spread, "WAVE", 2)
    monkeypatch.setattr(crew, "crew", waves)
    bad = (Problem(str(n), InputError(f"bad {n}")) for n in range(95))
    answers = spread.spread(bad, task_for(Options()), Order((), Options(), jobs=2))
    assert [answer.line for done in answers for answer in done.answers] == [f"bad {n}" for n in range(95)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="children are found by /proc")
def test_a_killed_process_is_told(monkeypatch):
    monkeypatch.setattr(spread, "CHUNK", 10)
    endless = (Problem(str(n), InputError(f"bad {n}")) for n in count())
    answers = spread.spread(endless, task_for(Options()), Order((), Options(), jobs=2))
    next(answers)
    for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
        if b"popen_loky_posix" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
    with pytest.raises(StancesError, match="a worker process was killed"):
        list(answers)
