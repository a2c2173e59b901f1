"""What a batch is to do, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from stances.road import Options

BACKENDS = ("loky", "dask", "ray")
"""Where chunks of articles are worked on: processes of this machine, or a cluster."""


class Order(NamedTuple):
    """What a batch is to do.

    Parameters
    ----------
    sources : tuple of str
        What ``stances predict`` reads, in order.
    options : Options
        What bears on each forecast.
    out : Path, optional
        File of the result; standard output where it is left out.
    parquet : bool
        Whether the result is a Parquet file, else JSON Lines.
    resume : bool
        Whether to go on where an earlier run stopped.
    jobs : int
        Processes, or on a cluster the chunks that are out at once; 1 there means as many as it has workers.
    backend : str
        One of ``BACKENDS``.
    scheduler : str, optional
        Address of the cluster.
    """

    sources: tuple[str, ...]
    options: Options
    out: Path | None = None
    parquet: bool = False
    resume: bool = False
    jobs: int = 1
    backend: str = "loky"
    scheduler: str | None = None


class Tally(NamedTuple):
    """How far a batch has come.

    Parameters
    ----------
    records : int
        Records read, good and bad.
    articles : int
        Lines written, one an article.
    abstained : int
        Those of them without a likelihood.
    bad : int
        Records that could not be read or forecast.
    size : int
        Bytes of the sources read, as near as is known.
    """

    records: int = 0
    articles: int = 0
    abstained: int = 0
    bad: int = 0
    size: int = 0


class Step(NamedTuple):
    """A tally and what was wrong with records since the one before."""

    tally: Tally
    problems: list[str]
