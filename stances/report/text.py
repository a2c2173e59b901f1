"""The terminal's text: read in twenty seconds at 80 columns."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from stances.codebook import drivers
from stances.context.actors import names
from stances.explain.summary import horizon, summary
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Contribution, Forecast, Likelihood

WIDTH = 80
_SHOWN = 8
_BARS = " ▏▎▍▌▋▊▉█"
_STAGES = {
    "called_for": "talks called for", "scheduled": "talks scheduled", "under_way": "talks under way",
    "narrowing": "gaps narrowing", "in_principle": "agreed in principle", "stalled": "talks stalled",
    "broken": "talks broken off",
}  # fmt: skip


def to_text(given: Forecast, *, full: bool = False) -> str:
    """Return a forecast for the terminal; ``full`` adds every signal, every rule and the whole arithmetic."""
    reading = given.reading
    title = textwrap.shorten(reading.article.title or reading.article.id, WIDTH, placeholder=" …")
    if given.likelihood is None:
        return "\n".join([title, "", *_wrap(summary(given))]) + "\n"
    lines = [
        head(given),
        title,
        "",
        *_wrap(summary(given)),
        *_notes(given),
        *_likelihood(given.likelihood),
        "",
        *_stances(given),
        "",
    ]
    lines += _arithmetic(given, full)
    if given.levers:
        changed = ";  ".join(f"{lever.change} → {100 * lever.p:.0f} %" for lever in given.levers)
        lines += ["", *_wrap(f"Would change it most: {changed}")]
    if full:
        lines += ["", *_rules(given), "", *_evidence(given), "", *_beside(given)]
    lines += ["", *_wrap(_foot(given, full))]
    return "\n".join(lines) + "\n"


def _notes(given: Forecast) -> list[str]:
    return [line for note in given.notes for line in _wrap(f"Note: {note}.")]


def _wrap(text: str, indent: str = "  ", hang: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=hang)


def head(given: Forecast) -> str:
    """Return the parties, the issue, the stage and the day in one line."""
    reading = given.reading
    pair = " – ".join(names()[code] for code in reading.parties or ())
    day = f"{reading.as_of.day} {reading.as_of:%b %Y}" if reading.as_of else "undated"
    left = f"{pair} · {reading.issue.replace('_', ' ')} · {_STAGES[reading.stage]}"
    return f"{left}{day:>{max(WIDTH - len(left), len(day) + 2)}}"


def _likelihood(likelihood: Likelihood) -> list[str]:
    points = "   ".join(f"{_short(c.days)} {_BARS[min(8, round(8 * c.p))]} {100 * c.p:.0f} %" for c in likelihood.curve)
    return [
        "",
        f"  80 % interval {100 * likelihood.low:.0f}–{100 * likelihood.high:.0f} %"
        f"      base rate within {horizon(likelihood.within_days)} {100 * likelihood.base_rate:.0f} %",
        f"  {points}",
    ]


def _short(days: int) -> str:
    return {365: "1 y", 730: "2 y"}.get(days, f"{days} d")


def _stances(given: Forecast) -> list[str]:
    lines = []
    for stance in given.stances:
        lines.append(f"  {stance.name}: {stance.label}")
        seen: dict[tuple[str, int], float] = {}
        for s in given.reading.signals:
            if s.holder == stance.code and s.polarity:
                seen[(s.driver, s.polarity)] = max(seen.get((s.driver, s.polarity), 0), s.strength)
        for driver, polarity in sorted(seen, key=lambda kind: (-seen[kind], kind))[:6]:
            lines.append(f"    {'+' if polarity > 0 else '−'} {drivers()[driver].says[polarity < 0]}")
    return lines


def _arithmetic(given: Forecast, full: bool) -> list[str]:
    assert given.likelihood is not None
    base = math.log(given.likelihood.base_rate / (1 - given.likelihood.base_rate))
    total = math.log(given.likelihood.p / (1 - given.likelihood.p))
    lines = [f"  Why, on the log-odds scale{f'start {base:+.2f} (base rate)':>{WIDTH - 28}}"]
    shown = [c for c in given.contributions if full or abs(c.contribution) >= 0.005]
    parts = [(c.contribution, _part(c, given)) for c in (shown if full else shown[:_SHOWN])]
    if not full and len(shown) > _SHOWN:
        rest = sum(c.contribution for c in given.contributions) - sum(c.contribution for c in shown[:_SHOWN])
        parts.append((rest, f"{len(given.contributions) - _SHOWN} smaller ones"))
    parts += [(rule.effect, f"rule {rule.id}") for rule in given.rules if rule.fired]
    running = base
    for size, text in parts:
        running += size
        lines.append(_cut(f"  {size:+.2f} {_percent(running):>4}  {text}"))
    return [*lines, f"  {total:+.2f} {_percent(total):>4}  together"]


def _part(part: Contribution, given: Forecast) -> str:
    who = "" if part.holder == BOTH else part.holder
    quote = given.reading.signals[part.evidence[0]].quote if part.evidence else ""
    return f"{part.driver:<14} {who:<4} " + (f"“{' '.join(quote.split())}”" if quote else part.source)


def _percent(log_odds: float) -> str:
    return f"{100 / (1 + math.exp(-log_odds)):.0f} %"


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 2].rstrip() + " …"


def _rules(given: Forecast) -> list[str]:
    lines = ["  Rules"]
    for rule in given.rules:
        state = f"fired {rule.effect:+.2f}: {rule.why}" if rule.fired else f"not fired: {rule.failed} does not hold"
        lines += _wrap(f"{rule.id}: {state}", "  ", "      ")
    return lines


def _evidence(given: Forecast) -> list[str]:
    lines = ["  Signals, as the article states them"]
    for signal in given.reading.signals:
        sign = {1: "+", -1: "−", 0: "±"}[signal.polarity]
        source = drivers()[signal.driver].source
        quote = " ".join(signal.quote.split())
        lines += _wrap(
            f"{sign} {signal.driver} {signal.holder} ({signal.strength:.2f}; {source}): “{quote}”", "  ", "      "
        )
    return lines


def _beside(given: Forecast) -> list[str]:
    """Return what is not the article's: public knowledge and past cases, which the likelihood does not use."""
    from stances.context.background import background
    from stances.explain.precedents import precedents

    lines = ["  Not in the article, and not part of the likelihood"]
    for facts in background(given.reading).values():
        for fact in facts:
            lines += _wrap(fact, "  ", "      ")
    lines.append("  Near cases")
    for near in precedents(given.reading):
        outcome = "agreed" if near.case.outcome == "agreed" else "no agreement"
        lines += _wrap(
            f"{near.case.name} {near.case.year}: {outcome} ({near.similarity:.2f}: {near.why})", "  ", "      "
        )
    return lines


def _foot(given: Forecast, full: bool) -> str:
    model = given.model
    rests = f" · model {model.name} {model.version} ({model.episodes} episodes, {model.pairs} pairs)" if model else ""
    more = "" if full else " · stances explain … for all of it"
    return f"{len(given.reading.signals)} signals from {given.reading.sentences} sentences{rests}{more}"
