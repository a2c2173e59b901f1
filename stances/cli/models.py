"""``stances models``: which models there are, which version counts, and whether they are what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from stances.records import ModelCard

models = typer.Typer(
    help="The models: shipped and your own, their versions, and whether they are intact.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="Name of a model")]
Version = Annotated[str, typer.Argument(help="A version, as `stances models list` shows it")]


@models.command("list")
def list_models() -> None:
    """Show the shipped models and your own, all versions of them; * marks the one that counts, ! one that cannot be used."""
    from stances.errors import ModelError
    from stances.model import store
    from stances.resources import shipped

    for manifest in sorted(shipped("models").glob("*/manifest.json")):
        print(_listed(manifest.parent, "shipped"))
    for folder in sorted(path for path in store.store().glob("*") if store.is_name(path.name)):
        try:
            known = store.versions(folder.name)
        except ModelError as error:
            print(f"{folder.name} ! {error}")
            known = []
        for version in store.found(folder.name):
            print(_listed(folder / version, "*" if known and version == known[-1] else " "))


def _listed(folder: Path, mark: str) -> str:
    """Return the line of one version; what is wrong with one hides no other."""
    from stances.errors import ModelError
    from stances.model.artefact import inspect

    try:
        return _line(inspect(str(folder)).card, mark)
    except ModelError as error:
        return f"{folder.parent.name} {folder.name} ! {error}"


def _line(card: ModelCard, mark: str) -> str:
    return f"{card.name} {card.version} {card.fingerprint} {mark} {card.episodes} episodes, {card.pairs} pairs"


@models.command()
def show(name: Annotated[str, typer.Argument(help="Name or folder of a model")] = "default") -> None:
    """Show a model's card, and what it weighs: each effect in log-odds of the hazard, with its standard deviation."""
    from stances.model.artefact import documents, inspect, locate

    model = inspect(name)
    card = documents(locate(name)).get("card.md", b"").decode()
    print(f"{_line(model.card, '')}\n\n{card}".rstrip() + "\n")
    effects = {**model.hazard.effects, "anchor: next date inside the period": model.hazard.anchor}
    for feature, effect in sorted(effects.items(), key=lambda item: -abs(item[1].mean)):
        print(f"{effect.mean:+.3f} ± {effect.sd:.3f}  {feature}")


@models.command()
def promote(name: Name, version: Version) -> None:
    """Make a version of your model count."""
    from stances.model import store

    store.promote(name, version)
    print(f"{name} {version} counts now")


@models.command()
def rollback(name: Name) -> None:
    """Make the version before the current one count again."""
    from stances.model import store

    print(f"{name} {store.rollback(name)} counts again")


@models.command()
def verify(name: Annotated[str, typer.Argument(help="Name or folder of a model")] = "default") -> None:
    """Check a model's parts, its metrics and its card against their SHA-256 sums."""
    from stances.model.artefact import documents, inspect, locate

    documents(locate(name))
    print(f"{name}: intact, fingerprint {inspect(name).card.fingerprint}")
