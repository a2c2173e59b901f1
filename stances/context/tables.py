"""CSV tables of ``data/``: a header of ``#`` lines that says what a row is, then named columns."""

from __future__ import annotations

from stances.errors import DataError
from stances.resources import shipped


def rows(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    """Return the rows of ``data/NAME`` as lists in the order of its columns.

    No field of these tables holds a comma, so that a split is enough and a cold start stays short.

    Raises
    ------
    DataError
        If the columns are not those expected or a row has another number of fields.
    """
    lines = [line for line in shipped("data", name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    if not lines or tuple(lines[0].split(",")) != columns:
        raise DataError(f"data/{name}: expected the columns {','.join(columns)}")
    table = [line.split(",") for line in lines[1:]]
    for row in table:
        if len(row) != len(columns):
            raise DataError(f"data/{name}: {','.join(row)!r} has {len(row)} fields, expected {len(columns)}")
    return table
