"""``stances labels``: labelled articles checked, counted, gathered, and exchanged with annotation tools."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

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
        raise UsageError(f"the tool {tool!r} is not known", hint=", ".join(TOOLS))
    return tool


@labels.command("import")
def import_tasks(tool: Tool, sources: Sources) -> None:
    """Write a tool's tasks as labelled articles, JSON Lines."""
    from stances.learning.exchange import from_tool, read_tasks
    from stances.reading.decode import decode

    known = _known(tool)
    for source in sources:
        for where, task in read_tasks(decode(Path(source).read_bytes(), source), source):
            print(json.dumps(from_tool(task, known, where), ensure_ascii=False))


@labels.command("export")
def export_tasks(tool: Tool, sources: Sources) -> None:
    """Write labelled articles as a tool's tasks: a JSON list for Label Studio, JSON Lines for the others."""
    from stances.learning.exchange import to_tool
    from stances.reading.problem import Problem
    from stances.reading.record import parse_object
    from stances.reading.source import raw_lines

    known = _known(tool)
    tasks = []
    for source in sources:
        for item in raw_lines(Path(source)):
            if isinstance(item, Problem):
                raise item.error
            tasks.append(to_tool(parse_object(item[1], item[0]), known))
    if known == "label-studio":
        print(json.dumps(tasks, ensure_ascii=False, indent=2))
    else:
        for task in tasks:
            print(json.dumps(task, ensure_ascii=False))
