"""What a worker does with a chunk of records; every backend calls this one function, so that all give the same bytes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stances.errors import ModelError
from stances.model.artefact import load
from stances.reading.piece import parse
from stances.reading.problem import Problem
from stances.report.tables import to_jsonl
from stances.road import Options, forecast_of

if TYPE_CHECKING:
    from stances.model.artefact import Model
    from stances.reading.piece import Piece

ABSTAINED = 4
"""Code of a line without a likelihood; 0 is that of a forecast, any other that of a report."""


class Task(NamedTuple):
    """What every chunk needs: the options, and which model and program must work on it."""

    options: Options
    fingerprint: str
    program: str


class Answer(NamedTuple):
    """A line of output, or of a report, and its code."""

    line: str
    code: int


class Done(NamedTuple):
    """A chunk's answers, one a record, and the bytes of the sources that it took."""

    answers: list[Answer]
    size: int


def task_for(options: Options) -> Task:
    """Return the task of a batch with this machine's model and program.

    Raises
    ------
    ModelError
        If the model is missing or not trusted.
    """
    return Task(options, _model(options.model).card.fingerprint, program())


def work(chunk: list[Piece | Problem], task: Task) -> Done:
    """Return the answers to a chunk's records.

    Raises
    ------
    ModelError
        If this worker has another model or program than the task asks for.
    """
    model = _model(task.options.model)
    found = (model.card.fingerprint, program())
    if found != (task.fingerprint, task.program):
        raise ModelError(
            f"a worker has model {found[0]} and stances {found[1]}, not {task.fingerprint} and {task.program}",
            hint="install the same on every machine",
        )
    return Done([_answer(item, task.options, model) for item in chunk], sum(map(_size, chunk)))


@cache
def program() -> str:
    """Return the version of the installed program."""
    from importlib.metadata import version

    return version("stances")


@cache
def _model(name: str) -> Model:
    """Return a model, loaded once a process."""
    return load(name)


def _answer(item: Piece | Problem, options: Options, model: Model) -> Answer:
    article = item if isinstance(item, Problem) else parse(item)
    if isinstance(article, Problem):
        return Answer(str(article.error), article.error.exit_code)
    result = forecast_of(article, options, model)
    if isinstance(result, Problem):
        return Answer(f"{item.where}: {result.error}", result.error.exit_code)
    return Answer(to_jsonl(result), 0 if result.likelihood else ABSTAINED)


def _size(item: Piece | Problem) -> int:
    return 0 if isinstance(item, Problem) else item.size
