"""Several forecasts in one table, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.report.text import WIDTH

if TYPE_CHECKING:
    from stances.records import Forecast


def ranking(forecasts: list[Forecast]) -> str:
    """Return a line of 80 columns a forecast, by likelihood, and then those without one with the reason."""
    made = [(given.likelihood.p, given) for given in forecasts if given.likelihood]
    lines = ["likely  interval  base  parties  issue      stage       article"]
    lines += [_line(given) for _, given in sorted(made, key=lambda item: (-item[0], item[1].reading.article.id))]
    for given in forecasts:
        reason = given.reading.abstention
        if reason:
            lines.append(f"none: {reason.message}: {_title(given)}"[:WIDTH])
    return "\n".join(lines) + "\n"


def _line(given: Forecast) -> str:
    likelihood, reading = given.likelihood, given.reading
    assert likelihood is not None
    interval = f"{100 * likelihood.low:.0f}–{100 * likelihood.high:.0f} %"
    pair = "-".join(reading.parties or ())
    head = f"{100 * likelihood.p:4.0f} %  {interval:>8}  {100 * likelihood.base_rate:2.0f} %"
    return f"{head}  {pair:<7}  {reading.issue[:9]:<9}  {reading.stage[:10]:<10}  {_title(given)}"[:WIDTH]


def _title(given: Forecast) -> str:
    return given.reading.article.title or given.reading.article.id
