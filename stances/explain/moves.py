"""What moved a forecast from one day to the next: the change of every part, why it changed, and the quotes behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stances.explain.parts import name_of, parts_of

if TYPE_CHECKING:
    from stances.records import Forecast, Reading


class Move(NamedTuple):
    """The change of one part; the changes of a step add up to the change of its log-odds.

    Parameters
    ----------
    part : str
        Driver, sense and holder; ``stage``, ``anchor``, ``issue``, ``weaker_side``, ``unstated``; or ``rule`` and its name.
    change : float
        In log-odds.
    why : str
        What happened to it, in words; empty where it only shares in a changed balance.
    quotes : tuple of int
        Indices of the signals of the later forecast that state it in an article of that day.
    """

    part: str
    change: float
    why: str
    quotes: tuple[int, ...] = ()


def moves(before: Forecast, after: Forecast, today: frozenset[int]) -> tuple[Move, ...]:
    """Return every part that changed, the largest change first.

    Parameters
    ----------
    before, after : Forecast
        Of the same horizon by the same model.
    today : frozenset of int
        Indices of the signals of ``after`` that an article of its day states.
    """
    old, new = parts_of(before), parts_of(after)
    stated = {name_of(c): tuple(i for i in c.evidence if i in today) for c in after.contributions}
    found = [
        Move(name, new.get(name, 0.0) - old.get(name, 0.0), _why(name, before, after, stated), stated.get(name, ()))
        for name in {*old, *new}
        if new.get(name, 0.0) != old.get(name, 0.0)
    ]
    return tuple(sorted(found, key=lambda move: (-abs(move.change), move.part)))


def _why(name: str, before: Forecast, after: Forecast, stated: dict[str, tuple[int, ...]]) -> str:
    one, two = before.reading, after.reading
    if name.startswith("rule "):
        return _rule(name, before, after)
    if name in _CONTEXT:
        was, now = (_CONTEXT[name](reading) for reading in (one, two))
        if was != now:
            return f"{was} → {now}"
        sure = f"{name}_shares"
        changed = getattr(one, sure, ()) != getattr(two, sure, ())
        return "the same, read with other certainty" if changed else ""
    was_stated, is_stated = (any(name_of(c) == name and c.evidence for c in g.contributions) for g in (before, after))
    if stated.get(name):
        return "stated again" if was_stated else "newly stated"
    if not (was_stated or is_stated):
        return ""
    return "fades: not stated this time" if is_stated else "forgotten: not stated for long"


def _rule(name: str, before: Forecast, after: Forecast) -> str:
    was, now = (any(f"rule {r.id}" == name and r.fired for r in given.rules) for given in (before, after))
    return "fires" if now and not was else "no longer fires" if was and not now else "reaches further or less far"


def _stage(reading: Reading) -> str:
    return reading.stage.replace("_", " ")


def _anchor(reading: Reading) -> str:
    return reading.anchor.words if reading.anchor else "no date ahead"


def _issue(reading: Reading) -> str:
    return reading.issue.replace("_", " ")


_CONTEXT = {"stage": _stage, "anchor": _anchor, "issue": _issue}
