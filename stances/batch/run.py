"""A batch from its sources to its file."""

from __future__ import annotations

import sys
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from stances.batch.journal import Journal, asked_of
from stances.batch.order import Step
from stances.batch.sink import Kept, Stream
from stances.batch.spread import spread
from stances.batch.work import ABSTAINED, task_for
from stances.errors import UsageError
from stances.reading.source import pieces, size_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from stances.batch.order import Order, Tally
    from stances.batch.sink import Sink
    from stances.batch.work import Done, Task
    from stances.reading.piece import Piece
    from stances.reading.problem import Problem


def run(order: Order, stream: IO[bytes]) -> Generator[Step]:
    """Write a line for each article, in order, and yield how far it has come.

    Parameters
    ----------
    order : Order
        What is to do.
    stream : binary file
        Where the lines go if the order names no file.

    Raises
    ------
    StancesError
        If the model is missing, the cluster cannot be reached, or the file is not one that can be gone on with.
    """
    task = task_for(order.options)
    if order.resume and order.parquet and order.out and order.out.exists() and not spool(order.out).exists():
        yield _made(order, task)
        return
    with _sink(order, task, stream) as sink:
        yield Step(sink.begun, sink.problems)
        if not sink.whole:
            yield from _steps(order, task, sink)
            sink.finish()
    if order.parquet and order.out:
        _to_table(order.out)


def _steps(order: Order, task: Task, sink: Sink) -> Iterator[Step]:
    tally = sink.begun
    for done in spread(islice(_items(order), tally.records, None), task, order):
        lines = "".join(a.line for a in done.answers if a.code in (0, ABSTAINED)).encode()
        problems = [a.line for a in done.answers if a.code not in (0, ABSTAINED)]
        tally = _counted(tally, done, len(problems))
        sink.take(lines, problems, tally)
        yield Step(tally, problems)


def _counted(tally: Tally, done: Done, bad: int) -> Tally:
    return tally._replace(
        records=tally.records + len(done.answers),
        articles=tally.articles + len(done.answers) - bad,
        abstained=tally.abstained + sum(answer.code == ABSTAINED for answer in done.answers),
        bad=tally.bad + bad,
        size=tally.size + done.size,
    )


def _items(order: Order) -> Iterator[Piece | Problem]:
    for source in order.sources:
        yield from pieces(source)


def _made(order: Order, task: Task) -> Step:
    """Return what the journal of a whole table says."""
    assert order.out
    with closing(Journal(journal(order.out), _asked(order, task))) as kept:
        mark = kept.last(sys.maxsize)
        if mark is None or not mark.whole:
            raise UsageError(f"{order.out}: no journal says how it was made", hint="leave out --resume to begin anew")
        return Step(mark.tally, kept.problems())


def _sink(order: Order, task: Task, stream: IO[bytes]) -> Sink:
    if order.out is None:
        return Stream(stream)
    _check_apart(order.out, order.sources)
    lines = spool(order.out) if order.parquet else order.out
    return Kept(lines, journal(order.out), _asked(order, task), resume=order.resume)


def _asked(order: Order, task: Task) -> dict[str, Any]:
    return asked_of(order, task, [size_of(source) for source in order.sources])


def journal(out: Path) -> Path:
    """Return the file that says how far a result reaches."""
    return out.with_name(out.name + ".journal")


def spool(out: Path) -> Path:
    """Return the file of lines from which a table is made at the end."""
    return out.with_name(out.name + ".lines")


def _to_table(out: Path) -> None:
    from stances.report.parquet import write_parquet

    lines = spool(out)
    write_parquet(lines, out)
    lines.unlink()


def _check_apart(out: Path, sources: tuple[str, ...]) -> None:
    """Refuse a file that the batch would read too."""
    for source in sources:
        if source.strip() not in ("", "-") and _holds(Path(source), out):
            raise UsageError(f"{out}: lies in what is read, {source}", hint="write it elsewhere")


def _holds(source: Path, out: Path) -> bool:
    try:
        read, where = source.resolve(), out.resolve()
    except (OSError, RuntimeError, ValueError):  # no path, or a link that leads to itself: reading it will say so
        return False
    return where == read or (read.is_dir() and where.is_relative_to(read))
