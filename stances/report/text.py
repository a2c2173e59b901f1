"""The terminal's text: read in twenty seconds at 80 columns."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from stances.codebook import drivers
from stances.context.actors import names
from stances.explain.summary import horizon, summary
from stances.model.hazard import expit, logit
from stances.model.stage import stage_words
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Contribution, Forecast, Likelihood

WIDTH = 80
_SHOWN = 8
_LONGEST_WORD = 1000  # a long word is broken at a cost that grows with the square of its length
_BARS = " ▏▎▍▌▋▊▉█"


def to_text(given: Forecast, *, full: bool = False) -> str:
    """Return a forecast for the terminal; ``full`` adds every signal, every rule and the whole arithmetic."""
    reading = given.reading
    title = textwrap.shorten((reading.article.title or reading.article.id)[:_LONGEST_WORD], WIDTH, placeholder=" …")
    if given.likelihood is None:
        return "\n".join([title, "", *wrapped(summary(given))]) + "\n"
    lines = [
        head(given),
        title,
        "",
        *wrapped(summary(given)),
        *_notes(given),
        *_likelihood(given.likelihood),
        "",
        *_stances(given),
        "",
    ]
    if full:
        from stances.report.explanation import explanation

        lines += explanation(given)
    else:
        lines += [*_arithmetic(given), *_levers(given)]
    lines += ["", *wrapped(_foot(given, full))]
    return "\n".join(lines) + "\n"


def _notes(given: Forecast) -> list[str]:
    return [line for note in given.notes for line in wrapped(f"Note: {note}.")]


def wrapped(text: str, indent: str = "  ", hang: str = "  ") -> list[str]:
    """Return a text as lines of 80 columns; a word that fills more than ten lines is cut."""
    if len(text) > _LONGEST_WORD:
        text = " ".join(word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in text.split(" "))
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=hang)


def head(given: Forecast) -> str:
    """Return the parties, the issue, the stage and the day in one line."""
    reading = given.reading
    pair = " – ".join(names()[code] for code in reading.parties or ())
    day = f"{reading.as_of.day} {reading.as_of:%b %Y}" if reading.as_of else "undated"
    left = f"{pair} · {reading.issue.replace('_', ' ')} · {stage_words(reading)}"
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


def _levers(given: Forecast) -> list[str]:
    changed = ";  ".join(f"{lever.change} → {100 * lever.p:.0f} %" for lever in given.levers)
    return ["", *wrapped(f"Would change it most: {changed}")] if changed else []


def _arithmetic(given: Forecast) -> list[str]:
    assert given.likelihood is not None
    base, total = logit(given.likelihood.base_rate), logit(given.likelihood.p)
    lines = [f"  Why, on the log-odds scale{f'start {base:+.2f} (base rate)':>{WIDTH - 28}}"]
    shown = [c for c in given.contributions if abs(c.contribution) >= 0.005]
    parts = [(c.contribution, _part(c, given)) for c in shown[:_SHOWN]]
    if len(shown) > _SHOWN:
        whole: float = sum(c.contribution for c in given.contributions)
        rest = whole - sum(c.contribution for c in shown[:_SHOWN])
        parts.append((rest, f"{len(given.contributions) - _SHOWN} smaller ones"))
    parts += [(rule.effect, f"rule {rule.id}") for rule in given.rules if rule.fired]
    running = base
    for size, text in parts:
        running += size
        lines.append(cut(f"  {size:+.2f} {percent(running):>4}  {text}"))
    return [*lines, f"  {total:+.2f} {percent(total):>4}  together"]


def _part(part: Contribution, given: Forecast) -> str:
    who = "" if part.holder == BOTH else part.holder
    quote = given.reading.signals[part.evidence[0]].quote if part.evidence else ""
    return f"{part.driver:<14} {who:<4} " + (f"“{' '.join(quote.split())}”" if quote else part.source)


def percent(log_odds: float) -> str:
    """Return the likelihood of some log-odds."""
    return f"{100 * expit(log_odds):.0f} %"


def cut(line: str) -> str:
    """Return a line cut to 80 columns."""
    return line if len(line) <= WIDTH else line[: WIDTH - 2].rstrip() + " …"


def _foot(given: Forecast, full: bool) -> str:
    model = given.model
    rests = f" · model {model.name} {model.version} ({model.episodes} episodes, {model.pairs} pairs)" if model else ""
    more = "" if full else " · stances explain … for all of it"
    return f"{len(given.reading.signals)} signals from {given.reading.sentences} sentences{rests}{more}"
