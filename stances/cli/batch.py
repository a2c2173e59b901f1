"""``stances predict`` of many articles: its options, its progress and its report."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from stances.batch.order import BACKENDS, Order, Tally
from stances.batch.run import run
from stances.cli.answer import options
from stances.cli.tally import progress
from stances.errors import UsageError
from stances.reading.source import size_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stances.cli.answer import Asked

_MOST_JOBS = 4096
_KEPT = 1000  # reports that wait for the end; more are told as they come


def batch(asked: Asked) -> int:
    """Write the record of each article, in order, report what is wrong, and return the exit code."""
    order, report = _order(asked), Report([])
    sizes = [size_of(source) for source in order.sources]
    size = None if None in sizes else sum(filter(None, sizes))
    tally = Tally()
    try:
        with _stream(asked) as stream, progress(size) as show, closing(run(order, stream)) as steps:
            for tally, problems in steps:
                report.add(problems)
                show(tally)
    except KeyboardInterrupt:
        if order.out:
            print(f"stances: stopped after {tally.articles:,} articles; --resume goes on", file=sys.stderr)
        raise
    finally:
        report.tell(tally)
    if tally.bad:
        return 3
    return 4 if asked.strict and tally.abstained else 0


class Report(NamedTuple):
    """What was wrong with records, told at the end."""

    kept: list[str]

    def add(self, problems: list[str]) -> None:
        """Keep some, or tell them at once where there are too many to keep."""
        for problem in problems:
            if len(self.kept) < _KEPT:
                self.kept.append(problem)
            else:
                print(f"stances: {problem}", file=sys.stderr)

    def tell(self, tally: Tally) -> None:
        """Tell those that were kept, and how many there were."""
        for problem in self.kept:
            print(f"stances: {problem}", file=sys.stderr)
        if tally.bad > 1:
            print(f"stances: {tally.bad:,} of {tally.records:,} records gave no forecast", file=sys.stderr)


def _order(asked: Asked) -> Order:
    """Return the order of a call, checked as far as it can be before any work."""
    backend = asked.backend or "loky"
    if backend not in BACKENDS:
        raise UsageError(f"backend {backend!r} is not known", hint=" | ".join(BACKENDS))
    if (backend == "loky") != (asked.scheduler is None):
        need = "--scheduler is for a cluster" if asked.scheduler else f"--backend {backend} needs its cluster's address"
        raise UsageError(need, hint="--backend dask --scheduler tcp://HOST:8786, --backend ray --scheduler HOST:6379")
    if not 1 <= asked.jobs <= _MOST_JOBS:
        raise UsageError(f"--jobs {asked.jobs} is out of range", hint=f"1 to {_MOST_JOBS}")
    if asked.format == "parquet":
        from stances.report.parquet import schema

        schema()  # that pyarrow is there is seen before hours of work
    _check_out(asked)
    out = asked.out if asked.out and not _is_device(asked) else None
    sources = tuple(asked.sources)
    return Order(
        sources, options(asked), out, asked.format == "parquet", asked.resume, asked.jobs, backend, asked.scheduler
    )


def _check_out(asked: Asked) -> None:
    if asked.out is None and asked.format == "parquet":
        raise UsageError("a Parquet file cannot go to standard output", hint="add --out FILE")
    if asked.resume and (asked.out is None or _is_device(asked)):
        raise UsageError("--resume needs the file to go on with", hint="add --out FILE")


def _is_device(asked: Asked) -> bool:
    return asked.out is not None and asked.out.exists() and not asked.out.is_file() and not asked.out.is_dir()


@contextmanager
def _stream(asked: Asked) -> Iterator[IO[bytes]]:
    """Give where lines go that are not kept: standard output, or a device or pipe named by ``--out``."""
    if asked.out is None or not _is_device(asked):
        yield sys.stdout.buffer
        return
    with asked.out.open("wb") as stream:
        yield stream
