"""Many articles to one line each: in order, with flat memory, over several processes, and resumed after a stop."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import IO, TYPE_CHECKING

from stances.cli.answer import Asked, Options, forecast_of, options
from stances.errors import StancesError, UsageError
from stances.model.artefact import load
from stances.reading.problem import Problem
from stances.reading.source import read
from stances.report.tables import to_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from stances.model.artefact import Model
    from stances.records import Article

_CHUNK = 50
_TOLD_EVERY = 1000

Line = tuple[str, int]
"""A line of output, or of a report where its exit code is not 0, and that code; 4 marks an abstention's line."""


def batch(asked: Asked) -> int:
    """Write a JSON line for each article, in order, report bad records, and return the exit code.

    With ``resume``, as many articles are passed over as the file holds whole lines; an article is a line, a bad record none.
    """
    if asked.resume and asked.out is None:
        raise UsageError("--resume needs the file to go on with", hint="add --out FILE")
    if not 1 <= asked.jobs <= 256:
        raise UsageError(f"--jobs {asked.jobs} is out of range", hint="1 to 256")
    given = options(asked)
    _model(given.model)
    done = _whole_lines(asked.out) if asked.resume and asked.out else 0
    problems = abstained = written = 0
    with _opened(asked) as stream:
        for text, code in _lines(_items(asked.sources, done), given, asked.jobs):
            if code in (0, 4):
                stream.write(text.encode())
                written += 1
                abstained += code == 4
            else:
                problems += 1
                print(f"stances: {text}", file=sys.stderr)
            if written and written % _TOLD_EVERY == 0 and code in (0, 4):
                stream.flush()
                if sys.stderr.isatty():
                    print(f"{done + written} articles", file=sys.stderr)
    if problems:
        return 3
    return 4 if asked.strict and abstained else 0


def _items(sources: list[str], done: int) -> Iterator[Article | Problem]:
    """Yield what is still to do: all but the first ``done`` articles."""
    for source in sources:
        for item in read(source):
            if done and not isinstance(item, Problem):
                done -= 1
                continue
            yield item


def _lines(items: Iterable[Article | Problem], given: Options, jobs: int) -> Iterator[Line]:
    if jobs == 1:
        for item in items:
            yield _line(item, given)
        return
    from joblib import Parallel, delayed

    work = Parallel(n_jobs=jobs, return_as="generator", pre_dispatch=2 * jobs)
    for lines in work(delayed(_chunk)(chunk, given) for chunk in _chunks(items)):
        yield from lines


def _chunks(items: Iterable[Article | Problem]) -> Iterator[list[Article | Problem]]:
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


@cache
def _model(name: str) -> Model:
    """Return a model, loaded once a process."""
    return load(name)


def _chunk(chunk: list[Article | Problem], given: Options) -> list[Line]:
    return [_line(item, given) for item in chunk]


def _line(item: Article | Problem, given: Options) -> Line:
    result = item if isinstance(item, Problem) else forecast_of(item, given, _model(given.model))
    if isinstance(result, Problem):
        return str(result.error), result.error.exit_code
    return to_jsonl(result), 0 if result.likelihood else 4


@contextmanager
def _opened(asked: Asked) -> Iterator[IO[bytes]]:
    if asked.out is None:
        yield sys.stdout.buffer
        return
    with asked.out.open("ab" if asked.resume else "wb") as stream:
        yield stream


def _whole_lines(path: Path) -> int:
    """Cut a torn last line off a file and return how many whole ones it has."""
    if not path.exists():
        return 0
    count = end = 0
    try:
        with path.open("r+b") as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    break
                count, end = count + 1, end + len(line)
            stream.truncate(end)
    except OSError as error:
        raise StancesError(f"{path}: {error.strerror or error}") from None
    return count
