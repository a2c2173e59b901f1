"""``stances ledger``: keep forecasts, say what became of them, and see how good they were."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from stances.cli.predict import AsOf, By, Issue, ModelName, Parties, Sources, Within
from stances.errors import InputError

ledger = typer.Typer(help="Forecasts kept, later resolved and scored; a later edit shows.", no_args_is_help=True)

File = Annotated[Path | None, typer.Option(help="The ledger; without it $STANCES_LEDGER or the user's data folder")]
Today = Annotated[str | None, typer.Option(help="The day to take for today, YYYY-MM-DD")]


def _path(given: Path | None) -> Path:
    from stances.ledger.chain import default_path

    return given or default_path()


def _known(given: Path | None) -> Path:
    """Return the path of a ledger to read: one that was named has to be there."""
    if given is not None and not given.exists():
        raise InputError(f"{given}: no such ledger", hint="check the path; `stances ledger add` makes one")
    return _path(given)


def _today(given: str | None) -> date:
    from stances.reading.dates import parse_day

    return parse_day(given, "--today") if given else date.today()


@ledger.command()
def add(
    sources: Sources, within: Within = None, by: By = None, as_of: AsOf = None, parties: Parties = None,
    issue: Issue = None, model: ModelName = "default", file: File = None,
) -> None:  # fmt: skip
    """Keep the forecasts of articles, each once."""
    import sys

    from stances.cli.answer import Asked, forecasts
    from stances.ledger.book import keep
    from stances.reading.problem import Problem

    made = list(forecasts(Asked(sources, within, by, as_of, parties, issue, model)))
    problems = [item for item in made if isinstance(item, Problem)]
    for problem in problems:
        print(f"stances: {problem.error}", file=sys.stderr)
    added, without = keep(_path(file), [item for item in made if not isinstance(item, Problem)])
    print(f"{added} kept" + (f"; {without} without a date or a likelihood" if without else ""))
    if problems:
        raise typer.Exit(3)


@ledger.command("list")
def list_entries(file: File = None, today: Today = None) -> None:
    """Show the entries, what is due first."""
    from stances.ledger.book import entries

    day = _today(today)
    for entry in sorted(entries(_known(file)), key=lambda e: (e.outcome is not None, e.due, e.key)):
        if entry.outcome:
            state = f"{entry.outcome} {entry.outcome_date}" + (" (substitute)" if entry.substitute else "")
        else:
            state = f"due {'since ' if entry.due <= day else ''}{entry.due}"
        print(f"{entry.key} {entry.as_of} {'-'.join(entry.parties)} {100 * entry.p:.0f} % {state} {entry.title[:60]}")


@ledger.command()
def resolve(
    key: Annotated[str, typer.Argument(help="The entry's key, as `list` shows it")],
    outcome: Annotated[str, typer.Argument(help="agreed or none")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="Day of the agreement, or up to which none is known")],
    substitute: Annotated[bool, typer.Option("--substitute", help="A lesser or different deal was made")] = False,
    file: File = None, today: Today = None,
) -> None:  # fmt: skip
    """Say what became of an entry, once."""
    from stances.ledger.book import resolve as settle
    from stances.reading.dates import parse_day

    entry = settle(_known(file), key, outcome, parse_day(day, "the day"), _today(today), substitute=substitute)
    print(f"{entry.key} {entry.outcome} {entry.outcome_date}" + (" (substitute)" if entry.substitute else ""))


@ledger.command()
def score(file: File = None, today: Today = None) -> None:
    """Score the resolved entries whose due day is past."""
    import sys

    from stances.ledger.book import entries, marks

    kept, day = entries(_known(file)), _today(today)
    found = marks(kept, day)
    early = sum(entry.outcome is not None and entry.due > day for entry in kept)
    if early:
        print(f"{early} resolved, not scored before they are due", file=sys.stderr)
    if found is None:
        print("no resolved entry is due yet")
        return
    print(
        f"{found.scored} due and resolved: Brier {found.brier:.3f} (base rates {found.base_brier:.3f}, skill "
        f"{found.skill:+.3f}), log score {found.log_score:.3f}, said {100 * found.said:.0f} % on the mean, came "
        f"{100 * found.rate:.0f} %"
    )
    for low, high, said, came, number in found.calibration:
        print(f"  {low}–{high} %: said {100 * said:.0f} %, came {100 * came:.0f} % of {number}")
    if found.substitutes:
        print(f"{found.substitutes} of those that did not come had a substitute deal")


@ledger.command()
def export(file: File = None) -> None:
    """Write the resolved entries as labelled articles, JSON Lines, for `stances train`."""
    from stances.ledger.book import entries, labelled

    for record in labelled(entries(_known(file))):
        print(json.dumps(record, ensure_ascii=False))


@ledger.command()
def verify(file: File = None) -> None:
    """Check that no entry was changed since it was kept."""
    from stances.ledger.chain import head, read_events

    print(f"{len(read_events(_known(file)))} events, the chain is whole; it ends with {head(_known(file))[:16]}")
