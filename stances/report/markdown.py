"""Forecasts as Markdown for pasting: one in full, several as a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stances.context.actors import names
from stances.explain.summary import sense, summary
from stances.model.stage import stage_words
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Contribution, Forecast

_SHOWN = 10
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!])")
_LIST = re.compile(r"^(\d*)([-+.)])")


def to_markdown(forecasts: list[Forecast]) -> str:
    """Return a section for one forecast, a table for several."""
    return _section(forecasts[0]) if len(forecasts) == 1 else _table(forecasts)


def escaped(text: str) -> str:
    r"""Return a text on one line that Markdown shows as it is.

    Examples
    --------
    >>> escaped("<b>[a](b)</b> | x\ny")
    '\\<b\\>\\[a\\](b)\\</b\\> \\| x y'
    """
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _table(forecasts: list[Forecast]) -> str:
    lines = [
        "| article | parties | issue | likelihood | interval | base rate |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *(_row(given) for given in forecasts)]) + "\n"


def _row(given: Forecast) -> str:
    reading, found = given.reading, given.likelihood
    name, pair = escaped(reading.article.title or reading.article.id), " – ".join(reading.parties or ())
    if found is None:
        reason = reading.abstention.message if reading.abstention else ""
        return f"| {name} | {pair} | | none: {escaped(reason)} | | |"
    span = f"{100 * found.low:.0f}–{100 * found.high:.0f} %"
    share = f"{100 * found.p:.0f} % in {found.within_days} d"
    return f"| {name} | {pair} | {escaped(reading.issue)} | {share} | {span} | {100 * found.base_rate:.0f} % |"


def _section(given: Forecast) -> str:
    reading = given.reading
    lines = [f"## {escaped(reading.article.title or reading.article.id)}", "", f"**{escaped(summary(given))}**"]
    if given.likelihood:
        pair = " – ".join(names()[code] for code in reading.parties or ())
        facts = [
            pair,
            reading.issue.replace("_", " "),
            stage_words(reading),
            str(reading.as_of or "undated"),
        ]
        rate = f"base rate {100 * given.likelihood.base_rate:.0f} %"
        lines += ["", f"{escaped(' · '.join(facts))} · {rate}", *_notes(given), "", *_drivers(given), *_levers(given)]
    if given.model:
        lines += ["", f"Model {escaped(given.model.name)} {given.model.version}, {given.model.fingerprint}."]
    return "\n".join(lines) + "\n"


def _notes(given: Forecast) -> list[str]:
    return [line for note in given.notes for line in ("", f"Note: {escaped(note)}.")]


def _drivers(given: Forecast) -> list[str]:
    """Return the parts that weigh most, in log-odds, with a quote each."""
    lines = ["| log-odds | part | quote |", "| ---: | --- | --- |"]
    for part in given.contributions[:_SHOWN]:
        quote = given.reading.signals[part.evidence[0]].quote if part.evidence else ""
        lines.append(f"| {part.contribution:+.2f} | {escaped(_named(part))} | {escaped(quote)} |")
    rest = given.contributions[_SHOWN:]
    if rest:
        lines.append(f"| {sum(part.contribution for part in rest):+.2f} | {len(rest)} smaller ones | |")
    lines += [f"| {rule.effect:+.2f} | rule {rule.id}: {escaped(rule.why)} | |" for rule in given.rules if rule.fired]
    return lines


def _named(part: Contribution) -> str:
    who = "" if part.holder == BOTH else f", {names()[part.holder]}"
    says = sense(part)
    name = part.driver.replace("_", " ")
    return f"{name}{who}" + ("" if says == part.driver else f": {says}")


def _levers(given: Forecast) -> list[str]:
    changed = "; ".join(f"{escaped(lever.change)} → {100 * lever.p:.0f} %" for lever in given.levers)
    return ["", f"Would change it most: {changed}."] if changed else []
