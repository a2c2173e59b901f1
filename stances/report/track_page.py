"""A negotiation over time as one self-contained HTML page: the trajectory with its band, and what moved it day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stances.context.actors import names
from stances.explain.ageing import HALF_LIFE
from stances.explain.summary import horizon
from stances.model.stage import stage_words
from stances.report.templating import template
from stances.report.track import CONCLUDED, WORDS, largest, notes, total

if TYPE_CHECKING:
    from datetime import date

    from stances.explain.moves import Move
    from stances.explain.track import Step, Track
    from stances.records import Likelihood

_WIDTH, _HEIGHT = 520, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 14, 24, 36
_APART = 108
"""Least distance of two dates under the axis, so that they stay apart in a phone's larger letters too."""
_SHOWN = 6


def to_html(found: Track) -> str:
    """Return the page; the same input gives the same bytes.

    Raises
    ------
    UsageError
        If jinja2 is not installed.
    """
    return str(template("track.html").render(page=_page(found)))


def _page(found: Track) -> dict[str, Any]:
    page: dict[str, Any] = {
        "notes": notes(found),
        "steps": [],
        "outcome": found.outcome,
        "half_life": f"{HALF_LIFE}",
    }
    if found.steps:
        first = found.steps[0].forecast
        page.update(
            pair=" – ".join(names()[code] for code in first.reading.parties or ()),
            within=horizon(_likelihood(found.steps[0]).within_days),
            steps=[_day(step) for step in found.steps],
            plot=trajectory(found),
            model=first.model,
            base_rate=f"{100 * _likelihood(found.steps[0]).base_rate:.0f}",
            concluded=CONCLUDED if any(step.concluded for step in found.steps) else "",
        )
    return page


def _likelihood(step: Step) -> Likelihood:
    assert step.forecast.likelihood is not None
    return step.forecast.likelihood


def _date(step: Step) -> date:
    assert step.forecast.reading.as_of is not None
    return step.forecast.reading.as_of


def _day(step: Step) -> dict[str, Any]:
    likelihood, (shown, rest) = _likelihood(step), largest(step.moved, _SHOWN)
    return {
        "date": _date(step).isoformat(),
        "share": f"{100 * likelihood.p:.0f} %",
        "interval": f"{100 * likelihood.low:.0f}–{100 * likelihood.high:.0f} %",
        "stage": stage_words(step.forecast.reading),
        "titles": [title or name for title, name in zip(step.titles, step.articles, strict=True)],
        "concluded": step.concluded,
        "total": total(step),
        "moved": [_move(step, move) for move in shown],
        "rest": {"number": len(rest), "change": sum(move.change for move in rest)} if rest else None,
    }


def _move(step: Step, move: Move) -> dict[str, Any]:
    name, _, holder = move.part.replace(" + ", " + |").replace(" − ", " − |").partition("|")
    quotes = [" ".join(step.forecast.reading.signals[i].quote.split()) for i in move.quotes]
    part = WORDS.get(name, name.replace("_", " ")) + names().get(holder, holder)
    return {"part": part, "change": move.change, "why": move.why, "quotes": quotes}


def trajectory(found: Track) -> dict[str, Any]:
    """Return the line, the band, the markers and the marks of both axes as SVG coordinates."""
    days = [_date(step).toordinal() for step in found.steps]
    ahead = found.outcome and found.outcome.toordinal() <= days[-1] + max(days[-1] - days[0], 1)
    last = found.outcome.toordinal() if found.outcome and ahead else days[-1]

    def x(day: int) -> float:
        wide = _WIDTH - _LEFT - _RIGHT
        return round(_LEFT + wide * (0.5 if last == days[0] else (day - days[0]) / (last - days[0])), 1)

    def y(p: float) -> float:
        return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - p), 1)

    points = [
        {
            "x": x(day), "y": y(li.p), "low": y(li.low), "high": y(li.high), "concluded": step.concluded,
            "date": _date(step).isoformat(), "share": f"{100 * li.p:.0f} %",
        }
        for day, step, li in ((d, s, _likelihood(s)) for d, s in zip(days, found.steps, strict=True))
    ]  # fmt: skip
    return {
        "width": _WIDTH, "height": _HEIGHT, "left": _LEFT, "right": _WIDTH - _RIGHT, "top": _TOP,
        "floor": _HEIGHT - _BOTTOM, "points": points, "dates": _dates(points), "base": y(_likelihood(found.steps[0]).base_rate),
        "line": " ".join(f"{p['x']},{p['y']}" for p in points),
        "band": " ".join([*(f"{p['x']},{p['high']}" for p in points), *(f"{p['x']},{p['low']}" for p in reversed(points))]),
        "shares": [{"y": y(p / 100), "label": f"{p} %"} for p in (0, 25, 50, 75, 100)],
        "outcome": x(last) if ahead else None,
    }  # fmt: skip


def _dates(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the days to write under the axis: the first, the last where there is room, and those between with room."""
    shown = [points[0]]
    for point in points[1:]:
        room = point is points[-1] or points[-1]["x"] - point["x"] >= _APART
        if point["x"] - shown[-1]["x"] >= _APART and room:
            shown.append(point)
    return [{"x": p["x"], "label": p["date"], "anchor": _anchor(p["x"])} for p in shown]


def _anchor(x: float) -> str:
    return "start" if x < _LEFT + 45 else "end" if x > _WIDTH - _RIGHT - 45 else "middle"
