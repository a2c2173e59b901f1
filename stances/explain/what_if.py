"""What if the article said something else: signals set, added or dropped, another stage or next date, an election moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stances.codebook import DRIVERS, STAGES
from stances.context.actors import names
from stances.errors import UsageError
from stances.model.hazard import MAX_DAYS
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
        Another next date.
    add : tuple of (driver, holder, polarity)
        Each comes beside what the holder's driver states.
    elections : tuple of (holder, date)
        Each moves a party's election to a day.
    undated : bool
        Whether the next date falls away.
    """

    set: tuple[tuple[str, str, int], ...] = ()
    drop: tuple[tuple[str, str | None], ...] = ()
    stage: str | None = None
    anchor: Anchor | None = None
    add: tuple[tuple[str, str, int], ...] = ()
    elections: tuple[tuple[str, date], ...] = ()
    undated: bool = False


def parse_change(
    set: list[str], add: list[str], drop: list[str], stage: str | None = None, day: str | None = None
) -> Change:
    """Return the change of some options; an election's day may stand where a sense does.

    Raises
    ------
    UsageError
        If one is not understood, or none is given.

    Examples
    --------
    >>> parse_change(["election:MEX=2018-06-03"], [], []).elections
    (('MEX', datetime.date(2018, 6, 3)),)
    """
    if not (set or add or drop or stage or day):
        raise UsageError("no change is given", hint="--set, --add, --drop, --stage or --date")
    moved = [text for text in set if text.lower().startswith("election:") and text.count("-") == 2]
    return Change(
        tuple(parse_set(text) for text in set if text not in moved),
        tuple(parse_drop(text) for text in drop),
        stage,
        parse_anchor(day) if day and day != "none" else None,
        tuple(parse_set(text) for text in add),
        tuple(_election(text) for text in moved),
        day == "none",
    )


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
        raise UsageError(f"{text!r} is not understood", hint="driver:HOLDER=-1, 0 or 1, e.g. linkage:MEX=-1")
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
    return Anchor(_day(day, f"--date {text!r}"), kind)


def _election(text: str) -> tuple[str, date]:
    name, _, day = text.partition("=")
    return _holder(name.partition(":")[2]), _day(day, repr(text))


def _day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{what} is no day", hint="write YYYY-MM-DD") from None


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
        If the change is impossible: a holder that is no party, a drop of what is not stated, an addition of what is, a date
        that is past or beyond every horizon, two changes of one thing.
    """
    _check_apart(change)
    signals = reading.signals
    for driver, holder in change.drop:
        signals = _dropped(signals, driver, _checked(holder, reading))
    for driver, holder, polarity in change.set:
        signals = _set(signals, driver, _checked(holder, reading) or BOTH, polarity)
    for driver, holder, polarity in change.add:
        signals = _added(signals, driver, _checked(holder, reading) or BOTH, polarity)
    after = reading._replace(signals=signals)
    if change.stage is not None:
        if change.stage not in STAGES:
            raise UsageError(f"stage {change.stage!r} is not in the codebook", hint=", ".join(STAGES))
        after = after._replace(stage=change.stage, stage_shares=())
    return after._replace(anchor=_anchor(reading, change))


def _check_apart(change: Change) -> None:
    """Refuse two changes of one thing."""
    touched = [f"{driver}:{holder}" for driver, holder, _ in change.set]
    touched += [f"election:{holder}" for holder, _ in change.elections]
    dropped = {
        f"{driver}:{holder}"
        for driver, holder, _ in change.set
        for d, h in change.drop
        if (d, h or holder) == (driver, holder)
    }
    twice = sorted({name for name in touched if touched.count(name) > 1} | dropped)
    if twice:
        raise UsageError(f"{', '.join(twice)} is changed twice", hint="set it, or drop it, once")
    if change.anchor is not None and (change.undated or change.elections):
        raise UsageError("the next date is changed twice", hint="give --date, or move an election")


def _anchor(reading: Reading, change: Change) -> Anchor | None:
    """Return the next date after a change: moved elections take the place of one; the soonest of them and of what else is next counts."""
    anchor = None if change.undated else reading.anchor
    if change.anchor is not None:
        anchor = _ahead(change.anchor, reading)
    if not change.elections:
        return anchor
    moved = [_moved(holder, day, reading) for holder, day in change.elections]
    return min([*moved, *([anchor] if anchor and anchor.kind != "election" else [])], key=lambda found: found.date)


def _moved(holder: str, day: date, reading: Reading) -> Anchor:
    if _checked(holder, reading) == BOTH:
        raise UsageError("an election is one party's", hint=f"one of {', '.join(reading.parties or ())}")
    return _ahead(Anchor(day, "election"), reading)


def idle(reading: Reading, change: Change) -> list[str]:
    """Return which moved elections change nothing, since another date comes before them."""
    anchor = changed(reading, change).anchor
    return [
        f"the election of {names()[holder]} on {day} comes after the {anchor.words}, and only the next date counts"
        for holder, day in change.elections
        if anchor and anchor.date < day
    ]


def _ahead(anchor: Anchor, reading: Reading) -> Anchor:
    if reading.as_of is None or anchor.date <= reading.as_of:
        raise UsageError(f"the date {anchor.date} is not after the article's", hint="give its date by --as-of")
    if (anchor.date - reading.as_of).days > MAX_DAYS:
        raise UsageError(f"the date {anchor.date} is beyond every horizon", hint=f"at most {MAX_DAYS} days ahead")
    return anchor


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
    return rest if same else (*rest, _supposed(driver, holder, polarity))


def _added(signals: tuple[Signal, ...], driver: str, holder: str, polarity: int) -> tuple[Signal, ...]:
    if any((s.driver, s.holder, s.polarity) == (driver, holder, polarity) for s in signals):
        raise UsageError(f"{driver}:{holder}={polarity:+d} is stated already, so it cannot be added")
    return (*signals, _supposed(driver, holder, polarity))


def _supposed(driver: str, holder: str, polarity: int) -> Signal:
    return Signal(driver, holder, polarity, 1.0, SUPPOSED, Span("text", 0, 0))
