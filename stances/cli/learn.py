"""``stances learn-signals``: build a model from a folder of corpora."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def learn_signals(
    corpora: Annotated[Path, typer.Argument(help="Folder with articles, readers' signals, stages and outcomes")],
    out: Annotated[Path, typer.Option(help="Folder of the model to write")] = Path("models/default"),
    table: Annotated[Path, typer.Option(help="Where the table of the labelled articles goes")] = Path(
        "data/outcomes.csv"
    ),
    parties: Annotated[Path, typer.Option(help="Where the weights go that tell the two parties")] = Path(
        "data/parties.json"
    ),
    version: Annotated[str, typer.Option(help="Its version")] = "0.1",
    deep: Annotated[bool, typer.Option("--deep", help="Train the deep reader's encoder (extra deep-train)")] = False,
) -> None:
    """Learn to read from coded articles, and estimate the base hazards; thresholds are chosen out of fold by pair."""
    from stances.cli.progress import Bar
    from stances.learning.build import build

    with Bar() as bar:
        figures = build(corpora, out, table, parties, name=out.name, version=version, deep=deep, progress=bar)
    for name, value in figures.items():
        print(f"{name} {value:.3f}", file=sys.stderr)
