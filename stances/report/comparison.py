"""Two forecasts side by side: what differs between them, and what each part of the difference adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.explain.parts import parts_of
from stances.report.text import head

if TYPE_CHECKING:
    from stances.records import Forecast


def comparison(before: Forecast, after: Forecast) -> str:
    """Return two forecasts of one article as lines of 80 columns: likelihoods, then the parts that changed."""
    assert before.likelihood is not None
    assert after.likelihood is not None
    one, two = before.likelihood, after.likelihood
    lines = [
        head(before),
        "",
        f"{'':24}{'before':>12}{'after':>12}{'change':>10}",
        f"{f'  within {one.within_days} days':24}{_share(one.p):>12}{_share(two.p):>12}{100 * (two.p - one.p):>+8.1f} %",
        f"{'  80 % interval':24}{_span(one.low, one.high):>12}{_span(two.low, two.high):>12}",
        f"{'  base rate':24}{_share(one.base_rate):>12}{_share(two.base_rate):>12}",
        "",
        "  On the log-odds scale",
    ]
    parts = parts_of(before), parts_of(after)
    for name in sorted({*parts[0], *parts[1]}):
        old, new = parts[0].get(name, 0.0), parts[1].get(name, 0.0)
        if abs(new - old) >= 0.005:
            lines.append(f"{f'  {name}'[:23]:24}{old:>+12.2f}{new:>+12.2f}{new - old:>+10.2f}")
    if len(lines) == 8:
        lines.append("  nothing changes")
    return "\n".join(lines)


def _share(p: float) -> str:
    return f"{100 * p:.1f} %"


def _span(low: float, high: float) -> str:
    return f"{100 * low:.0f}–{100 * high:.0f} %"
