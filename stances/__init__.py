"""Read what a news article states about both sides of a negotiation, and how likely an agreement is.

The public names are imported when they are first asked for, so that ``import stances`` costs nothing.

Examples
--------
>>> import stances
>>> given = stances.forecast("Japan and Russia hold talks on a peace treaty. " * 12, as_of="2018-05-17")
>>> given.reading.parties, 0 < given.likelihood.p < 1
(('JPN', 'RUS'), True)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stances.learning.challengers import HorizonClassifier
    from stances.learning.estimator import DiscreteTimeHazard
    from stances.learning.evaluation import evaluate
    from stances.learning.frames import evaluation_frame, forecast_frame, labels_frame, table_frame
    from stances.library import forecast, read
    from stances.model.artefact import load
    from stances.records import Article, Forecast
    from stances.road import predict

_HOMES = {
    "Article": "records",
    "DiscreteTimeHazard": "learning.estimator",
    "Forecast": "records",
    "HorizonClassifier": "learning.challengers",
    "evaluate": "learning.evaluation",
    "evaluation_frame": "learning.frames",
    "forecast": "library",
    "forecast_frame": "learning.frames",
    "labels_frame": "learning.frames",
    "load": "model.artefact",
    "predict": "road",
    "read": "library",
    "table_frame": "learning.frames",
}

__all__ = [
    "Article",
    "DiscreteTimeHazard",
    "Forecast",
    "HorizonClassifier",
    "evaluate",
    "evaluation_frame",
    "forecast",
    "forecast_frame",
    "labels_frame",
    "load",
    "predict",
    "read",
    "table_frame",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"stances has no name {name!r}; it has {', '.join(__all__)}")
    found = getattr(import_module(f"stances.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__file__", "__name__", "__path__"]
