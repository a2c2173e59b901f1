"""What ``predict`` and ``explain`` do once their options are read."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from stances.context.actors import check_code
from stances.disk import write_whole
from stances.errors import InputError, UsageError
from stances.model.artefact import load
from stances.reading.dates import parse_day
from stances.reading.problem import Problem
from stances.reading.record import check_issue, check_pair
from stances.reading.source import read
from stances.records import Forecast
from stances.report.text import to_text
from stances.road import Options, forecast_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stances.model.artefact import Model

FORMATS = ("text", "json", "jsonl", "csv", "md", "html", "parquet")
_UNITS = {"d": 1, "w": 7, "m": 365 / 12, "y": 365}


class Asked(NamedTuple):
    """The options of one call, as they were written."""

    sources: list[str]
    within: str | None = None
    by: str | None = None
    as_of: str | None = None
    parties: str | None = None
    issue: str | None = None
    model: str = "default"
    format: str | None = None
    out: Path | None = None
    strict: bool = False
    jobs: int = 1
    resume: bool = False
    backend: str | None = None
    scheduler: str | None = None


def answer(asked: Asked) -> int:
    """Write the forecasts of all sources, report what could not be read, and return the exit code."""
    if asked.format not in (None, *FORMATS):
        raise UsageError(f"format {asked.format!r} is not known", hint=" | ".join(FORMATS))
    if _is_batch(asked):
        from stances.cli.batch import batch

        return batch(asked)
    if asked.jobs != 1 or asked.resume or asked.backend or asked.scheduler:
        raise UsageError("--jobs, --resume and --backend are for many articles", hint="add --format jsonl")
    results = list(forecasts(asked))
    made = [r for r in results if isinstance(r, Forecast)]
    problems = [r for r in results if isinstance(r, Problem)]
    for problem in problems:
        print(f"stances: {problem.error}", file=sys.stderr)
    if made or not problems:  # else a file of before stays as it is
        write(_rendered(made, asked.format or "text"), asked.out)
    if problems:
        return problems[0].error.exit_code if len(results) == 1 else 3
    return 4 if asked.strict and any(f.likelihood is None for f in made) else 0


def _is_batch(asked: Asked) -> bool:
    many = len(asked.sources) > 1 or asked.sources[0].endswith((".jsonl", ".jsonl.gz", ".parquet"))
    return asked.format in ("jsonl", "parquet") or (
        asked.format is None and not sys.stdout.isatty() and (many or os.path.isdir(asked.sources[0]))  # noqa: PTH112
    )


def forecasts(asked: Asked, model: Model | None = None) -> Iterator[Forecast | Problem]:
    """Yield the forecast of each article, or the problem of each that cannot be read and of a source that has none."""
    given = options(asked)
    model = model or load(given.model)
    for source in asked.sources:
        item = None
        for item in read(source):
            yield item if isinstance(item, Problem) else forecast_of(item, given, model)
        if item is None:
            yield Problem(source, InputError(f"{source}: no article in it"))


def options(asked: Asked) -> Options:
    """Return the options of a call.

    Raises
    ------
    UsageError
        If one is wrong.
    """
    return Options(
        parse_horizon(asked.within) if asked.within else None, parse_day(asked.by, "--by") if asked.by else None,
        parse_day(asked.as_of, "--as-of") if asked.as_of else None, _pair(asked.parties) if asked.parties else None,
        check_issue(asked.issue), asked.model,
    )  # fmt: skip


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


def _rendered(made: list[Forecast], chosen: str) -> str:
    if chosen == "text":
        if len(made) > 1:
            from stances.report.ranking import ranking

            return ranking(made)
        return "\n".join(to_text(f) for f in made)
    if chosen == "html":
        from stances.report.html import to_html

        return to_html(made)
    if chosen == "json":
        import json

        from stances.report.record import to_record

        records = [to_record(f) for f in made]
        return json.dumps(records[0] if len(records) == 1 else records, ensure_ascii=False, indent=2) + "\n"
    if chosen == "csv":
        from stances.report.tables import to_csv

        return to_csv(made)
    from stances.report.markdown import to_markdown

    return to_markdown(made)


def write(text: str, out: Path | None) -> None:
    """Write a text to a file, whole or not at all, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(text.encode())
        return
    write_whole(out, text.encode())
