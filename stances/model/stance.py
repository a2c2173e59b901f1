"""Where a party stands, from its own signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.model.features import balance
from stances.records import Stance

if TYPE_CHECKING:
    from stances.records import Signal

_LABELS = ((-0.35, "resists"), (-0.1, "leans against"), (0.1, "mixed"), (0.35, "leans for"), (2.0, "seeks"))


def stance_of(code: str, name: str, signals: tuple[Signal, ...]) -> Stance:
    """Return a party's stance: the balance of its favourable and unfavourable kinds of signals.

    Examples
    --------
    >>> stance_of("MEX", "Mexico", ()).label
    'mixed'
    """
    score = round(balance(signals, code), 3)
    return Stance(code, name, score, next(label for bound, label in _LABELS if score <= bound))
