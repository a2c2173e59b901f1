"""``stances predict`` and ``stances explain``: their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stances.cli.answer import FORMATS, Asked, answer, forecasts
from stances.reading.problem import Problem
from stances.report.text import to_text

Sources = Annotated[
    list[str], typer.Argument(help=".txt .md .html .pdf .jsonl .jsonl.gz .parquet, a folder, or - for standard input")
]
Within = Annotated[str | None, typer.Option(help="Horizon: 90d, 26w, 12m, 1y; a year where nothing is asked")]
By = Annotated[str | None, typer.Option(help="Horizon as a day, YYYY-MM-DD, in place of --within")]
AsOf = Annotated[str | None, typer.Option(help="The article's date where it has none, YYYY-MM-DD")]
Parties = Annotated[str | None, typer.Option(help="The two parties, e.g. USA,MEX, instead of those read")]
Issue = Annotated[str | None, typer.Option(help="The issue, e.g. migration, instead of the one read")]
ModelName = Annotated[str, typer.Option("--model", help="Name of a shipped model, or a folder")]
Out = Annotated[Path | None, typer.Option(help="Write to this file")]


def predict(
    sources: Sources, format: Annotated[str | None, typer.Option(help=f"{' | '.join(FORMATS)}; text for one article or on a terminal, else jsonl")] = None,
    within: Within = None, by: By = None, as_of: AsOf = None, parties: Parties = None, issue: Issue = None,
    model: ModelName = "default", out: Out = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 4 where an article gets no forecast")] = False,
    jobs: Annotated[int, typer.Option(help="Processes for an archive; chunks at once on a cluster, 1: all it has")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an archive's --out where a run stopped")] = False,
    backend: Annotated[str | None, typer.Option(help="loky (this machine) | dask | ray, for an archive")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of the dask or ray cluster")] = None,
) -> None:  # fmt: skip
    """Forecast whether the talks that an article reports end in an agreement."""
    asked = Asked(
        sources, within, by, as_of, parties, issue, model, format, out, strict, jobs, resume, backend, scheduler
    )  # fmt: skip
    raise typer.Exit(answer(asked))


def explain(
    source: Annotated[str, typer.Argument(help="An article, or - for standard input")], within: Within = None,
    by: By = None, as_of: AsOf = None, parties: Parties = None, issue: Issue = None, model: ModelName = "default",
) -> None:  # fmt: skip
    """Show the forecast with every signal, every rule and the whole arithmetic."""
    for result in forecasts(Asked([source], within, by, as_of, parties, issue, model)):
        if isinstance(result, Problem):
            raise result.error
        print(to_text(result, full=True))
