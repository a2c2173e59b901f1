"""``stances track``: one negotiation over several articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stances.cli.answer import Asked, forecasts, parse_horizon, write
from stances.cli.predict import AsOf, Issue, ModelName, Out, Parties, Sources, Within
from stances.errors import UsageError
from stances.reading.problem import Problem
from stances.road import YEAR

if TYPE_CHECKING:
    from datetime import date

    from stances.explain.track import Track

_FORMATS = ("text", "json", "html")


def track(
    sources: Sources, format: Annotated[str, typer.Option(help=" | ".join(_FORMATS))] = "text",
    within: Within = None, as_of: AsOf = None, parties: Parties = None, issue: Issue = None,
    model: ModelName = "default", out: Out = None,
    outcome_date: Annotated[
        str | None,
        typer.Option(help="Day of the outcome, YYYY-MM-DD; without it the earliest that a labelled line on the pair states"),
    ] = None,
) -> None:  # fmt: skip
    """Show the likelihood over time from several dated articles on one negotiation, and what moved it."""
    import sys

    from stances.explain.track import track as follow
    from stances.model.artefact import load
    from stances.model.rules import shipped_rules
    from stances.reading.dates import parse_day

    if format not in _FORMATS:
        raise UsageError(f"format {format!r} is not known", hint=" | ".join(_FORMATS))
    end = parse_day(outcome_date, "--outcome-date") if outcome_date else None
    made = list(forecasts(Asked(sources, within, None, as_of, parties, issue, model)))
    problems = [item for item in made if isinstance(item, Problem)]
    for problem in problems:
        print(f"stances: {problem.error}", file=sys.stderr)
    readings = [item.reading for item in made if not isinstance(item, Problem)]
    found = follow(
        readings, load(model), shipped_rules(), within=parse_horizon(within) if within else YEAR, outcome=end, stated=_stated(sources)
    )  # fmt: skip
    write(_rendered(found, format), out)
    if problems:
        raise typer.Exit(3)


def _stated(sources: list[str]) -> dict[str, date]:
    """Return the days of the agreements that the labelled lines among the sources state, by article."""
    from stances.learning.labels import read_labels

    labels, _ = read_labels([source for source in sources if source.endswith((".jsonl", ".jsonl.gz"))])
    return {label.article.id: label.end for label in labels if label.outcome == "agreed"}


def _rendered(found: Track, chosen: str) -> str:
    if chosen == "html":
        from stances.report.track_page import to_html

        return to_html(found)
    from stances.report.track import to_json, to_text

    return (to_json(found) if chosen == "json" else to_text(found)) + "\n"
