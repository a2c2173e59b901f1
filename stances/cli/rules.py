"""``stances rules``: what the rule layer says, and whether a file is valid."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

rules = typer.Typer(help="The rule layer: what each rule says, whether a file is valid.", no_args_is_help=True)


@rules.command("list")
def list_rules() -> None:
    """Show each rule with its effect, reason and source."""
    from stances.model.rules import shipped_rules

    for rule in shipped_rules():
        does = next(
            f"{k} {v:+.2f}"
            for k, v in (("effect", rule.effect), ("floor", rule.floor), ("cap", rule.cap))
            if v is not None
        )
        print(f"{rule.id}: {does}; {rule.why} ({rule.source})")


@rules.command()
def check(path: Annotated[Path, typer.Argument(help="A TOML file of rules")]) -> None:
    """Tell whether a rule file is valid."""
    from stances.errors import InputError
    from stances.model.rules import load_rules

    if not path.is_file():
        raise InputError(f"{path}: {'a folder' if path.is_dir() else 'no such file'}", hint="give one TOML file")
    print(f"{path}: {len(load_rules(path))} rules, valid")
