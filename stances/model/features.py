"""One row of named features from a reading, symmetric in the two parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.codebook import DRIVERS
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Reading, Signal

STAGE_GROUPS = {
    "called_for": "called_for",
    "narrowing": "advanced",
    "in_principle": "advanced",
    "stalled": "held_up",
    "broken": "held_up",
}
"""Stages that differ from talks scheduled or under way."""


def driver_features(signals: tuple[Signal, ...]) -> dict[str, float]:
    """Return the presence of each driver in each sense: ``payoff+``, ``payoff-`` …, 1 where stated at least once.

    Examples
    --------
    >>> from stances.records import Signal, Span
    >>> driver_features((Signal("payoff", "MEX", -1, 0.5, "a cost", Span("text", 0, 6)),))
    {'payoff-': 1.0}
    """
    stated = {(s.driver, s.polarity) for s in signals}
    return {f"{d}{'+' if p > 0 else '-'}": 1.0 for d in DRIVERS for p in (1, -1) if (d, p) in stated}


def row(reading: Reading) -> dict[str, float]:
    """Return the features that hold for every period: stage, issue, drivers, and the weaker side's balance."""
    features = driver_features(reading.signals)
    for stage, share in reading.stage_shares or ((reading.stage, 1.0),):
        group = STAGE_GROUPS.get(stage)
        if group:
            features[f"stage:{group}"] = features.get(f"stage:{group}", 0.0) + share
    for issue, share in reading.issue_shares or ((reading.issue, 1.0),):
        features[f"issue:{issue}"] = share
    features["weaker_side"] = weaker_side(reading)
    return features


def weaker_side(reading: Reading) -> float:
    """Return the lower of the two parties' balances, -1 to 0: an agreement takes two.

    A party's balance is (favourable - unfavourable) / (number of its signals + 2); a favourable one counts as 0.
    """
    return min(0.0, *(balance(reading.signals, code) for code in reading.parties or ()), 0.0)


def balance(signals: tuple[Signal, ...], code: str) -> float:
    """Return a party's favourable less unfavourable kinds of signals over their number plus two, -1 to 1."""
    kinds = {(s.driver, s.polarity) for s in signals if s.holder == code and s.polarity and s.holder != BOTH}
    return sum(polarity for _, polarity in kinds) / (len(kinds) + 2)
