"""What ``stances explain`` adds to a forecast: the waterfall, each driver with its passages, each rule, and what lies beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.codebook import drivers
from stances.context.actors import names
from stances.context.background import background
from stances.explain.precedents import precedents
from stances.explain.summary import sense
from stances.model.hazard import logit
from stances.model.stage import stage_words
from stances.records import BOTH
from stances.report.text import cut, percent, wrapped

if TYPE_CHECKING:
    from stances.records import Contribution, Forecast, Signal

_BAR = 20
_CONTEXT = 60
_HANG = " " * 8


def explanation(given: Forecast) -> list[str]:
    """Return the lines of everything that made a forecast, at 80 columns."""
    return [
        *_waterfall(given), *_levers(given), "", *_drivers(given), "", *_rules(given), "", *_beside(given),
    ]  # fmt: skip


def _waterfall(given: Forecast) -> list[str]:
    """Return a line a part: what it adds, the likelihood so far, and a bar from where the log-odds were to where they go."""
    assert given.likelihood is not None
    parts = [(0.0, f"base rate within {given.likelihood.within_days} days")]
    parts += [(c.contribution, _named(c, given)) for c in given.contributions]
    parts += [(rule.effect, f"rule {rule.id}") for rule in given.rules if rule.fired]
    running = [logit(given.likelihood.base_rate)]
    for size, _ in parts[1:]:
        running.append(running[-1] + size)
    lines = ["  Why, on the log-odds scale, and the likelihood so far"]
    before = running[0]
    for (size, text), after in zip(parts, running, strict=True):
        added = f"{size:+.2f}" if after != running[0] or size else f"{after:+.2f}"
        lines.append(cut(f"  {added} {percent(after):>4} {_bar(before, after, min(running), max(running))} {text}"))
        before = after
    total = logit(given.likelihood.p)
    return [*lines, f"  {total:+.2f} {percent(total):>4} {' ' * _BAR} together"]


def _bar(before: float, after: float, low: float, high: float) -> str:
    """Return a stretch of a scale of twenty columns.

    Examples
    --------
    >>> _bar(0.0, 0.5, 0.0, 1.0)
    '██████████          '
    """
    start, end = (round((_BAR - 1) * (x - low) / ((high - low) or 1.0)) for x in sorted((before, after)))
    return f"{' ' * start}{'█' * max(end - start, 1) if after != before else '│'}".ljust(_BAR)


def _named(part: Contribution, given: Forecast) -> str:
    who = "" if part.holder == BOTH else f" {part.holder}"
    return f"{part.driver.replace('_', ' ')}{who}: {_says(part, given)}"


def _says(part: Contribution, given: Forecast) -> str:
    """Return in words what a part rests on."""
    reading = given.reading
    if part.driver == "stage":
        return stage_words(reading)
    if part.driver == "anchor":
        anchor = reading.anchor
        return anchor.words if anchor else "no date ahead was read"
    if part.driver == "issue":
        sure = f" (sure by {reading.issue_shares[0][1]:.2f})" if reading.issue_shares else ""
        return f"{reading.issue.replace('_', ' ')}{sure}"
    return sense(part) if part.driver in drivers() else part.source


def _levers(given: Forecast) -> list[str]:
    lines = ["", "  Would change it most, each alone"] if given.levers else []
    for lever in given.levers:
        lines += wrapped(f"{100 * lever.p:3.0f} %  {lever.change}", "  ", _HANG + " ")
    return lines


def _drivers(given: Forecast) -> list[str]:
    """Return each driver with what says that its sign is so and the passages that state it; a passage is written once."""
    lines = ["  Drivers, the largest first, with the passages that state them"]
    written: dict[tuple[str, int, int], int] = {}
    for part in given.contributions:
        if part.evidence:
            who = "both" if part.holder == BOTH else names()[part.holder]
            head = f"{part.contribution:+.2f} {part.driver.replace('_', ' ')}, {who}: {sense(part)} ({part.source})"
            lines += wrapped(head, "  ", _HANG)
            for index in part.evidence:
                lines += _passage(given.reading.signals[index], given, written)
    still = [s for s in given.reading.signals if not s.polarity]
    lines += ["  Stated, but open"] if still else []
    for signal in still:
        lines += [f"  {signal.driver.replace('_', ' ')} {signal.holder}", *_passage(signal, given, written)]
    return lines


def _passage(signal: Signal, given: Forecast, written: dict[tuple[str, int, int], int]) -> list[str]:
    """Return a signal's quote between the words before and after it, or the number of the passage if it stands above."""
    number = written.get(signal.span)
    if number:
        return [f"      [{number}] as above (sure by {signal.strength:.2f})"]
    written[signal.span] = number = len(written) + 1
    text = given.reading.article.field_text(signal.span.field)
    before = " ".join(text[max(signal.span.start - 2 * _CONTEXT, 0) : signal.span.start].split())
    after = " ".join(text[signal.span.end : signal.span.end + 2 * _CONTEXT].split())
    quote = " ".join(signal.quote.split())
    shown = f"{_end_of(before)} >>{quote}<< {_start_of(after)}".strip()
    return wrapped(f"[{number}] {shown} (sure by {signal.strength:.2f})", "      ", " " * 10)


def _start_of(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT].rpartition(" ")[0] + " …"


def _end_of(text: str) -> str:
    return text if len(text) <= _CONTEXT else "… " + text[-_CONTEXT:].partition(" ")[2]


def _rules(given: Forecast) -> list[str]:
    lines = ["  Rules"]
    for rule in given.rules:
        if rule.fired:
            lines += wrapped(f"{rule.effect:+.2f} {rule.id}: {rule.why} ({rule.source})", "  ", _HANG)
        else:
            lines += wrapped(f"  –   {rule.id}: needs {rule.failed}", "  ", _HANG)
    return lines


def _beside(given: Forecast) -> list[str]:
    """Return what is not the article's: public knowledge and past cases, which the likelihood does not use."""
    lines = ["  Not in the article, and not part of the likelihood"]
    for facts in background(given.reading).values():
        for fact in facts:
            lines += wrapped(fact, "  ", _HANG)
    lines.append("  Near cases")
    for near in precedents(given.reading):
        outcome = "agreed" if near.case.outcome == "agreed" else "no agreement"
        text = f"{near.case.name} {near.case.year}: {outcome} ({near.similarity:.2f}: {near.why})"
        lines += wrapped(text, "  ", _HANG)
    return lines
