"""What would change a forecast most: single changes that are consistent with the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stances.codebook import drivers
from stances.context.actors import names
from stances.model.forecast import likelihood_of
from stances.records import BOTH, Lever, Signal, Span

if TYPE_CHECKING:
    from stances.model.artefact import Model
    from stances.model.rules import Rule
    from stances.records import Forecast, Reading

_SHOWN = 3
_LEAST = 0.001


class Tried(NamedTuple):
    """A change in words, which way it should move the likelihood, and the reading after it."""

    change: str
    sense: int
    reading: Reading


def levers(given: Forecast, model: Model, rules: tuple[Rule, ...]) -> tuple[Lever, ...]:
    """Return the changes that move the likelihood most, each of one thing, and in the sense that it should.

    What one holder's driver states is withdrawn, a party's ratification comes into doubt, or the talks come to an agreement in
    principle or are only called for.
    """
    if given.likelihood is None:
        return ()
    within, p = given.likelihood.within_days, given.likelihood.p
    found = []
    for tried in changes(given.reading):
        after = likelihood_of(tried.reading, model, rules, within)
        if (after - p) * tried.sense >= _LEAST:
            found.append(Lever(tried.change, round(after, 4)))
    return tuple(sorted(found, key=lambda lever: (-abs(lever.p - p), lever.change))[:_SHOWN])


def changes(reading: Reading) -> list[Tried]:
    """Return the single changes that could come about from what is read now."""
    return [*_withdrawn(reading), *_in_doubt(reading), *_stages(reading)]


def _withdrawn(reading: Reading) -> list[Tried]:
    book = drivers()
    found = []
    for driver, holder, polarity in sorted({(s.driver, s.holder, s.polarity) for s in reading.signals if s.polarity}):
        kept = tuple(s for s in reading.signals if (s.driver, s.holder, s.polarity) != (driver, holder, polarity))
        who = "" if holder == BOTH else f"{names()[holder]}: "
        text = f"{who}no longer {book[driver].says[polarity < 0]!r} ({driver})"
        found.append(Tried(text, -polarity, reading._replace(signals=kept)))
    return found


def _in_doubt(reading: Reading) -> list[Tried]:
    """Return ratification in doubt in each party where nothing is stated of it."""
    stated = {s.holder for s in reading.signals if s.driver == "ratification"}
    doubt = [Signal("ratification", code, -1, 1.0, "", Span("text", 0, 0)) for code in reading.parties or ()]
    return [
        Tried(f"{names()[s.holder]}: ratification in doubt", -1, reading._replace(signals=(*reading.signals, s)))
        for s in doubt
        if s.holder not in stated
    ]


def _stages(reading: Reading) -> list[Tried]:
    return [
        Tried(text, sense, reading._replace(stage=stage, stage_shares=()))
        for stage, text, sense in (
            ("in_principle", "agreed in principle", 1),
            ("called_for", "talks only called for", -1),
        )
        if reading.stage != stage
    ]
