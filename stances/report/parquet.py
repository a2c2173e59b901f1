"""Forecast records as a Parquet file by pyarrow, behind the extra ``parquet``: a row an article, always of one schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stances.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyarrow import Schema

ROWS = 2000
"""Rows of a group: what is in memory at once."""


def schema() -> Schema:
    """Return the columns: those of the JSON contract, the two parties and the likelihood spread over columns of their own.

    Raises
    ------
    UsageError
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise UsageError("writing Parquet needs pyarrow", hint="pip install 'stances[parquet]'") from None
    text, number, whole = pa.string(), pa.float64(), pa.int32()
    texts = pa.list_(text)

    def rows(**fields: Any) -> Any:
        return pa.list_(pa.struct(fields))

    columns = {
        **dict.fromkeys(("id", "title"), text),
        "as_of": pa.date32(),
        **dict.fromkeys(("status", "reason_code", "reason", "summary"), text),
        **dict.fromkeys(("party_a", "party_b", "issue", "stage", "scope"), text),
        "anchor_date": pa.date32(),
        "anchor_kind": text,
        "within_days": whole,
        **dict.fromkeys(("p", "low", "high", "level", "base_rate"), number),
        "curve": rows(days=whole, p=number, low=number, high=number),
        "stances": rows(code=text, name=text, score=number, label=text),
        "signals": rows(
            driver=text, holder=text, polarity=whole, strength=number, quote=text, field=text, start=whole, end=whole
        ),
        "drivers": rows(
            driver=text, holder=text, polarity=whole, contribution=number, source=text, evidence=pa.list_(whole)
        ),
        "rules": rows(id=text, fired=pa.bool_(), effect=number, why=text, failed=text),
        "what_would_change": rows(change=text, p=number),
        "precedents": rows(name=text, year=whole, outcome=text, similarity=number, why=text),
        "context": rows(party=text, facts=texts),
        "notes": texts,
        **dict.fromkeys(("model_name", "model_version", "model_fingerprint"), text),
    }
    return pa.schema(columns, metadata={"stances_schema_version": "1"})


def write_parquet(lines: Path, out: Path) -> None:
    """Write the records of a file of JSON lines as a table, group by group, and put it in its place when it is whole.

    Raises
    ------
    UsageError
        If pyarrow is not installed.
    """
    columns = schema()
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    beside = out.with_name(out.name + ".part")
    with ParquetWriter(beside, columns, compression="zstd") as writer:
        for group in _groups(lines):
            writer.write_table(pa.Table.from_pylist(group, schema=columns), row_group_size=ROWS)
    beside.replace(out)


def _groups(lines: Path) -> Iterator[list[dict[str, Any]]]:
    from itertools import islice

    with lines.open("rb") as stream:
        while group := [_row(json.loads(line)) for line in islice(stream, ROWS)]:
            yield group


def _row(record: dict[str, Any]) -> dict[str, Any]:
    from datetime import date

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    likelihood, anchor, reason = (record[name] or {} for name in ("likelihood", "anchor", "reason"))
    parties = record["parties"]
    codes = [party["code"] for party in parties] or [None, None]
    return {
        **record,
        **likelihood,
        "as_of": day(record["as_of"]),
        "reason_code": reason.get("code"),
        "reason": reason.get("message"),
        "party_a": codes[0],
        "party_b": codes[1],
        "anchor_date": day(anchor.get("date")),
        "anchor_kind": anchor.get("kind"),
        "stances": [{"code": p["code"], "name": p["name"], **p["stance"]} for p in parties if p["stance"]],
        "context": [{"party": party, "facts": facts} for party, facts in record["context"].items()],
        **{f"model_{name}": value for name, value in record["model"].items()},
    }
