"""Where new articles differ from those of the training table: shifted features, unknown issues, articles far outside.

A feature's shift is the difference of its weighted means over the standard error of that, both by a bootstrap over pairs of
parties, the new one's no less than the table's spread gives for so many pairs; the shifts that are told hold the false discovery rate at one in twenty (Benjamini & Hochberg 1995).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.stats import false_discovery_control, norm

from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.learning.estimator import weighted_spread
from stances.learning.scoring import resampled_mean
from stances.learning.table import FEATURES, Case, weights
from stances.model.features import row
from stances.model.unusual import unusual
from stances.reading.problem import Problem
from stances.reading.source import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stances.model.artefact import Model

_LEVEL = 0.05
_DATE = "next date"


class Shift(NamedTuple):
    """A feature whose mean differs: in the table, in the new articles, and the difference in standard errors."""

    feature: str
    table: float
    new: float
    errors: float


class Drift(NamedTuple):
    """What is different about some articles; ``outside`` names those far from the table, each with why."""

    articles: int
    abstained: int
    pairs: int
    known_pairs: int
    shifts: tuple[Shift, ...]
    issues: dict[str, int]
    outside: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def drift(sources: list[str], table: list[Case], model: Model) -> Drift:
    """Return where the articles of some sources differ from a table.

    Parameters
    ----------
    sources : list of str
        What ``stances predict`` reads; no label is needed.
    table : list of Case
        What the model learned from.
    model : Model
        Reads the articles.
    """
    problems: list[Problem] = []
    read_ = list(_cases(sources, model, problems))
    new = [case for case in read_ if case is not None]
    issues = sorted({case.issue for case in new} - {case.issue for case in table})
    outside = tuple((case.id, note) for case in new for note in unusual(case.features, model.hazard))
    pairs = {case.pair for case in new}
    return Drift(
        len(read_), len(read_) - len(new), len(pairs), len(pairs & {case.pair for case in table}),
        shifts(table, new), {issue: sum(case.issue == issue for case in new) for issue in issues}, outside,
        tuple(problems),
    )  # fmt: skip


def shifts(table: list[Case], new: list[Case]) -> tuple[Shift, ...]:
    """Return the features whose means differ by more than chance, the surest first; none from fewer than two pairs."""
    if len({case.pair for case in new}) < 2:
        return ()
    names = [*FEATURES, _DATE]
    old_mean, old_error = resampled_mean(table, _matrix(table))
    new_mean, new_error = resampled_mean(new, _matrix(new))
    chance = weighted_spread(_matrix(table), np.array(weights(table))) / np.sqrt(len({case.pair for case in new}))
    error = np.hypot(old_error, np.maximum(new_error, chance))  # a feature that no new article has is not surely gone
    z = np.divide(new_mean - old_mean, error, out=np.zeros(len(names)), where=error > 1e-9)
    sure = false_discovery_control(2 * norm.sf(np.abs(z))) < _LEVEL
    found = [
        Shift(name, float(a), float(b), float(e))
        for name, a, b, e, is_sure in zip(names, old_mean, new_mean, z, sure, strict=True)
        if is_sure
    ]
    return tuple(sorted(found, key=lambda shift: -abs(shift.errors)))


def _matrix(cases: list[Case]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array(
        [[*(c.features.get(name, 0.0) for name in FEATURES), float(c.ahead is not None)] for c in cases], dtype=float
    )


def _cases(sources: list[str], model: Model, problems: list[Problem]) -> Iterator[Case | None]:
    """Yield the case of each article, its outcome unknown; None where it would be abstained on."""
    for source in sources:
        for number, item in enumerate(read(source)):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            reading = read_article(item, model.reader, shipped_matcher())
            pair = "-".join(sorted(reading.parties or ()))
            case = Case(item.id, f"{source}:{number}", pair, 0, reading.days_ahead, row(reading))
            yield None if reading.abstention else case
