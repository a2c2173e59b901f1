"""A negotiation over time, for the terminal and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stances.context.actors import names
from stances.explain.track import HALF_LIFE
from stances.report.text import WIDTH

if TYPE_CHECKING:
    from stances.explain.track import Track

_BAR = 20


def to_text(found: Track) -> str:
    """Return a line a day with the likelihood as a bar, its interval and what moved it, then what was left out."""
    lines: list[str] = []
    if found.steps:
        first = found.steps[0].forecast
        assert first.likelihood is not None
        pair = " – ".join(names()[code] for code in first.reading.parties or ())
        lines.append(f"{pair}: likelihood within {first.likelihood.within_days} days of each article")
        lines.append(f"signals count half after {HALF_LIFE} days")
    for step in found.steps:
        likelihood = step.forecast.likelihood
        assert likelihood is not None
        filled = round(_BAR * likelihood.p)
        bar = "█" * filled + "·" * (_BAR - filled)
        moved = ", ".join(f"{name} {change:+.2f}" for name, change in step.moved)
        head = f"{step.forecast.reading.as_of}  {bar} {100 * likelihood.p:3.0f} %  {100 * likelihood.low:.0f}–{100 * likelihood.high:.0f} %"
        lines.append(f"{head}  {step.forecast.reading.stage.replace('_', ' ')}"[:WIDTH])
        if moved:
            lines.append(f"            {moved}"[:WIDTH])
    lines += [f"left out: {name}: {why}" for name, why in found.left_out]
    return "\n".join(lines or ["no dated article on a negotiation"])


def to_json(found: Track) -> str:
    """Return the track as a JSON object."""
    steps = []
    for step in found.steps:
        likelihood, reading = step.forecast.likelihood, step.forecast.reading
        assert likelihood is not None
        steps.append(
            {
                "date": reading.as_of.isoformat() if reading.as_of else None,
                "articles": list(step.articles),
                "parties": list(reading.parties or ()),
                "stage": reading.stage,
                "likelihood": {k: getattr(likelihood, k) for k in ("within_days", "p", "low", "high", "base_rate")},
                "moved": [{"part": name, "log_odds": change} for name, change in step.moved],
            }
        )
    left_out = [{"id": name, "why": why} for name, why in found.left_out]
    return json.dumps({"half_life_days": HALF_LIFE, "steps": steps, "left_out": left_out}, ensure_ascii=False, indent=2)
