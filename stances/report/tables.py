"""Several forecasts as JSON Lines, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from stances.report.record import to_record

if TYPE_CHECKING:
    from stances.records import Forecast

COLUMNS = (
    "id",
    "as_of",
    "status",
    "party_a",
    "party_b",
    "issue",
    "stage",
    "within_days",
    "p",
    "low",
    "high",
    "base_rate",
    "reason",
)


def to_jsonl(given: Forecast) -> str:
    """Return one line of JSON."""
    return json.dumps(to_record(given), ensure_ascii=False) + "\n"


def to_csv(forecasts: list[Forecast]) -> str:
    """Return a table for spreadsheets, one row a forecast; cells that a spreadsheet would run as formulas are quoted."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_harmless(cell) for cell in _cells(f)] for f in forecasts])
    return stream.getvalue()


def _cells(given: Forecast) -> list[object]:
    reading, likelihood = given.reading, given.likelihood
    a, b = reading.parties or ("", "")
    numbers = (
        [likelihood.within_days, likelihood.p, likelihood.low, likelihood.high, likelihood.base_rate]
        if likelihood
        else [""] * 5
    )
    reason = reading.abstention.message if reading.abstention else ""
    return [
        reading.article.id,
        reading.as_of or "",
        "forecast" if likelihood else "abstained",
        a,
        b,
        reading.issue,
        reading.stage,
        *numbers,
        reason,
    ]


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


def to_markdown(forecasts: list[Forecast]) -> str:
    """Return a table for pasting, one row a forecast."""
    lines = [
        "| article | parties | issue | likelihood | interval | base rate |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for given in forecasts:
        reading, li = given.reading, given.likelihood
        name = (reading.article.title or reading.article.id).replace("|", "\\|").replace("\n", " ")
        pair = " – ".join(reading.parties or ())
        if li:
            lines.append(
                f"| {name} | {pair} | {reading.issue} | {100 * li.p:.0f} % in {li.within_days} d"
                f" | {100 * li.low:.0f}–{100 * li.high:.0f} % | {100 * li.base_rate:.0f} % |"
            )
        else:
            lines.append(
                f"| {name} | {pair} | | none: {reading.abstention.message if reading.abstention else ''} | | |"
            )
    return "\n".join(lines) + "\n"
