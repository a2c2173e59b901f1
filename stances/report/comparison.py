"""Two forecasts side by side: what differs between them, and what each part of the difference adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.explain.parts import parts_of
from stances.model.hazard import logit
from stances.model.stage import stage_words
from stances.report.text import head, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.records import Forecast

_NAME = 42
_LEAST = 0.005


def comparison(before: Forecast, after: Forecast, notes: Sequence[str] = ()) -> str:
    """Return two forecasts of one article as lines of 80 columns: likelihoods, what was changed, notes, and the parts."""
    lines = [head(before), "", _line("", "before", "after", "change"), *_likelihoods(before, after)]
    lines += _facts(before, after)
    lines += [line for note in notes for line in wrapped(f"Note: {note}.")]
    return "\n".join([*lines, "", "  On the log-odds scale", *_parts(before, after)])


def _line(name: str, *cells: str) -> str:
    widths = (13, 13, 10)
    return f"{name[:_NAME]:<{_NAME}}{''.join(f'{cell:>{width}}' for cell, width in zip(cells, widths, strict=False))}"


def _likelihoods(before: Forecast, after: Forecast) -> list[str]:
    assert before.likelihood is not None
    assert after.likelihood is not None
    one, two = before.likelihood, after.likelihood
    lines = [
        _line(f"  within {one.within_days} days", _share(one.p), _share(two.p), f"{100 * (two.p - one.p):+.1f} pts"),
        _line("    80 % interval", _span(one.low, one.high), _span(two.low, two.high)),
        _line("    base rate", _share(one.base_rate), _share(two.base_rate)),
    ]
    for old, new in zip(one.curve, two.curve, strict=True):
        if old.days != one.within_days:
            change = f"{100 * (new.p - old.p):+.1f} pts"
            lines.append(_line(f"  within {old.days} days", _share(old.p), _share(new.p), change))
    return lines


def _facts(before: Forecast, after: Forecast) -> list[str]:
    """Return what is read differently: stage, next date, where the parties stand, how many signals."""
    pairs = [("stage", *(stage_words(given.reading) for given in (before, after)))]
    pairs.append(("next date", *(_anchor(given) for given in (before, after))))
    pairs += [(one.name, one.label, two.label) for one, two in zip(before.stances, after.stances, strict=True)]
    pairs.append(("signals", *(str(len(given.reading.signals)) for given in (before, after))))
    return [f"  {name}: {old} → {new}" for name, old, new in pairs if old != new]


def _anchor(given: Forecast) -> str:
    anchor = given.reading.anchor
    return anchor.words if anchor else "none"


def _parts(before: Forecast, after: Forecast) -> list[str]:
    """Return the parts that changed, those that hardly did as one line, and both sums."""
    assert before.likelihood is not None
    assert after.likelihood is not None
    old, new = parts_of(before), parts_of(after)
    rows = [(name, old.get(name, 0.0), new.get(name, 0.0)) for name in {*old, *new}]
    large = sorted(
        (row for row in rows if abs(row[2] - row[1]) >= _LEAST), key=lambda row: (-abs(row[2] - row[1]), row)
    )
    rest = [row for row in rows if row not in large]
    if not large:
        return ["  nothing changes"]
    bases = [logit(given.base_rate) for given in (before.likelihood, after.likelihood)]
    rest_sums = (bases[0] + sum(a for _, a, _ in rest), bases[1] + sum(b for _, _, b in rest))
    shown = [
        *large,
        ("base rate and all other parts", *rest_sums),
        ("together", logit(before.likelihood.p), logit(after.likelihood.p)),
    ]
    return [_line(f"  {name}", f"{a:+.2f}", f"{b:+.2f}", f"{b - a:+.2f}") for name, a, b in shown]


def _share(p: float) -> str:
    return f"{100 * p:.1f} %"


def _span(low: float, high: float) -> str:
    return f"{100 * low:.0f}–{100 * high:.0f} %"
