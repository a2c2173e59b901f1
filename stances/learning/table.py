"""The numeric table that a model is fitted to: a labelled article a row, as our own road reads it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import DRIVERS, ISSUES
from stances.disk import write_whole
from stances.errors import DataError
from stances.model.features import STAGE_GROUPS, row

if TYPE_CHECKING:
    from pathlib import Path

    from stances.records import Reading

FEATURES = (
    *(f"{driver}{sign}" for driver in DRIVERS for sign in "+-"),
    *sorted({f"stage:{group}" for group in STAGE_GROUPS.values()}),
    *(f"issue:{issue}" for issue in ISSUES),
    "weaker_side",
)
"""Names of the features in the order of the table."""

_KEYS = ("id", "episode", "pair", "days", "ahead")
_HEADER = (
    "# One labelled article a row, numbers only, keyed by article id. days: until the agreement, or minus the days up to\n"
    "# which none is known; ahead: days to the next date, empty where none was read; the rest are features as `stances`\n"
    "# reads them, from parts of the reader that never saw the article's pair of parties. Articles: Article-Bias-Prediction\n"
    "# collection (2012-2020) and Reuters-21578 (1987); outcomes: labelled twice for this project. Made by learn-signals.\n"
)


class Case(NamedTuple):
    """One labelled article.

    ``days`` is positive where an agreement was concluded after so many days, else minus the days of the last day without
    one; ``ahead`` the days to the next date.
    """

    id: str
    episode: str
    pair: str
    days: int
    ahead: int | None
    features: dict[str, float]

    @property
    def issue(self) -> str:
        """The issue that was read."""
        return next((name[6:] for name, value in self.features.items() if name.startswith("issue:") and value), "other")


def case_of(label: dict[str, Any], reading: Reading) -> Case:
    """Return the case of a label's fields and its article's reading."""
    start = date.fromisoformat(label["date"])
    agreed = label["outcome"] == "agreed"
    end = date.fromisoformat(label["outcome_date" if agreed else "censor_date"])
    days = max((end - start).days, 1) if agreed else -max((end - start).days, 0)
    pair = "-".join(sorted(reading.parties or ()))
    return Case(reading.article.id, label.get("episode") or label["id"], pair, days, reading.days_ahead, row(reading))


def weights(cases: list[Case]) -> list[float]:
    """Return one over the number of articles of each case's episode."""
    size = Counter(case.episode for case in cases)
    return [1 / size[case.episode] for case in cases]


def fingerprint(cases: list[Case]) -> str:
    """Return twelve digits that change with any case or feature, and not with the cases' order."""
    lines = sorted(",".join(_fields(case)) for case in cases)
    return hashlib.sha256("\n".join([",".join(FEATURES), *lines]).encode()).hexdigest()[:12]


def write_table(path: Path, cases: list[Case]) -> None:
    """Write a table, whole or not at all."""
    stream = io.StringIO(newline="")
    stream.write(_HEADER)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*_KEYS, *FEATURES])
    writer.writerows(_fields(case) for case in sorted(cases))
    write_whole(path, stream.getvalue().encode())


def _fields(case: Case) -> list[str]:
    head = [case.id, case.episode, case.pair, str(case.days), "" if case.ahead is None else str(case.ahead)]
    return head + [f"{case.features.get(name, 0.0):.4g}" for name in FEATURES]


def read_table(path: Path) -> list[Case]:
    """Return the cases of a table.

    Raises
    ------
    DataError
        If its columns are not those of this version, or a row is damaged.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(line for line in stream if not line.startswith("#"))
        if next(reader, None) != [*_KEYS, *FEATURES]:
            raise DataError(f"{path}: its columns are not the features of this version", hint="make it anew")
        return [_case(values, f"{path}, row {number}") for number, values in enumerate(reader, 1)]


def _case(values: list[str], where: str) -> Case:
    try:
        head, numbers = values[: len(_KEYS)], [float(value) for value in values[len(_KEYS) :]]
        features = {name: number for name, number in zip(FEATURES, numbers, strict=True) if number}
        return Case(head[0], head[1], head[2], int(head[3]), int(head[4]) if head[4] else None, features)
    except (ValueError, IndexError) as error:
        raise DataError(f"{where}: damaged ({error})") from None
