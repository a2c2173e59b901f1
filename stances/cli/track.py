"""``stances track``: one negotiation over several articles."""

from __future__ import annotations

from typing import Annotated

import typer

from stances.cli.answer import Asked, forecasts, parse_horizon
from stances.cli.predict import AsOf, Issue, ModelName, Parties, Sources, Within
from stances.reading.problem import Problem


def track(
    sources: Sources, within: Within = "12m", as_of: AsOf = None, parties: Parties = None, issue: Issue = None,
    model: ModelName = "default", json: Annotated[bool, typer.Option("--json", help="As JSON")] = False,
) -> None:  # fmt: skip
    """Show the likelihood over time from several dated articles on one negotiation, and what moved it."""
    import sys

    from stances.explain.track import track as follow
    from stances.model.artefact import load
    from stances.model.rules import shipped_rules
    from stances.report.track import to_json, to_text

    made = list(forecasts(Asked(sources, within, None, as_of, parties, issue, model)))
    problems = [item for item in made if isinstance(item, Problem)]
    for problem in problems:
        print(f"stances: {problem.error}", file=sys.stderr)
    readings = [item.reading for item in made if not isinstance(item, Problem)]
    found = follow(readings, load(model), shipped_rules(), within=parse_horizon(within))
    print(to_json(found) if json else to_text(found))
    if problems:
        raise typer.Exit(3)
