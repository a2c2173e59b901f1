"""The commands by name."""

from __future__ import annotations

from typing import Annotated

import typer

from stances.cli.cues import cues
from stances.cli.evaluate import evaluate
from stances.cli.labels import labels
from stances.cli.learn import learn_signals
from stances.cli.ledger import ledger
from stances.cli.models import models
from stances.cli.predict import explain, predict
from stances.cli.rules import rules
from stances.cli.serve import serve
from stances.cli.track import track
from stances.cli.train import train
from stances.cli.what_if import what_if

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _say_version(asked: bool) -> None:
    if asked:
        from stances.batch.work import program

        print(f"stances {program()}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="Show the version and stop")
    ] = False,
) -> None:
    """Read what a news article states about both sides of a negotiation, and how likely an agreement is."""


app.command()(predict)
app.command()(explain)
app.command()(track)
app.command()(serve)
app.command("what-if")(what_if)
app.command()(train)
app.command()(evaluate)
app.command()(learn_signals)
app.command()(cues)
app.add_typer(labels, name="labels")
app.add_typer(rules, name="rules")
app.add_typer(ledger, name="ledger")
app.add_typer(models, name="models")
