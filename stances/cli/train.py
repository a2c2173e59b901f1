"""``stances train`` and ``stances evaluate``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stances.learning.evaluate import Difference, Score
    from stances.learning.labels import Finding
    from stances.reading.problem import Problem

Sources = Annotated[list[str], typer.Argument(help="Labelled articles, .jsonl or .jsonl.gz")]


def train(
    sources: Sources,
    name: Annotated[str, typer.Option(help="Name of the model in your own store")] = "mine",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge the candidate and keep nothing")] = False,
) -> None:
    """Learn from labelled articles beside the shipped ones; the result counts only if it is better on unseen pairs."""
    from stances.learning.train import train as run

    done = run(sources, name=name, dry_run=dry_run)
    _report(done.problems, done.findings)
    print(f"{done.used} labelled articles beside those of the shipped table\n")
    print(table(done.scores, done.against))
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


def evaluate(
    sources: Annotated[list[str] | None, typer.Argument(help="More labelled articles, .jsonl or .jsonl.gz")] = None,
    json: Annotated[bool, typer.Option("--json", help="As a JSON object")] = False,
) -> None:
    """Say how good the likelihoods are on pairs of parties that the fit did not see, beside plain baselines."""
    from stances.learning.train import evaluate as run

    scores, against, problems, findings = run(sources or [])
    _report(problems, findings)
    if json:
        import json as codec

        record = {
            "scores": [score._asdict() for score in scores],
            "against": {name: [d._asdict() for d in differences] for name, differences in against.items()},
        }
        print(codec.dumps(record, indent=2))
    else:
        print(table(scores, against))
    if problems:
        raise typer.Exit(3)


def _report(problems: list[Problem], findings: list[Finding]) -> None:
    for problem in problems:
        print(f"stances: {problem.error}", file=sys.stderr)
    for finding in findings:
        kind = "left out" if finding.fatal else "look at"
        print(f"stances: {kind}: {finding.where}: {finding.code}: {finding.message}", file=sys.stderr)


def table(scores: list[Score], against: dict[str, list[Difference]]) -> str:
    """Return the figures by horizon, then the differences of the Brier score, as text of 100 columns."""
    first = scores[0]
    lines = [
        f"Held-out pairs of parties, 5 folds: {first.cases} articles, {first.episodes} episodes, {first.pairs} pairs",
        "days  rate   Brier  skill   log score  AUC    calibration error",
    ]
    lines += [
        f"{s.horizon:<5} {s.rate:.3f}  {s.brier:.3f}  {s.skill:+.3f}  {s.log_score:.3f}      {s.auc:.3f}  {s.calibration_error:.3f}"
        for s in scores
    ]
    lines.append("Brier score less that of … (90 % interval over pairs; below zero is better)")
    for name, differences in against.items():
        parts = (f"{d.mean:+.4f} ({d.low:+.4f} … {d.high:+.4f})" for d in differences)
        lines.append(f"  {name:<26} {'  '.join(parts)}")
    return "\n".join(lines)
