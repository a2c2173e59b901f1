"""What if the article said something else: signals set or dropped, another stage or next date, and the forecast after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stances.codebook import DRIVERS, STAGES
from stances.errors import UsageError
from stances.records import BOTH, Anchor, Signal, Span

if TYPE_CHECKING:
    from stances.records import Reading

ANCHOR_KINDS = ("meeting", "signing", "deadline", "expiry", "vote", "election")
"""What a next date may be of."""

SUPPOSED = "(supposed)"
"""Quote of a signal that no article states."""


class Change(NamedTuple):
    """Changes to a reading.

    Parameters
    ----------
    set : tuple of (driver, holder, polarity)
        Each replaces what the holder's driver states.
    drop : tuple of (driver, holder or None)
        Each takes away what is stated, of one holder or of all.
    stage : str or None
    anchor : Anchor or None
    """

    set: tuple[tuple[str, str, int], ...] = ()
    drop: tuple[tuple[str, str | None], ...] = ()
    stage: str | None = None
    anchor: Anchor | None = None


def parse_set(text: str) -> tuple[str, str, int]:
    """Return driver, holder and polarity of ``linkage:MEX=-1``.

    Raises
    ------
    UsageError
        If it is not of that form.

    Examples
    --------
    >>> parse_set("ratification:USA=-1")
    ('ratification', 'USA', -1)
    """
    name, equals, value = text.partition("=")
    driver, colon, holder = name.partition(":")
    if not equals or not colon or value not in ("-1", "0", "1", "+1"):
        raise UsageError(f"--set {text!r} is not understood", hint="driver:HOLDER=-1, 0 or 1, e.g. linkage:MEX=-1")
    return _driver(driver), _holder(holder), int(value)


def parse_drop(text: str) -> tuple[str, str | None]:
    """Return driver and holder of ``precedent`` or ``payoff:MEX``.

    Examples
    --------
    >>> parse_drop("precedent")
    ('precedent', None)
    """
    driver, colon, holder = text.partition(":")
    return _driver(driver), _holder(holder) if colon else None


def parse_anchor(text: str) -> Anchor:
    """Return the next date of ``2018-07-01:election``.

    Examples
    --------
    >>> parse_anchor("2018-07-01:election").kind
    'election'
    """
    day, _, kind = text.partition(":")
    if kind not in ANCHOR_KINDS:
        raise UsageError(f"--date {text!r} names no kind", hint=f"YYYY-MM-DD:KIND, one of {', '.join(ANCHOR_KINDS)}")
    try:
        return Anchor(date.fromisoformat(day), kind)
    except ValueError:
        raise UsageError(f"--date {text!r} is no day", hint="YYYY-MM-DD:KIND") from None


def _driver(name: str) -> str:
    if name not in DRIVERS:
        raise UsageError(f"driver {name!r} is not in the codebook", hint=", ".join(DRIVERS))
    return name


def _holder(name: str) -> str:
    return BOTH if name.lower() == BOTH else name.upper()


def changed(reading: Reading, change: Change) -> Reading:
    """Return the reading after a change.

    Raises
    ------
    UsageError
        If the change is impossible: a holder that is no party, a drop of what is not stated, a date that is past.
    """
    signals = reading.signals
    for driver, holder in change.drop:
        signals = _dropped(signals, driver, _checked(holder, reading))
    for driver, holder, polarity in change.set:
        signals = _set(signals, driver, _checked(holder, reading) or BOTH, polarity)
    after = reading._replace(signals=signals)
    if change.stage is not None:
        if change.stage not in STAGES:
            raise UsageError(f"stage {change.stage!r} is not in the codebook", hint=", ".join(STAGES))
        after = after._replace(stage=change.stage, stage_shares=())
    if change.anchor is not None:
        if reading.as_of is None or change.anchor.date <= reading.as_of:
            raise UsageError(
                f"the date {change.anchor.date} is not after the article's", hint="give its date by --as-of"
            )
        after = after._replace(anchor=change.anchor)
    return after


def _checked(holder: str | None, reading: Reading) -> str | None:
    known = (*(reading.parties or ()), BOTH)
    if holder is not None and holder not in known:
        raise UsageError(f"{holder} is no party of these talks", hint=f"one of {', '.join(known)}")
    return holder


def _dropped(signals: tuple[Signal, ...], driver: str, holder: str | None) -> tuple[Signal, ...]:
    kept = tuple(s for s in signals if s.driver != driver or (holder is not None and s.holder != holder))
    if len(kept) == len(signals):
        stated = sorted({f"{s.driver}:{s.holder}" for s in signals})
        raise UsageError(f"{driver} is not stated, so it cannot be dropped", hint=f"stated: {', '.join(stated)}")
    return kept


def _set(signals: tuple[Signal, ...], driver: str, holder: str, polarity: int) -> tuple[Signal, ...]:
    """Replace a holder's driver; what is stated so already stays as it is, with its quotes."""
    same = tuple(s for s in signals if (s.driver, s.holder, s.polarity) == (driver, holder, polarity))
    rest = tuple(s for s in signals if (s.driver, s.holder) != (driver, holder) or s in same)
    return rest if same else (*rest, Signal(driver, holder, polarity, 1.0, SUPPOSED, Span("text", 0, 0)))
