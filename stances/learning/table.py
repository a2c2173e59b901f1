"""The numeric table that a model is fitted to: a labelled article a row, as our own road reads it, and as readers coded it."""

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
_READ = "as `stances`\n# reads them, from parts of the reader that never saw the article's pair of parties (the few without codes: from the whole reader)"
_CODED = "of what one\n# careful reader coded in it"
_HEADER = (
    "# One labelled article a row, numbers only, keyed by article id. days: until the agreement, or minus the days up to\n"
    "# which none is known; ahead: days to the next date, empty where none was read; the rest are features {by}.\n"
    "# Articles: Article-Bias-Prediction collection (2012-2020) and Reuters-21578 (1987); outcomes: labelled twice for this\n"
    "# project. Made by learn-signals.\n"
)


class Codes(NamedTuple):
    """What a person found in an article, in place of our reading: the days to the next date, and the features.

    ``whole`` tells that stage, date and issue were coded too, and not the signals alone.
    """

    ahead: int | None
    features: dict[str, float]
    whole: bool = True


class Case(NamedTuple):
    """One labelled article.

    ``days`` is positive where an agreement was concluded after so many days, else minus the days of the last day without
    one; ``ahead`` the days to the next date and ``features`` the rest, both as we read them; ``codes`` the same as a person
    coded them, where one did.
    """

    id: str
    episode: str
    pair: str
    days: int
    ahead: int | None
    features: dict[str, float]
    codes: Codes | None = None

    @property
    def issue(self) -> str:
        """The issue that was read, the likeliest of several."""
        shares = {name[6:]: value for name, value in self.features.items() if name.startswith("issue:")}
        return max(shares, key=lambda issue: shares[issue], default="other")


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
    lines = sorted(
        f"{mark}{','.join(_fields(row))}" for mark, rows in (("", cases), ("coded ", _coded(cases))) for row in rows
    )
    return hashlib.sha256("\n".join([",".join(FEATURES), *lines]).encode()).hexdigest()[:12]


def write_table(path: Path, cases: list[Case]) -> None:
    """Write a table and, beside it, the table of the codes, each whole or not at all."""
    _write(beside(path), _HEADER.format(by=_CODED), _coded(cases))
    _write(path, _HEADER.format(by=_READ), cases)


def beside(path: Path) -> Path:
    """Return where the codes of a table's articles stand."""
    return path.with_name(f"{path.stem}_coded{path.suffix}")


def _coded(cases: list[Case]) -> list[Case]:
    """Return the coded cases as their readers' codes have them."""
    return [c._replace(ahead=c.codes.ahead, features=c.codes.features, codes=None) for c in cases if c.codes]


def _write(path: Path, header: str, cases: list[Case]) -> None:
    stream = io.StringIO(newline="")
    stream.write(header)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*_KEYS, *FEATURES])
    writer.writerows(_fields(case) for case in sorted(cases))
    write_whole(path, stream.getvalue().encode())


def _fields(case: Case) -> list[str]:
    head = [case.id, case.episode, case.pair, str(case.days), "" if case.ahead is None else str(case.ahead)]
    return head + [f"{case.features.get(name, 0.0):.4g}" for name in FEATURES]


def read_table(path: Path) -> list[Case]:
    """Return the cases of a table, with the codes of those that the table beside it has.

    Raises
    ------
    DataError
        If its columns are not those of this version, a row is damaged, or codes are of an article that is not in it.
    """
    codes = {case.id: Codes(case.ahead, case.features) for case in _read(beside(path))} if beside(path).exists() else {}
    cases = [case._replace(codes=codes.pop(case.id, None)) for case in _read(path)]
    if codes:
        raise DataError(f"{beside(path)}: codes of {min(codes)!r}, which {path.name} has not", hint="make both anew")
    return cases


def _read(path: Path) -> list[Case]:
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
