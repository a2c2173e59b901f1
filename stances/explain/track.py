"""Several dated articles on one negotiation: the likelihood over time, and what moved it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from stances.explain.ageing import MEMORY, aged
from stances.explain.moves import moves
from stances.model.features import driver_features, row
from stances.model.forecast import forecast
from stances.reading.copies import near_copies

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stances.explain.moves import Move
    from stances.model.artefact import Model
    from stances.model.rules import Rule
    from stances.records import Forecast, Reading, Signal


class Step(NamedTuple):
    """One day of a negotiation: the forecast with what earlier articles still tell, and the parts that moved it.

    Parameters
    ----------
    forecast : Forecast
        Its reading is the day's fullest article, with the signals that earlier ones still tell.
    articles, titles : tuple of str
        The day's articles.
    stated_in : tuple of str
        For each signal of the reading the article that states it.
    moved : tuple of Move
        Since the step before, the largest first; they add up to the change in log-odds.
    concluded : bool
        Whether an article of the day may report a deal that was made or failed for good.
    """

    forecast: Forecast
    articles: tuple[str, ...]
    titles: tuple[str, ...]
    stated_in: tuple[str, ...]
    moved: tuple[Move, ...]
    concluded: bool


class Track(NamedTuple):
    """A negotiation over time, its outcome where it is known, which texts were merged into which, what is left out and why."""

    steps: tuple[Step, ...]
    outcome: date | None
    merged: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def track(
    readings: list[Reading], model: Model, rules: tuple[Rule, ...], *, within: int = 365, outcome: date | None = None,
    stated: Mapping[str, date] = MappingProxyType({}),
) -> Track:  # fmt: skip
    """Return the likelihood after each day with an article on the pair that most of the articles are on.

    Parameters
    ----------
    readings : list of Reading
        In any order; a text that an earlier one nearly is counts once, and those without a date, on another pair, abstained
        on, or from after the outcome are left out.
    model : Model
        The model.
    rules : tuple of Rule
        The rule layer.
    within : int
        Horizon in days, counted from each article.
    outcome : date, optional
        The day on which the negotiation ended, where it is known.
    stated : mapping, optional
        By an article's id the day of the agreement that its label states: without ``outcome`` the earliest on the pair counts.
    """
    own, merged = _without_copies(readings)
    pair = _commonest(own)
    outcome = outcome or min(
        (stated[r.article.id] for r in own if r.parties == pair and r.article.id in stated), default=None
    )
    kept, left_out = _on_pair(own, pair, outcome)
    dates = [reading.as_of for reading in kept if reading.as_of]
    steps: list[Step] = []
    for day in sorted(set(dates)):
        heard = kept[bisect_left(dates, day - timedelta(days=MEMORY)) : bisect_right(dates, day)]
        steps.append(_step(heard, day, model, rules, within, steps[-1].forecast if steps else None))
    return Track(tuple(steps), outcome, tuple(merged), tuple(left_out))


def _without_copies(readings: list[Reading]) -> tuple[list[Reading], list[tuple[str, str]]]:
    """Return the readings without those whose text nearly came before, and each copy with the first of its kind."""
    ordered = sorted(readings, key=lambda r: (r.as_of is None, str(r.as_of), r.article.id, r.article.text))
    copies = dict(near_copies([reading.article.text for reading in ordered]))
    merged = [(ordered[i].article.id, ordered[first].article.id) for i, first in copies.items()]
    return [reading for i, reading in enumerate(ordered) if i not in copies], merged


def _commonest(readings: list[Reading]) -> tuple[str, str] | None:
    pairs = Counter(reading.parties for reading in readings if reading.parties and not reading.abstention)
    return pairs.most_common(1)[0][0] if pairs else None


def _on_pair(
    readings: list[Reading], pair: tuple[str, str] | None, outcome: date | None
) -> tuple[list[Reading], list[tuple[str, str]]]:
    whys = [(reading, _left_out(reading, pair, outcome)) for reading in readings]
    kept = [reading for reading, why in whys if not why]
    return kept, [(reading.article.id, why) for reading, why in whys if why]


def _left_out(reading: Reading, pair: tuple[str, str] | None, outcome: date | None) -> str:
    """Return why a reading is no part of the track; empty where it is."""
    if reading.abstention:
        return reading.abstention.message
    if reading.parties != pair:
        return f"it is on {' and '.join(reading.parties or ())}"
    if reading.as_of is None:
        return "it has no date"
    if outcome and reading.as_of > outcome:
        return f"it appeared on {reading.as_of}, after the outcome of {outcome}"
    return ""


def _step(
    heard: list[Reading], day: date, model: Model, rules: tuple[Rule, ...], within: int, before: Forecast | None
) -> Step:
    newest = max(heard, key=lambda reading: (reading.as_of or day, len(reading.signals), reading.article.id))
    ages = sorted(
        (((day - (r.as_of or day)).days, r) for r in heard), key=lambda item: (item[0], item[1] is not newest)
    )
    features = aged(row(newest), [(age, driver_features(reading.signals)) for age, reading in ages])
    told = _still_told([reading for _, reading in ages])
    reading = newest._replace(signals=tuple(signal for signal, _ in told))
    given = forecast(reading, model, rules, within=within, features=features)
    here = [r for r in heard if r.as_of == day]
    names = tuple(r.article.id for r in here)
    today = frozenset(i for i, (_, source) in enumerate(told) if source in names)
    return Step(
        given, names, tuple(r.article.title for r in here), tuple(source for _, source in told),
        moves(before, given, today) if before else (), any(r.concluded for r in here),
    )  # fmt: skip


def _still_told(newest_first: list[Reading]) -> list[tuple[Signal, str]]:
    """Return each kind of signal as the newest article with it states it, and that article."""
    told: dict[tuple[str, str, int], list[tuple[Signal, str]]] = {}
    for reading in newest_first:
        known = set(told)
        for signal in reading.signals:
            kind = (signal.driver, signal.holder, signal.polarity)
            if kind not in known:
                told.setdefault(kind, []).append((signal, reading.article.id))
    return [item for kind in told.values() for item in kind]
