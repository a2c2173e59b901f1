"""One self-contained HTML file a forecast: no network, no script, readable in light and dark and on paper."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import drivers
from stances.context.actors import names
from stances.context.background import background
from stances.explain.precedents import precedents
from stances.explain.summary import horizon, sense, summary
from stances.model.hazard import expit, logit
from stances.model.stage import stage_words
from stances.records import BOTH
from stances.report.templating import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.records import CurvePoint, Forecast, Signal

_WIDTH, _HEIGHT = 520, 210
_LEFT, _BOTTOM, _TOP = 60, 32, 12
_LAST_DAY = 730
_SHORT = {30: "30 d", 90: "90 d", 180: "180 d", 365: "1 year", 730: "2 years"}


class Stretch(NamedTuple):
    """A stretch of the article under the same signals; ``ends`` are the numbers of those that end with it."""

    text: str
    signals: tuple[int, ...]
    ends: tuple[int, ...]


def to_html(forecasts: list[Forecast]) -> str:
    """Return a page with a section for each forecast; the same input gives the same bytes.

    Raises
    ------
    UsageError
        If jinja2 is not installed.
    """
    pages = [_page(given) for given in forecasts]
    return str(template("forecast.html").render(pages=pages, hues=_hues()))


def _hues() -> list[tuple[str, int]]:
    """Return a hue for each driver: all as far apart as can be, and those of one group not side by side."""
    size = len(drivers())
    return [(driver, round(360 * (7 * i % size) / size)) for i, driver in enumerate(drivers())]


def _page(given: Forecast) -> dict[str, Any]:
    reading = given.reading
    likelihood = given.likelihood
    page: dict[str, Any] = {
        "title": reading.article.title or reading.article.id,
        "summary": summary(given),
        "pair": " – ".join(names()[code] for code in reading.parties or ()),
        "issue": reading.issue.replace("_", " "),
        "stage": stage_words(reading),
        "day": reading.as_of.isoformat() if reading.as_of else "undated",
        "model": given.model,
        "notes": given.notes,
        "likelihood": likelihood,
        "headline": stretches(reading.article.title, _of(given, "title")),
        "paragraphs": _paragraphs(given),
        "signals": [_signal(number, signal) for number, signal in enumerate(reading.signals)],
    }
    if likelihood is not None:
        page.update(
            within=horizon(likelihood.within_days),
            start=logit(likelihood.base_rate),
            total=logit(likelihood.p),
            bars=_bars(given),
            so_far=_so_far(given),
            curve=curve(likelihood.curve),
            stances=given.stances,
            panels={stance.code: _panel(page["signals"], stance.code) for stance in given.stances},
            rules=given.rules,
            levers=given.levers,
            facts=[fact for facts in background(reading).values() for fact in facts],
            precedents=precedents(reading),
        )
    return page


def _signal(number: int, signal: Signal) -> dict[str, Any]:
    says = drivers()[signal.driver].says[signal.polarity < 0]
    who = "both" if signal.holder == BOTH else names()[signal.holder]
    sense = {1: "for", -1: "against", 0: "open"}[signal.polarity]
    return {"number": number, "driver": signal.driver, "who": who, "sense": sense, "says": says, "signal": signal}


def _panel(signals: list[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    """Return a party's kinds of signals, each once, the surest first."""
    own = [s for s in signals if s["signal"].holder == code and s["sense"] != "open"]
    own.sort(key=lambda s: (-s["signal"].strength, s["number"]))
    return list({(s["driver"], s["sense"]): s for s in reversed(own)}.values())[::-1]


def _of(given: Forecast, field: str) -> list[tuple[int, Signal]]:
    return [(n, s) for n, s in enumerate(given.reading.signals) if s.span.field == field and s.span.end > s.span.start]


def stretches(text: str, signals: Sequence[tuple[int, Signal]]) -> list[Stretch]:
    """Cut a text where signals begin and end; the stretches joined are the text.

    Examples
    --------
    >>> from stances.records import Signal, Span
    >>> cost = Signal("payoff", "MEX", -1, 0.5, "a cost", Span("text", 3, 9))
    >>> [(s.text, s.signals) for s in stretches("At a cost.", [(0, cost)])]
    [('At ', ()), ('a cost', (0,)), ('.', ())]
    """
    edges = sorted({0, len(text), *(e for _, s in signals for e in (s.span.start, s.span.end))})
    found = []
    for start, end in itertools.pairwise(edges):
        inside = tuple(n for n, s in signals if s.span.start <= start and end <= s.span.end)
        found.append(
            Stretch(text[start:end], inside, tuple(n for n, s in signals if s.span.end == end and n in inside))
        )
    return found


def _paragraphs(given: Forecast) -> list[list[Stretch]]:
    """Return the text's stretches by paragraph; a blank line parts two."""
    paragraphs: list[list[Stretch]] = [[]]
    for stretch in stretches(given.reading.article.text, _of(given, "text")):
        parts = stretch.text.split("\n\n")
        for i, part in enumerate(parts):
            if i:
                paragraphs.append([])
            last = i == len(parts) - 1
            if part or (last and stretch.ends):
                paragraphs[-1].append(Stretch(part, stretch.signals, stretch.ends if last else ()))
    return [paragraph for paragraph in paragraphs if any(s.text.strip() for s in paragraph)]


def _bars(given: Forecast) -> list[dict[str, Any]]:
    """Return the parts of the log-odds, the largest first, each with the width of its bar in percent of the widest."""
    rows: list[dict[str, Any]] = [
        {
            "name": c.driver.replace("_", " "),
            "who": "" if c.holder == BOTH else names()[c.holder],
            "value": c.contribution,
            "text": sense(c),
            "source": c.source,
        }
        for c in given.contributions
    ]
    rows += [
        {"name": f"rule {rule.id}", "who": "", "value": rule.effect, "text": rule.why, "source": rule.source}
        for rule in given.rules
        if rule.fired and rule.effect
    ]  # fmt: skip
    widest = max((abs(row["value"]) for row in rows), default=1.0)
    return [{**row, "width": round(100 * abs(row["value"]) / widest)} for row in rows]


def _so_far(given: Forecast) -> list[str]:
    """Return the likelihood after the base rate, after each bar, and in the end."""
    assert given.likelihood is not None
    sums = itertools.accumulate((bar["value"] for bar in _bars(given)), initial=logit(given.likelihood.base_rate))
    return [f"{100 * expit(log_odds):.0f} %" for log_odds in sums] + [f"{100 * given.likelihood.p:.0f} %"]


def curve(points: Sequence[CurvePoint]) -> dict[str, Any]:
    """Return the horizon curve as SVG coordinates: the line, the band of the interval, and the marks of both axes."""

    def x(days: int) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - 10) * math.sqrt(days / _LAST_DAY), 1)

    def y(p: float) -> float:
        return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - p), 1)

    line = " ".join(f"{x(c.days)},{y(c.p)}" for c in points)
    band = [f"{x(c.days)},{y(c.high)}" for c in points] + [f"{x(c.days)},{y(c.low)}" for c in reversed(points)]
    days = [{"x": x(c.days), "label": _SHORT.get(c.days, f"{c.days} days"), "p": c.p, "y": y(c.p)} for c in points]
    return {
        "width": _WIDTH, "height": _HEIGHT, "left": _LEFT, "line": line, "band": " ".join(band), "days": days,
        "shares": [{"y": y(p / 100), "label": f"{p} %"} for p in (0, 25, 50, 75, 100)],
    }  # fmt: skip
