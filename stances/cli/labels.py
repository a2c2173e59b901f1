"""``stances labels``: labelled articles checked, counted, gathered, and exchanged with annotation tools."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stances.reading.problem import Problem

labels = typer.Typer(help="Labelled articles: check, count, gather and exchange them.", no_args_is_help=True)

Tool = Annotated[str, typer.Argument(help="doccano, prodigy or label-studio")]
Sources = Annotated[list[str], typer.Argument(help="Labelled articles, .jsonl or .jsonl.gz")]


@labels.command()
def check(sources: Sources) -> None:
    """Say line by line what is wrong or doubtful; exit with 3 where something cannot be learned from."""
    from stances.learning.labels import check_labels, read_labels

    found, problems = read_labels(sources)
    findings = check_labels(found)
    for problem in problems:
        print(f"wrong    {problem.error}")
    for finding in findings:
        print(f"{'left out' if finding.fatal else 'look at '} {finding.where}: {finding.code}: {finding.message}")
    good = len(found) - len({f.where for f in findings if f.fatal})
    print(f"{good} of {len(found) + len(problems)} records can be learned from")
    if good < len(found) + len(problems):
        raise typer.Exit(3)


@labels.command()
def stats(sources: Sources) -> None:
    """Count articles, episodes and outcomes."""
    from stances.learning.labels import read_labels

    found, problems = read_labels(sources)
    episodes = {label.episode for label in found}
    outcomes = Counter(label.outcome for label in found)
    dates = sorted(label.article.date.isoformat() for label in found if label.article.date)
    print(f"{len(found)} articles in {len(episodes)} episodes; {outcomes['agreed']} agreed, {outcomes['none']} none")
    if dates:
        print(f"from {dates[0]} to {dates[-1]}")
    if problems:
        print(f"{len(problems)} records cannot be read: see `stances labels check`")
        raise typer.Exit(3)


@labels.command()
def add(
    store: Annotated[Path, typer.Argument(help="The file to add to; made where it is missing")],
    sources: Sources,
) -> None:
    """Add labelled articles to a file, each article once; all good ones are added, or on a fault none is."""
    from stances.learning.labels import add_labels

    added, findings, problems = add_labels(store, sources)
    for problem in problems:
        print(f"wrong    {problem.error}")
    for finding in findings:
        print(f"left out {finding.where}: {finding.code}: {finding.message}")
    print(f"{added} added to {store}")
    if problems:
        raise typer.Exit(3)


def _known(tool: str) -> str:
    from stances.errors import UsageError
    from stances.learning.exchange import TOOLS

    if tool not in TOOLS:
        raise UsageError(f"the tool {tool[:40]!r} is not known", hint=", ".join(TOOLS))
    return tool


@labels.command("import")
def import_tasks(tool: Tool, sources: Sources) -> None:
    """Write a tool's tasks as labelled articles, JSON Lines; one that is none is reported, and the rest is written."""
    from stances.learning.exchange import read_tasks

    known, problems = _known(tool), Problems()
    for record in problems.passed_by(item for source in sources for item in read_tasks(Path(source), known)):
        _write(json.dumps(record, ensure_ascii=False) + "\n")
    problems.end()


@labels.command("export")
def export_tasks(tool: Tool, sources: Sources) -> None:
    """Write labelled articles as a tool's tasks: a JSON list for Label Studio, JSON Lines for the others."""
    from stances.learning.exchange import make_tasks

    known, problems = _known(tool), Problems()
    tasks = problems.passed_by(item for source in sources for item in make_tasks(Path(source), known))
    if known == "label-studio":
        _write(json.dumps(list(tasks), ensure_ascii=False, indent=2) + "\n")
    else:
        for task in tasks:
            _write(json.dumps(task, ensure_ascii=False) + "\n")
    problems.end()


class Problems:
    """What could not be read: told one by one as it comes, and at the end by the exit code."""

    def __init__(self) -> None:
        self.number = 0

    def passed_by(self, items: Iterable[dict[str, Any] | Problem]) -> Iterator[dict[str, Any]]:
        """Yield what is no problem."""
        for item in items:
            if isinstance(item, tuple):
                self.number += 1
                print(f"stances: {item.error}", file=sys.stderr)
            else:
                yield item

    def end(self) -> None:
        """Exit with 3 where there was a problem."""
        if self.number:
            raise typer.Exit(3)


def _write(text: str) -> None:
    # half a pair of surrogates has no UTF-8; written as a backslash and its number it is what JSON calls it
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
