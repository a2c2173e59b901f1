"""``stances evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stances.cli.answer import write
from stances.cli.train import report
from stances.errors import UsageError

if TYPE_CHECKING:
    from stances.learning.drift import Drift
    from stances.learning.evaluation import Evaluation

_FORMATS = ("text", "json", "html")


def evaluate(
    sources: Annotated[list[str] | None, typer.Argument(help="More labelled articles, .jsonl or .jsonl.gz")] = None,
    format: Annotated[str, typer.Option(help=" | ".join(_FORMATS))] = "text",
    out: Annotated[Path | None, typer.Option(help="File to write; standard output where it is left out")] = None,
    challengers: Annotated[bool, typer.Option("--challengers", help="Fit other estimators to the same table")] = False,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="Fit ours with each part off, and give it readers' codes for our reading")
    ] = False,
    corpora: Annotated[Path | None, typer.Option(help="Folder with the articles' texts: what words alone give")] = None,
    into: Annotated[
        Path | None, typer.Option(help="Folder of a model of the shipped table: write its metrics.json and card.md")
    ] = None,
    against: Annotated[
        list[str] | None, typer.Option(help="Say instead where these articles differ from those of the table")
    ] = None,
) -> None:
    """Say how good the likelihoods are on pairs of parties that the fit did not see, beside plain baselines."""
    if format not in _FORMATS or (against and format == "html"):
        raise UsageError(f"format {format!r} is not known here", hint=" | ".join(_FORMATS[: 2 if against else 3]))
    if corpora is not None and not (corpora / "articles.jsonl.gz").is_file():
        raise UsageError(f"{corpora} holds no articles.jsonl.gz", hint="give the folder of the corpora")
    if into is not None and (sources or against):
        raise UsageError("--into is for the shipped table alone", hint="`stances train` writes the card of its models")
    if against:
        problems = _drift(sources or [], against, format, out)
    else:
        from stances.learning.evaluation import evaluate as run

        done = run(sources or [], corpora=corpora, challengers=challengers, ablation=ablation)
        report(done.problems, done.findings)
        write(_rendered(done, format), out)
        if into is not None:
            _describe(into, done)
        problems = len(done.problems)
    if problems:
        raise typer.Exit(3)


def _describe(folder: Path, done: Evaluation) -> None:
    from stances.learning.card import record
    from stances.learning.fresh import shipped_cases

    record(folder, shipped_cases(), [row for row in done.rows if row.group in ("model", "baseline", "challenger")])
    print(f"metrics.json and card.md written into {folder}", file=sys.stderr)


def _rendered(done: Evaluation, format: str) -> str:
    from stances.report.evaluation import to_html, to_record, to_text

    if format == "json":
        return json.dumps(to_record(done), indent=2) + "\n"
    return to_html(done) if format == "html" else to_text(done)


def _drift(sources: list[str], against: list[str], format: str, out: Path | None) -> int:
    """Write where new articles differ from the table, and return how many records could not be read."""
    from stances.learning.drift import drift
    from stances.learning.fresh import with_shipped
    from stances.model.artefact import load
    from stances.report.drift import to_record, to_text

    table = with_shipped(sources)
    found: Drift = drift(against, table.cases, load())
    report([*table.problems, *found.problems], table.findings)
    write(json.dumps(to_record(found), indent=2) + "\n" if format == "json" else to_text(found), out)
    return len(table.problems) + len(found.problems)
