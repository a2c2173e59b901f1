"""A run that is stopped anywhere and gone on with gives the bytes of one that was not, and says the same."""

import io
import json
import os

import pytest

from stances.batch import journal, run, sink
from stances.batch.work import task_for, work
from stances.errors import InputError, ModelError, UsageError
from stances.road import Options
from tests.batch.conftest import steps


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(sink, "EVERY", 3)


@pytest.fixture
def unbroken(order, tmp_path):
    aside = order._replace(out=tmp_path / "unbroken")
    told = steps(aside)
    return aside.out.read_bytes(), told[-1].tally, [problem for step in told for problem in step.problems]


def test_a_record_gives_a_line_or_a_report(order, unbroken, archive):
    lines, tally, problems = unbroken
    assert (tally.records, tally.articles, tally.bad, tally.size) == (22, 20, 2, archive.stat().st_size)
    assert [json.loads(line)["id"] for line in lines.splitlines()] == [f"a{n}" for n in range(20)]
    assert problems[0].startswith(f"{archive}:8: not valid JSON")
    assert problems[1].startswith(f"{archive}:13: "), "a horizon that cannot be is told with its line too"


@pytest.mark.parametrize("after", [1, 2, 5, 9, 12, 13, 20, 22])
def test_stopped_and_gone_on_with(order, unbroken, after, monkeypatch):
    stopped = run.run(order, None)
    for _ in range(after):
        next(stopped)
    monkeypatch.setattr(sink.Kept, "_note", lambda self: None)  # as a kill: nothing more is noted
    stopped.close()
    order.out.write_bytes(order.out.read_bytes() + b'{"torn')
    monkeypatch.undo()
    told = steps(order._replace(resume=True))
    assert order.out.read_bytes() == unbroken[0]
    assert told[-1].tally == unbroken[1]
    assert [problem for step in told for problem in step.problems] == unbroken[2]


@pytest.mark.parametrize("share", [0, 0.3, 0.99])
def test_what_a_disk_lost_is_made_again(order, unbroken, share):
    steps(order)
    order.out.write_bytes(unbroken[0][: int(len(unbroken[0]) * share)])
    steps(order._replace(resume=True))
    assert order.out.read_bytes() == unbroken[0]


def test_a_whole_file_is_left_as_it_is(order, unbroken, monkeypatch):
    steps(order)
    monkeypatch.setattr(run, "spread", lambda *given: pytest.fail("nothing is left to do"))
    told = steps(order._replace(resume=True))
    assert told[-1].tally == unbroken[1]
    assert told[-1].problems == unbroken[2]
    assert order.out.read_bytes() == unbroken[0]


def test_an_exception_in_the_middle_keeps_what_was_written(order, unbroken, monkeypatch):
    def stopping(items, task, given):
        for number, done in enumerate(whole(items, task, given)):
            if number == 10:
                raise KeyboardInterrupt
            yield done

    whole = run.spread
    monkeypatch.setattr(run, "spread", stopping)
    with pytest.raises(KeyboardInterrupt):
        steps(order)
    monkeypatch.undo()
    told = steps(order._replace(resume=True))
    assert told[0].tally.records == 10
    assert order.out.read_bytes() == unbroken[0]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"within": 90}, "within null, now 90"),
        ({"parties": ("CAN", "MEX")}, "parties null"),
        ({"issue": "trade"}, "issue null"),
    ],
)
def test_other_options_are_refused(order, change, named):
    steps(order)
    before = order.out.read_bytes()
    with pytest.raises(UsageError, match=named):
        steps(order._replace(resume=True, options=Options(**change)))
    assert order.out.read_bytes() == before


def test_another_model_or_source_or_a_foreign_file_is_refused(order, archive, monkeypatch):
    steps(order)
    with monkeypatch.context() as patch:
        other = task_for(order.options)._replace(fingerprint="another")
        patch.setattr(run, "task_for", lambda options: other)
        with pytest.raises(UsageError, match="begun with model"):
            steps(order._replace(resume=True))
    with archive.open("a") as stream:
        stream.write("{}\n")
    with pytest.raises(UsageError, match="begun with sizes"):
        steps(order._replace(resume=True))
    journal_file = run.journal(order.out)
    journal_file.unlink()
    with pytest.raises(UsageError, match="no journal"):
        steps(order._replace(resume=True))


def test_a_file_that_was_edited_is_refused(order):
    steps(order)
    order.out.write_bytes(b"x" * len(order.out.read_bytes()))
    with pytest.raises(UsageError, match="changed since"):
        steps(order._replace(resume=True))


def test_nothing_there_is_begun_and_without_resume_all_is_made_anew(order, unbroken):
    steps(order._replace(resume=True))
    assert order.out.read_bytes() == unbroken[0]
    steps(order)
    assert order.out.read_bytes() == unbroken[0]


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\x00\xff\n", b'{"journal": 1'])
def test_a_damaged_journal_is_no_journal(order, damage):
    steps(order)
    run.journal(order.out).write_bytes(damage)
    with pytest.raises(UsageError, match="no journal"):
        steps(order._replace(resume=True))


@pytest.mark.parametrize("entry", [b'{"tally": "x"}\n', b"[]\n", b'{"tally": [1], "bytes": 1, "whole": 1}\n', b"9\n"])
def test_a_damaged_mark_ends_what_the_journal_says(order, unbroken, entry):
    steps(order)
    path = run.journal(order.out)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], entry, *lines[3:]]))
    steps(order._replace(resume=True))
    assert order.out.read_bytes() == unbroken[0]


def test_two_runs_on_one_file(order):
    first = run.run(order, None)
    next(first)
    with pytest.raises(InputError, match="another run"):
        steps(order)
    first.close()


def test_a_file_that_would_be_read_is_not_written(order, archive):
    before = archive.read_bytes()
    for out, source in ((archive, archive), (archive.parent / "new.jsonl", archive.parent)):
        with pytest.raises(UsageError, match="lies in what is read"):
            steps(order._replace(out=out, sources=(str(source),)))
    assert archive.read_bytes() == before


def test_a_stream_takes_the_same_lines(order, unbroken):
    stream = io.BytesIO()
    steps(order._replace(out=None), stream)
    assert stream.getvalue() == unbroken[0]


def test_a_full_disk_is_told_and_gone_on_from(order, unbroken, monkeypatch):
    def full(fd):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            steps(order)
    steps(order._replace(resume=True))
    assert order.out.read_bytes() == unbroken[0]


def test_a_worker_with_another_model_is_refused(order):
    with pytest.raises(ModelError, match="a worker has model"):
        work([], task_for(Options())._replace(fingerprint="another"))


def test_the_journal_notes_where_it_stands(tmp_path):
    kept = journal.Journal(tmp_path / "j", {"within": 365})
    kept.begin()
    for number in range(1, 4):
        kept.mark(journal.Tally(records=number), 10 * number, [])
    assert kept.last(25).tally.records == 2
    assert kept.last(100).tally.records == 2, "later marks are forgotten"
    kept.close()
