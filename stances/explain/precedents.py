"""The nearest cases of the casebook: shown beside a forecast, never mixed into its likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stances.context.casebook import casebook

if TYPE_CHECKING:
    from stances.context.casebook import PastCase
    from stances.records import Reading

_WEIGHTS = {"issue": 4.0, "drivers": 2.0, "parties": 1.5, "scope": 0.5, "time": 1.5}
_KIN = (
    frozenset({"trade", "tariff", "technology", "fisheries", "finance_debt", "energy", "transport"}),
    frozenset({"nuclear", "arms_control", "security", "sanctions"}),
    frozenset({"peace", "ceasefire", "territory", "withdrawal", "recognition", "detainees"}),
    frozenset({"migration", "security", "health", "environment"}),
)
_HALF_LIFE = 20.0
_SHOWN = 5


class Precedent(NamedTuple):
    """A past case, how near it is (0 to 1), and in what."""

    case: PastCase
    similarity: float
    why: str


def precedents(reading: Reading) -> tuple[Precedent, ...]:
    """Return the five nearest cases that were over when the article appeared, the nearest first.

    The similarity is Gower's: the weighted mean of likenesses between 0 and 1 in issue (weight 4; kindred issues count a
    third), stated drivers with their sense (2; shared over all), parties (1.5; shared over two), scope (0.5) and time (1.5;
    halved every twenty years).
    """
    year = reading.as_of.year if reading.as_of else 9999
    stated = frozenset((s.driver, s.polarity) for s in reading.signals)
    near = [
        _compared(case, reading, stated, year)
        for case in casebook()
        if reading.as_of is None or case.date < reading.as_of.isoformat()
    ]
    return tuple(sorted(near, key=lambda p: (-p.similarity, p.case.id))[:_SHOWN])


def _compared(case: PastCase, reading: Reading, stated: frozenset[tuple[str, int]], year: int) -> Precedent:
    drivers = frozenset((driver, polarity) for driver, _, polarity in case.drivers)
    shared = drivers & stated
    likeness = {
        "issue": 1.0 if case.issue == reading.issue else _kinship(case.issue, reading.issue),
        "drivers": len(shared) / len(drivers | stated) if drivers | stated else 0.0,
        "parties": len(set(case.parties).intersection(reading.parties or ())) / 2,
        "scope": float(case.scope == reading.scope),
        "time": 0.5 ** (max(year - case.year, 0) / _HALF_LIFE) if reading.as_of else 0.5,
    }
    total = sum(_WEIGHTS[name] * value for name, value in likeness.items()) / sum(_WEIGHTS.values())
    return Precedent(case, round(total, 3), _why(case, reading, shared))


def _kinship(one: str, other: str) -> float:
    return 1 / 3 if any({one, other} <= kin for kin in _KIN) else 0.0


def _why(case: PastCase, reading: Reading, shared: frozenset[tuple[str, int]]) -> str:
    parts = [case.issue.replace("_", " ")] if case.issue == reading.issue else []
    parts += [f"same party {code}" for code in case.parties if code in (reading.parties or ())]
    parts += [f"{driver} {'+' if polarity > 0 else '−'}" for driver, polarity in sorted(shared) if polarity]
    return ", ".join(parts[:5])
