"""The forecast: a reading, the hazard model and the rules to a likelihood with its interval and its arithmetic."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stances.codebook import drivers
from stances.context.actors import names
from stances.errors import UsageError
from stances.model.base import QUESTION, base_offset
from stances.model.features import row
from stances.model.hazard import CUTS, MAX_DAYS, expit
from stances.model.rules import judge, log_odds_after, outcomes
from stances.model.stage import doubt
from stances.model.stance import stance_of
from stances.model.unusual import unusual
from stances.records import BOTH, Contribution, CurvePoint, Forecast, Likelihood

if TYPE_CHECKING:
    from stances.model.artefact import Model
    from stances.model.hazard import Hazard
    from stances.model.rules import Judged, Rule
    from stances.records import Reading

LEVEL = 0.8
CONCLUDED = "the article may report a deal that was made or failed for good; the likelihood is that of a new agreement"
"""Note on a forecast whose article rather looks back."""

Z = 1.2815515655446004
"""Standard deviations on either side within which 80 % of a normal distribution lie."""


def forecast(
    reading: Reading,
    model: Model,
    rules: tuple[Rule, ...],
    *,
    within: int = 365,
    features: dict[str, float] | None = None,
) -> Forecast:
    """Return the forecast of a reading.

    Parameters
    ----------
    reading : Reading
        What was read.
    model : Model
        Hazard model and reader.
    rules : tuple of Rule
        The rule layer.
    within : int
        Horizon in days, 1 to 1,825.
    features : dict, optional
        Takes the place of the reading's own row, as where its signals have aged.

    Raises
    ------
    UsageError
        If the horizon is out of range.
    """
    if not 1 <= within <= MAX_DAYS:
        raise UsageError(f"a horizon of {within} days is out of range", hint=f"1 to {MAX_DAYS} days")
    if reading.abstention or not reading.parties:
        return Forecast(reading, model=model.card)
    hazard, features = model.hazard, row(reading) if features is None else features
    shifts = hazard.shifts(features)
    ahead = reading.days_ahead
    offset = base_offset(reading, hazard, within)
    before = hazard.log_odds(within, shifts, ahead) + offset
    judged = judge(rules, reading)
    days = sorted({*CUTS[1:], within})
    points = _points(days, features, reading, model, judged, offset)
    asked = next(point for point in points if point.days == within)
    parts = hazard.contributions(within, shifts, ahead)
    return Forecast(
        reading,
        tuple(stance_of(code, names()[code], reading.signals) for code in reading.parties),
        Likelihood(
            within, asked.p, asked.low, asked.high, LEVEL, expit(hazard.base_log_odds(within) + offset),
            tuple(point for point in points if point.days in CUTS[1:]),
        ),
        tuple(_contributions(parts, features, reading)),
        outcomes(judged, before),
        model=model.card,
        notes=_notes(reading, features, hazard, asked=bool(offset)),
    )  # fmt: skip


def _notes(reading: Reading, features: dict[str, float], hazard: Hazard, *, asked: bool) -> tuple[str, ...]:
    said = [CONCLUDED] if reading.concluded else []
    said += [QUESTION] if asked else []
    said += [f"{names()[code]} is not named in the article" for code in reading.unnamed]
    said += [told] if (told := doubt(reading)) else []
    return (*said, *unusual(features, hazard))


def likelihood_of(reading: Reading, model: Model, rules: tuple[Rule, ...], within: int) -> float:
    """Return the likelihood alone, without interval and explanation."""
    log_odds = model.hazard.log_odds(within, model.hazard.shifts(row(reading)), reading.days_ahead)
    log_odds += base_offset(reading, model.hazard, within)
    return expit(log_odds_after(judge(rules, reading), log_odds))


def _points(
    days: list[int], features: dict[str, float], reading: Reading, model: Model, judged: list[Judged], offset: float
) -> list[CurvePoint]:
    shifts, ahead = model.hazard.shifts(features), reading.days_ahead
    spread = model.hazard.spread(features)
    points: list[CurvePoint] = []
    for horizon in days:
        log_odds = log_odds_after(judged, model.hazard.log_odds(horizon, shifts, ahead) + offset)
        reach = Z * (model.hazard.slope(horizon, shifts, ahead) * spread)
        low, high = expit(log_odds - reach), expit(log_odds + reach)
        last = points[-1] if points else None
        points.append(
            CurvePoint(horizon, expit(log_odds), max(low, last.low if last else 0), max(high, last.high if last else 0))
        )
    return points


def log_odds_of(forecast: Forecast) -> float:
    """Return the sum of a forecast's parts: base, contributions and rules. It is the log-odds of its likelihood."""
    assert forecast.likelihood is not None
    base = forecast.likelihood.base_rate
    total = math.log(base / (1 - base))
    return total + sum(c.contribution for c in forecast.contributions) + sum(r.effect for r in forecast.rules)


def _contributions(parts: dict[str, float], features: dict[str, float], reading: Reading) -> list[Contribution]:
    """Give each stated driver its part; what is not stated, against the usual article, is one line of its own."""
    book = drivers()
    found: list[Contribution] = []
    rest = 0.0
    parts = _one_line(_one_line(parts, "stage"), "issue")
    for name, value in parts.items():
        driver, polarity = name[:-1], 1 if name.endswith("+") else -1
        if driver in book and features.get(name):
            found.extend(_shared(driver, polarity, value, book[driver].source, reading))
        elif name == "anchor":
            found.append(Contribution("anchor", BOTH, 0, value, "dates ahead", ()))
        elif name == "weaker_side":
            found.append(Contribution("weaker_side", BOTH, 0, value, "Raiffa 1982: an agreement takes two", ()))
        elif name == "stage":
            found.append(Contribution("stage", BOTH, 0, value, "stage of the talks", ()))
        elif name == "issue":
            found.append(Contribution("issue", BOTH, 0, value, "rate of agreement by issue", ()))
        else:
            rest += value
    found.append(Contribution("unstated", BOTH, 0, rest, "what such articles usually state and this one does not", ()))
    return sorted(found, key=lambda c: (-abs(c.contribution), c.driver, c.holder))


def _one_line(parts: dict[str, float], family: str) -> dict[str, float]:
    """Sum a family's parts: the reader sees one line for how far the talks are, and one for what they are on."""
    whole = sum(value for name, value in parts.items() if name.startswith(f"{family}:"))
    return {**{name: value for name, value in parts.items() if not name.startswith(f"{family}:")}, family: whole}


def _shared(driver: str, polarity: int, value: float, source: str, reading: Reading) -> list[Contribution]:
    """Share a driver's part among its holders by their number of quotes."""
    stated = [(i, s) for i, s in enumerate(reading.signals) if s.driver == driver and s.polarity == polarity]
    holders = sorted({s.holder for _, s in stated})
    groups = [tuple(i for i, s in stated if s.holder == holder) for holder in holders]
    return [
        Contribution(driver, holder, polarity, value * len(evidence) / len(stated), source, evidence)
        for holder, evidence in zip(holders, groups, strict=True)
    ]
