"""Several forecasts as JSON Lines or CSV."""

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
    "title",
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
        reading.article.title,
    ]


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
