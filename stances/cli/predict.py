"""``stances predict`` and ``stances explain``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from stances.codebook import ISSUES
from stances.context.actors import check_code
from stances.errors import UsageError
from stances.model.artefact import Model, load
from stances.reading.dates import parse_day
from stances.reading.problem import Problem
from stances.reading.record import check_pair
from stances.reading.source import read
from stances.records import Forecast
from stances.report.text import to_text
from stances.road import predict as forecast_of

FORMATS = ("text", "json", "jsonl", "csv", "md")
_UNITS = {"d": 1, "w": 7, "m": 365 / 12, "y": 365}

Sources = Annotated[
    list[str], typer.Argument(help=".txt .md .html .pdf .jsonl .jsonl.gz, a folder, or - for standard input")
]
Within = Annotated[str, typer.Option(help="Horizon: 12m, 90d, 1y")]
By = Annotated[str | None, typer.Option(help="Horizon as a day, YYYY-MM-DD")]
AsOf = Annotated[str | None, typer.Option(help="The article's date where it has none, YYYY-MM-DD")]
Parties = Annotated[str | None, typer.Option(help="The two parties, e.g. USA,MEX, instead of those read")]
Issue = Annotated[str | None, typer.Option(help="The issue, e.g. migration, instead of the one read")]
ModelName = Annotated[str, typer.Option("--model", help="Name of a shipped model, or a folder")]
Out = Annotated[Path | None, typer.Option(help="Write to this file")]


def predict(
    sources: Sources, format: Annotated[str | None, typer.Option(help=" | ".join(FORMATS))] = None,
    within: Within = "12m", by: By = None, as_of: AsOf = None, parties: Parties = None, issue: Issue = None,
    model: ModelName = "default", out: Out = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 4 where an article gets no forecast")] = False,
) -> None:  # fmt: skip
    """Forecast whether the talks that an article reports end in an agreement."""
    if format not in (None, *FORMATS):
        raise UsageError(f"format {format!r} is not known", hint=" | ".join(FORMATS))
    results = list(_forecasts(sources, within, by, as_of, parties, issue, load(model)))
    forecasts = [r for r in results if isinstance(r, Forecast)]
    problems = [r for r in results if isinstance(r, Problem)]
    for problem in problems:
        print(f"stances: {problem.error}", file=sys.stderr)
    chosen = format or ("text" if sys.stdout.isatty() or len(forecasts) == 1 else "jsonl")
    _write(_rendered(forecasts, chosen), out)
    if problems:
        raise typer.Exit(problems[0].error.exit_code if len(results) == 1 else 3)
    if strict and any(f.likelihood is None for f in forecasts):
        raise typer.Exit(4)


def explain(
    source: Annotated[str, typer.Argument(help="An article, or - for standard input")], within: Within = "12m",
    by: By = None, as_of: AsOf = None, parties: Parties = None, issue: Issue = None, model: ModelName = "default",
) -> None:  # fmt: skip
    """Show the forecast with every signal, every rule and the whole arithmetic."""
    for result in _forecasts([source], within, by, as_of, parties, issue, load(model)):
        if isinstance(result, Problem):
            raise result.error
        print(to_text(result, full=True))


def _forecasts(
    sources: list[str], within: str, by: str | None, as_of: str | None, parties: str | None, issue: str | None,
    model: Model,
) -> Iterator[Forecast | Problem]:  # fmt: skip
    days, until = parse_horizon(within), parse_day(by, "--by") if by else None
    day = parse_day(as_of, "--as-of") if as_of else None
    pair = _pair(parties) if parties else None
    if issue is not None and issue not in ISSUES:
        raise UsageError(f"issue {issue!r} is not in the codebook", hint=", ".join(ISSUES))
    for source in sources:
        for item in read(source):
            if isinstance(item, Problem):
                yield item
                continue
            try:
                yield forecast_of(item, model, within=days, by=until, as_of=day, parties=pair, issue=issue)
            except UsageError as error:
                yield Problem(item.id, error)


def _pair(text: str) -> tuple[str, str]:
    codes = [check_code(part) for part in text.split(",")]
    if len(codes) != 2:
        raise UsageError(f"--parties {text!r} names {len(codes)} codes", hint="two: --parties USA,MEX")
    return check_pair(codes[0], codes[1])


def parse_horizon(text: str) -> int:
    """Return the days of a horizon such as ``12m``.

    Raises
    ------
    UsageError
        If it is none.

    Examples
    --------
    >>> parse_horizon("12m"), parse_horizon("90d"), parse_horizon("1y")
    (365, 90, 365)
    """
    match = re.fullmatch(r"(\d{1,4})([dwmy])", text.strip().lower())
    if not match:
        raise UsageError(f"horizon {text!r} is not understood", hint="90d, 26w, 12m or 1y")
    return round(int(match.group(1)) * _UNITS[match.group(2)])


def _rendered(forecasts: list[Forecast], chosen: str) -> str:
    if chosen == "text":
        return "\n".join(to_text(f) for f in forecasts)
    from stances.report import tables

    if chosen == "json":
        import json

        from stances.report.record import to_record

        records = [to_record(f) for f in forecasts]
        return json.dumps(records[0] if len(records) == 1 else records, ensure_ascii=False, indent=2) + "\n"
    if chosen == "jsonl":
        return "".join(tables.to_jsonl(f) for f in forecasts)
    return tables.to_csv(forecasts) if chosen == "csv" else tables.to_markdown(forecasts)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(text.encode())
        return
    beside = out.with_name(out.name + ".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(out)
