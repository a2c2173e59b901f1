"""Labelled tables, forecasts and evaluations as pandas DataFrames, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from stances.errors import InputError
from stances.learning.fresh import with_shipped
from stances.learning.labels import read_labels
from stances.learning.table import FEATURES, weights
from stances.model.features import row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stances.learning.evaluation import Evaluation
    from stances.records import Forecast


def table_frame(sources: Iterable[str] = ()) -> pd.DataFrame:
    """Return the shipped table of labelled articles, one a row by id, with those of some files after it.

    Columns: ``episode``, ``pair``, ``days`` (until the agreement, or minus the days up to which none is known), ``ahead``
    (days to the next date), ``weight``, and the features of ``stances.learning.table.FEATURES``.

    Raises
    ------
    InputError
        If a file holds a line that is no labelled article.

    Examples
    --------
    >>> table_frame().pair.nunique()
    85
    """
    cases, _, problems, _ = with_shipped(list(sources))
    if problems:
        raise InputError(str(problems[0].error), hint="see `stances labels check`")
    rows = [
        {
            "id": case.id, "episode": case.episode, "pair": case.pair, "days": case.days, "ahead": case.ahead,
            "weight": weight, **{name: case.features.get(name, 0.0) for name in FEATURES},
        }
        for case, weight in zip(cases, weights(cases), strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows).set_index("id").astype({"ahead": float})


def labels_frame(sources: Iterable[str]) -> pd.DataFrame:
    """Return the labelled articles of some files as they are stated, one a row; lines that are none are left out."""
    labels, _ = read_labels(list(sources))
    return pd.DataFrame(
        [
            {
                "id": label.article.id, "date": label.article.date, "title": label.article.title,
                "outcome": label.outcome, "end": label.end, "episode": label.episode, "where": label.where,
            }
            for label in labels
        ],
        columns=["id", "date", "title", "outcome", "end", "episode", "where"],
    ).set_index("id")  # fmt: skip


def forecast_frame(forecasts: Iterable[Forecast]) -> pd.DataFrame:
    """Return forecasts, one a row by article: likelihood and interval, empty where there is none, and the features."""
    columns = ["id", "as_of", "parties", "issue", "stage", "p", "low", "high", *FEATURES]
    return pd.DataFrame(
        [
            {
                "id": f.reading.article.id, "as_of": f.reading.as_of, "parties": "-".join(f.reading.parties or ()),
                "issue": f.reading.issue, "stage": f.reading.stage,
                **(dict(zip(("p", "low", "high"), f.likelihood[1:4], strict=True)) if f.likelihood else {}),
                **{name: row(f.reading).get(name, 0.0) for name in FEATURES},
            }
            for f in forecasts
        ],
        columns=columns,
    ).set_index("id")  # fmt: skip


def evaluation_frame(done: Evaluation) -> pd.DataFrame:
    """Return an evaluation's figures, one predictor and horizon a row, each figure with the ends of its interval."""
    rows = []
    for predictor in done.rows:
        for score, against in zip(predictor.scores, predictor.against, strict=True):
            figures = {"brier": score.brier, "skill": score.skill, "log_score": score.log_score, "auc": score.auc,
                       "ours_less_its_brier": against}  # fmt: skip
            ends = {
                f"{name}{end}": value
                for name, estimate in figures.items()
                for end, value in zip(("", "_low", "_high"), estimate, strict=True)
            }
            rows.append(
                {
                    "predictor": predictor.name, "group": predictor.group, "days": score.horizon, "cases": score.cases,
                    "episodes": score.episodes, "pairs": score.pairs, "rate": score.rate, **ends,
                    "calibration_error": score.calibration_error,
                    "chance_error": score.chance_error.value,
                }
            )  # fmt: skip
    return pd.DataFrame(rows).set_index(["predictor", "days"])
