"""What would change a forecast most: single changes that are consistent with the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.codebook import drivers
from stances.context.actors import names
from stances.model.forecast import likelihood_of
from stances.records import BOTH, Lever

if TYPE_CHECKING:
    from stances.model.artefact import Model
    from stances.model.rules import Rule
    from stances.records import Forecast, Reading

_SHOWN = 3


def levers(given: Forecast, model: Model, rules: tuple[Rule, ...]) -> tuple[Lever, ...]:
    """Return the changes that move the likelihood most, each of one thing that is stated now.

    Withdrawn is what one holder's driver states; the stage goes to agreed in principle or to broken off.
    """
    if given.likelihood is None:
        return ()
    within, p = given.likelihood.within_days, given.likelihood.p
    tried = [
        Lever(text, round(likelihood_of(reading, model, rules, within), 4)) for text, reading in _changes(given.reading)
    ]
    return tuple(sorted(tried, key=lambda lever: (-abs(lever.p - p), lever.change))[:_SHOWN])


def _changes(reading: Reading) -> list[tuple[str, Reading]]:
    book = drivers()
    changes = []
    for driver, holder, polarity in sorted({(s.driver, s.holder, s.polarity) for s in reading.signals}):
        kept = tuple(s for s in reading.signals if (s.driver, s.holder, s.polarity) != (driver, holder, polarity))
        who = "" if holder == BOTH else f"{names()[holder]}: "
        says = book[driver].says[polarity < 0]
        changes.append((f"{who}no longer {says!r} ({driver})", reading._replace(signals=kept)))
    for stage, text in (("in_principle", "agreed in principle"), ("called_for", "only called for, not accepted")):
        if reading.stage != stage:
            changes.append((text, reading._replace(stage=stage, stage_shares=())))
    return changes
