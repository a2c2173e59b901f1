"""How far a batch is, on a terminal: articles, their rate, and the time left where the size of what is read is known."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stances.batch.order import Tally


@contextmanager
def progress(size: int | None) -> Iterator[Callable[[Tally], None]]:
    """Give a function that shows a tally on standard error; it does nothing where that is no terminal.

    Parameters
    ----------
    size : int, optional
        Bytes of all sources.
    """
    if not sys.stderr.isatty():
        yield lambda tally: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.completed:,} articles"),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False) as bar:

        def show(tally: Tally) -> None:
            if not bar.tasks:  # what an earlier run did is no part of the rate
                bar.add_task("", completed=tally.articles, total=None, rate="")
            speed = bar.tasks[0].speed
            rate = f"{speed:,.0f} a second" if speed else ""
            bar.update(bar.tasks[0].id, completed=tally.articles, total=expected(tally, size), rate=rate)

        yield show


def expected(tally: Tally, size: int | None) -> int | None:
    """Return how many articles there will be, by what those so far take of the sources; None where their size is not known.

    Examples
    --------
    >>> from stances.batch.order import Tally
    >>> expected(Tally(articles=10, size=500), 2000), expected(Tally(articles=10, size=500), None)
    (40, None)
    """
    if not size or not tally.size:
        return None
    return max(tally.articles, round(tally.articles * size / tally.size))
