"""``stances what-if``: the forecast after a change, beside the one before."""

from __future__ import annotations

from typing import Annotated

import typer

from stances.cli.answer import Asked, forecasts
from stances.cli.predict import AsOf, By, Issue, ModelName, Parties, Within
from stances.explain.what_if import changed, idle, parse_change
from stances.model.artefact import load
from stances.reading.problem import Problem
from stances.report.comparison import comparison
from stances.road import again


def what_if(
    source: Annotated[str, typer.Argument(help="An article, or - for standard input")],
    set: Annotated[
        list[str] | None,
        typer.Option(help="driver:HOLDER=-1, 0 or 1 in place of what is stated, or election:HOLDER=DATE; may be repeated"),
    ] = None,
    add: Annotated[list[str] | None, typer.Option(help="driver:HOLDER=-1, 0 or 1 beside it; may be repeated")] = None,
    drop: Annotated[list[str] | None, typer.Option(help="driver or driver:HOLDER; may be repeated")] = None,
    stage: Annotated[str | None, typer.Option(help="Another stage of the codebook")] = None,
    date: Annotated[str | None, typer.Option(help="Another next date, YYYY-MM-DD:KIND, or none")] = None,
    within: Within = None, by: By = None, as_of: AsOf = None, parties: Parties = None, issue: Issue = None,
    model: ModelName = "default", json: Annotated[bool, typer.Option("--json", help="Both records as JSON")] = False,
) -> None:  # fmt: skip
    """Show the forecast before and after a change to what the article states."""
    change = parse_change(set or [], add or [], drop or [], stage, date)
    loaded = load(model)
    for before in forecasts(Asked([source], within, by, as_of, parties, issue, model), loaded):
        if isinstance(before, Problem):
            raise before.error
        if before.likelihood is None:
            reason = before.reading.abstention
            print(f"No forecast to change: {reason.message if reason else 'nothing was read'}.")
            raise typer.Exit(4)
        after = again(before, changed(before.reading, change), loaded)
        if json:
            import json as codec

            from stances.report.record import to_record

            records = {"before": to_record(before), "after": to_record(after)}
            print(codec.dumps(records, ensure_ascii=False, indent=2))
        else:
            print(comparison(before, after, idle(before.reading, change)))
