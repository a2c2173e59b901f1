"""``stances train``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stances.learning.labels import Finding
    from stances.reading.problem import Problem


def train(
    sources: Annotated[list[str], typer.Argument(help="Labelled articles, .jsonl or .jsonl.gz")],
    name: Annotated[str, typer.Option(help="Name of the model in your own store")] = "mine",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge the candidate and keep nothing")] = False,
) -> None:
    """Learn from labelled articles beside the shipped ones; the result counts only if it is better on unseen pairs."""
    from stances.cli.progress import Bar
    from stances.model.store import versions
    from stances.report.evaluation import against_text, scores_text

    before = versions(name)
    try:
        from stances.learning.train import train as run

        with Bar() as bar:
            done = run(sources, name=name, dry_run=dry_run, progress=bar)
    except KeyboardInterrupt:
        counts = "as it was" if versions(name) == before else f"now {versions(name)[-1]}"
        print(f"stances: interrupted; the version of {name} that counts is {counts}", file=sys.stderr)
        raise typer.Exit(130) from None
    report(done.problems, done.findings)
    print(f"{done.used} labelled articles beside those of the shipped table\n")
    print("\n".join([*scores_text(done.scores), *against_text(done.against)]))
    if done.better:
        print("\nbetter than each of them: the 90 % interval of the mean difference lies below zero")
    else:
        print("\nnot better than all of them by its 90 % interval, so it does not count")
    if done.version:
        state = (
            f"promoted: use --model {name}"
            if done.promoted
            else f"kept: `stances models promote {name} {done.version}`"
        )
        print(f"{name} {done.version} {state}")
    if done.problems:
        raise typer.Exit(3)


def report(problems: Iterable[Problem], findings: Iterable[Finding]) -> None:
    """Print what could not be read and what a person should look at."""
    for problem in problems:
        print(f"stances: {problem.error}", file=sys.stderr)
    for finding in findings:
        kind = "left out" if finding.fatal else "look at"
        print(f"stances: {kind}: {finding.where}: {finding.code}: {finding.message}", file=sys.stderr)
