"""Parquet files by pyarrow, behind the extra ``parquet``: a row is a record, read a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stances.errors import InputError
from stances.reading.decode import MAX_BYTES
from stances.reading.piece import ROW, Piece
from stances.reading.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyarrow import Array, DataType, Field, RecordBatch
    from pyarrow.parquet import ParquetFile

_ROWS = 64
_BUFFER = 1 << 20
_MOST_COLUMNS = 10_000
_MOST_STRUCTURE = 100_000_000  # bytes of the footer


def rows(path: Path) -> Iterator[Piece | Problem]:
    """Yield the rows of a Parquet file, and a problem where it breaks off.

    Parameters
    ----------
    path : Path
        A file with the column ``text`` and, where it has them, ``id``, ``date``, ``title``, ``by``, ``parties``, ``issue``
        and ``source``; other columns are not read.

    Raises
    ------
    InputError
        If pyarrow is missing, or the file is no Parquet file or lacks what is needed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(f"{path}: reading Parquet needs pyarrow", hint="pip install 'stances[parquet]'") from None
    try:
        with ParquetFile(
            path, buffer_size=_BUFFER, thrift_string_size_limit=_MOST_STRUCTURE, thrift_container_size_limit=1_000_000
        ) as file:
            yield from _rows(file, path, _columns(file, path))
    except (FileNotFoundError, PermissionError, IsADirectoryError):
        raise
    except (ArrowException, OSError) as error:
        raise InputError(f"{path}: no whole Parquet file ({_first_line(error)})", hint="was it cut off?") from None


def _rows(file: ParquetFile, path: Path, columns: list[str]) -> Iterator[Piece | Problem]:
    size = path.stat().st_size // max(1, file.metadata.num_rows)
    number = 0
    for batch in _batches(file, path, columns):
        cells = [_days(batch.column(name)) for name in columns]
        for row in range(batch.num_rows):
            number += 1
            yield _piece(dict(zip(columns, cells, strict=True)), row, f"{path}:{number}", size)


def _batches(file: ParquetFile, path: Path, columns: list[str]) -> Iterator[RecordBatch]:
    from pyarrow import ArrowException

    read = 0
    try:
        for batch in file.iter_batches(_ROWS, columns=columns):
            yield batch
            read += batch.num_rows
    except (ArrowException, OSError, MemoryError) as error:
        raise InputError(f"{path}: broken after row {read} ({_first_line(error)})") from None


def _days(cells: Array) -> Array:
    """Return times as days, so that no time zone or fraction of a second has to be had."""
    import pyarrow

    return cells.cast(pyarrow.date32(), safe=False) if pyarrow.types.is_timestamp(cells.type) else cells


def _piece(cells: dict[str, Array], row: int, where: str, size: int) -> Piece | Problem:
    try:
        fields = {name: _plain(column[row].as_py()) for name, column in cells.items()}
    except (ValueError, OverflowError) as error:  # bytes that are no UTF-8, a day beyond the calendar
        return Problem(where, InputError(f"{where}: {_first_line(error)}"))
    if sum(len(value) for value in fields.values() if isinstance(value, str)) > MAX_BYTES:
        return Problem(where, InputError(f"{where}: larger than 10 MB", hint="one article is 10 MB at most"))
    return Piece(where, ROW, fields, size)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _columns(file: ParquetFile, path: Path) -> list[str]:
    """Return the columns that are read, after their types were checked."""
    schema = file.schema_arrow
    if len(schema.names) > _MOST_COLUMNS:
        raise InputError(f"{path}: {len(schema.names)} columns", hint=f"at most {_MOST_COLUMNS}")
    if "text" not in schema.names:
        has = ", ".join(schema.names[:10])[:200]
        raise InputError(
            f'{path}: no column "text" (it has {has or "none"})', hint="the columns are those of JSON Lines"
        )
    wanted = [name for name in _accepted() if name in schema.names]
    for name in wanted:
        if schema.names.count(name) > 1:
            raise InputError(f'{path}: column "{name}" is there more than once')
        _check(schema.field(name), path)
    return wanted


def _check(field: Field[Any], path: Path) -> None:
    good, what = _accepted()[field.name]
    if not good(field.type):
        raise InputError(f'{path}: column "{field.name}" is {str(field.type)[:60]}, expected {what}')


def _accepted() -> dict[str, tuple[Callable[[DataType], bool], str]]:
    """Return the columns that are read, each with a test of its type and what is expected."""
    from pyarrow import types

    def text(kind: DataType) -> bool:
        inner = kind.value_type if types.is_dictionary(kind) else kind
        return any(
            (types.is_string(inner), types.is_large_string(inner), types.is_string_view(inner), types.is_null(inner))
        )

    def day(kind: DataType) -> bool:
        return any((text(kind), types.is_date(kind), types.is_timestamp(kind)))

    def number_or_text(kind: DataType) -> bool:
        return any((text(kind), types.is_integer(kind)))

    def pair(kind: DataType) -> bool:
        return text(kind.value_type if types.is_list(kind) or types.is_large_list(kind) else kind)

    return {
        "text": (text, "text"),
        "id": (number_or_text, "text or whole numbers"),
        "date": (day, "days, times or text"),
        "title": (text, "text"),
        "by": (day, "days, times or text"),
        "parties": (pair, "lists of two codes or text"),
        "issue": (text, "text"),
        "source": (text, "text"),
    }


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
