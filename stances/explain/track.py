"""Several dated articles on one negotiation: the likelihood over time, and what moved it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from stances.explain.parts import parts_of
from stances.model.features import driver_features, row
from stances.model.forecast import forecast
from stances.reading.copies import near_copies

if TYPE_CHECKING:
    from datetime import date

    from stances.model.artefact import Model
    from stances.model.rules import Rule
    from stances.records import Forecast, Reading, Signal

HALF_LIFE = 60
"""Days after which a signal that no newer article repeats counts half."""

_FORGOTTEN = 4 * HALF_LIFE
_SHOWN = 3


class Step(NamedTuple):
    """One day of a negotiation: the forecast with what earlier articles still tell, and the parts that moved it.

    ``moved`` holds ``(part, change in log-odds)``, the largest first, since the step before; ``articles`` their ids.
    """

    forecast: Forecast
    articles: tuple[str, ...]
    moved: tuple[tuple[str, float], ...]


class Track(NamedTuple):
    """A negotiation over time, and which articles are not part of it and why."""

    steps: tuple[Step, ...]
    left_out: tuple[tuple[str, str], ...]


def track(readings: list[Reading], model: Model, rules: tuple[Rule, ...], *, within: int = 365) -> Track:
    """Return the likelihood after each day with an article on the pair that most of the articles are on.

    Parameters
    ----------
    readings : list of Reading
        In any order; those without a date, on another pair, abstained on, or with the text of an earlier one are left out.
    model : Model
        The model.
    rules : tuple of Rule
        The rule layer.
    within : int
        Horizon in days, counted from each article.
    """
    kept, left_out = _on_one_pair(readings)
    steps: list[Step] = []
    for day in sorted({reading.as_of for reading in kept if reading.as_of}):
        until = [reading for reading in kept if reading.as_of and reading.as_of <= day]
        reading, features = _state(until, day)
        given = forecast(reading, model, rules, within=within, features=features)
        today = tuple(r.article.id for r in until if r.as_of == day)
        steps.append(Step(given, today, _moved(steps[-1].forecast if steps else None, given)))
    return Track(tuple(steps), tuple(left_out))


def _on_one_pair(readings: list[Reading]) -> tuple[list[Reading], list[tuple[str, str]]]:
    pairs = Counter(reading.parties for reading in readings if reading.parties and not reading.abstention)
    pair = pairs.most_common(1)[0][0] if pairs else None
    kept: list[Reading] = []
    left_out: list[tuple[str, str]] = []
    ordered = sorted(readings, key=lambda r: (str(r.as_of), r.article.id))
    copies = {i for i, _ in near_copies([reading.article.text for reading in ordered])}
    for i, reading in enumerate(ordered):
        if reading.abstention:
            left_out.append((reading.article.id, reading.abstention.message))
        elif reading.parties != pair:
            left_out.append((reading.article.id, f"it is on {' and '.join(reading.parties or ())}"))
        elif reading.as_of is None:
            left_out.append((reading.article.id, "it has no date"))
        elif i in copies:
            left_out.append((reading.article.id, "nearly the same text came before"))
        else:
            kept.append(reading)
    return kept, left_out


def _state(until: list[Reading], day: date) -> tuple[Reading, dict[str, float]]:
    """Return the newest reading with the signals that earlier ones still tell, and its row with those aged."""
    newest = max(until, key=lambda reading: (reading.as_of or day, len(reading.signals)))
    ages = [((day - (reading.as_of or day)).days, reading) for reading in until]
    signals: dict[tuple[str, str, int], tuple[Signal, ...]] = {}
    features = row(newest)
    for age, reading in sorted(ages, key=lambda item: (item[0], item[1].article.id)):
        if age > _FORGOTTEN:
            continue
        for name, value in driver_features(reading.signals).items():
            features[name] = max(features.get(name, 0.0), value * 0.5 ** (age / HALF_LIFE))
        for signal in reading.signals:
            kind = (signal.driver, signal.holder, signal.polarity)
            if kind not in signals or reading is newest:
                signals[kind] = (*signals.get(kind, ()), signal)
    return newest._replace(signals=tuple(s for kind in signals.values() for s in kind)), features


def _moved(before: Forecast | None, after: Forecast) -> tuple[tuple[str, float], ...]:
    if before is None:
        return ()
    old, new = parts_of(before), parts_of(after)
    changes = {name: new.get(name, 0.0) - old.get(name, 0.0) for name in {*old, *new}}
    moved = [(name, change) for name, change in changes.items() if abs(change) >= 0.005]
    return tuple(sorted(moved, key=lambda item: (-abs(item[1]), item[0]))[:_SHOWN])
