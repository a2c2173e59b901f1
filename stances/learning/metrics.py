"""What a model's ``metrics.json`` holds: its figures on held-out pairs beside the baselines', and what they rest on."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.learning.table import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stances.learning.comparison import Row
    from stances.learning.scoring import Score
    from stances.learning.table import Case


class Own(NamedTuple):
    """The user's labelled articles beside those of the shipped table: how many, and the days of the first and the last."""

    articles: int
    first: date
    last: date


def metrics(cases: list[Case], rows: Iterable[Row], own: Own | None) -> dict[str, Any]:
    """Return the figures of a model fitted to some cases.

    Parameters
    ----------
    cases : list of Case
        All that it was fitted to.
    rows : iterable of Row
        Ours first, then what stands beside it.
    own : Own, optional
        The user's part of the cases.
    """
    return {
        "code": version("stances"),
        "data": {
            "articles": len(cases),
            "episodes": len({case.episode for case in cases}),
            "pairs": len({case.pair for case in cases}),
            "fingerprint": fingerprint(cases),
            "own": own and {"articles": own.articles, "first": own.first.isoformat(), "last": own.last.isoformat()},
        },
        "rows": [_row(row) for row in rows],
    }


def to_bytes(figures: dict[str, Any]) -> bytes:
    """Return the file's bytes."""
    return (json.dumps(figures, indent=1, sort_keys=True) + "\n").encode()


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "mean_skill": _rounded(row.skill._asdict()),
        "ours_less_its_brier": _rounded(row.mean_against._asdict()),
        "scores": [_score(score) for score in row.scores],
    }


def _score(score: Score) -> dict[str, Any]:
    plain = score._asdict()
    kept = {name: value._asdict() if hasattr(value, "_asdict") else value for name, value in plain.items()}
    return {name: _rounded(value) for name, value in kept.items() if name != "bins"}


def _rounded(value: Any) -> Any:
    """Return figures to five places: more is noise, and differs between machines."""
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return round(value, 5) if isinstance(value, float) else value
