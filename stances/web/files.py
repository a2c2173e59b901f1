"""Where the page keeps what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Files(NamedTuple):
    """The labelled articles, the queue of articles without an outcome, and the ledger; set when the server starts."""

    labels: Path
    queue: Path
    ledger: Path


def default_files() -> Files:
    """Return the user's own files."""
    from stances.learning import labels, queue
    from stances.ledger import chain

    return Files(labels.default_path(), queue.default_path(), chain.default_path())
