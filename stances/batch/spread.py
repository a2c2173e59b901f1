"""Chunks of records over processes or a cluster by joblib, their answers in the order of the records."""

from __future__ import annotations

import warnings
from itertools import chain, islice
from typing import TYPE_CHECKING

from stances.batch.work import Done, work

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from stances.batch.order import Order
    from stances.batch.work import Task
    from stances.reading.piece import Piece
    from stances.reading.problem import Problem

CHUNK = 200
"""Records that a worker gets at once: some seconds of work, so that handing over costs next to nothing."""

CHARACTERS = 2_000_000
"""Characters that end a chunk early."""

WAVE = 16
"""Chunks a worker has in a wave: answers wait for their turn in memory, and the next wave begins when all are written."""


def spread(items: Iterable[Piece | Problem], task: Task, order: Order) -> Iterator[Done]:
    """Yield the answers to all records in order: one by one from this process, by chunks from others.

    Raises
    ------
    StancesError
        If the cluster cannot be reached, or workers died.
    """
    if order.backend == "loky" and order.jobs == 1:
        for item in items:
            yield work([item], task)
        return
    from joblib import Parallel, delayed

    from stances.batch.crew import crew

    rest = chunks(items)
    with (
        crew(order) as hands,
        Parallel(n_jobs=hands.jobs, return_as=hands.return_as, pre_dispatch=hands.at_once, batch_size=1) as parallel,
    ):
        for first in rest:
            wave = chain([first], islice(rest, WAVE * hands.workers() - 1))
            answers = parallel(delayed(work)(chunk, task) for chunk in wave)
            yield from answers if isinstance(answers, list) else _quietly(answers)


def _quietly(answers: Generator[Done]) -> Iterator[Done]:
    """Yield answers; where a run is stopped, joblib's warning that some were not used tells the user nothing."""
    try:
        for done in answers:  # noqa: UP028  `yield from` would close them first
            yield done
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answers.close()


def chunks(items: Iterable[Piece | Problem]) -> Iterator[list[Piece | Problem]]:
    """Yield the records in lists that are not too long, in number and in characters.

    Examples
    --------
    >>> from stances.reading.piece import LINE, Piece
    >>> [len(chunk) for chunk in chunks([Piece("a", LINE, "x" * 900_000)] * 5)]
    [3, 2]
    """
    chunk: list[Piece | Problem] = []
    characters = 0
    for item in items:
        chunk.append(item)
        characters += _characters(item)
        if len(chunk) == CHUNK or characters >= CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _characters(item: Piece | Problem) -> int:
    raw = getattr(item, "raw", "")
    return len(raw.get("text") or "") if isinstance(raw, dict) else len(raw)
