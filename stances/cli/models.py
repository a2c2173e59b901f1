"""``stances models``: which models there are, and whether they are what they say."""

from __future__ import annotations

import typer

models = typer.Typer(help="The models: which there are, and whether they are intact.", no_args_is_help=True)


@models.command("list")
def list_models() -> None:
    """Show the shipped models."""
    from stances.model.artefact import load
    from stances.resources import shipped

    for manifest in sorted(shipped("models").glob("*/manifest.json")):
        card = load(manifest.parent.name).card
        print(f"{card.name} {card.version} {card.fingerprint} {card.episodes} episodes, {card.pairs} pairs")


@models.command()
def verify(name: str = typer.Argument("default", help="Name or folder of a model")) -> None:
    """Check a model's parts against their SHA-256 sums."""
    from stances.model.artefact import load

    print(f"{name}: intact, fingerprint {load(name).card.fingerprint}")
