"""Where an article lies far outside those that the model learned from: a note beside its forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stances.model.hazard import Hazard

FAR = 3.25
"""Mean squared distance, a driver, beyond which about one in a hundred articles of the shipped table lies."""

_RARE_ISSUE = 0.01
_LEAST = 0.02


def unusual(features: dict[str, float], hazard: Hazard) -> tuple[str, ...]:
    """Return a note for each way in which an article's features are unlike those that the model learned from."""
    issue = max((n for n in features if n.startswith("issue:")), key=lambda name: features[name], default=None)
    notes = []
    if issue in hazard.effects and hazard.effects[issue].centre < _RARE_ISSUE:
        name = issue[6:].replace("_", " ")
        notes.append(f"hardly any article that the model learned from is on {name}, so the issue's rate is a guess")
    if distance(features, hazard) > FAR:
        notes.append("hardly any article that the model learned from states so unusual a set of drivers")
    return tuple(notes)


def distance(features: dict[str, float], hazard: Hazard) -> float:
    """Return the mean squared distance of the stated drivers from the table's, in their standard deviations."""
    parts = []
    for name, effect in hazard.effects.items():
        if name.endswith(("+", "-")):
            share = min(max(effect.centre, _LEAST), 1 - _LEAST)
            parts.append((features.get(name, 0.0) - effect.centre) ** 2 / (share * (1 - share)))
    return sum(parts) / len(parts) if parts else 0.0
