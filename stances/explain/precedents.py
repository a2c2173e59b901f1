"""The nearest cases of the casebook: shown beside a forecast, never mixed into its likelihood."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stances.context.casebook import casebook
from stances.context.relation import Relation, relation

if TYPE_CHECKING:
    from stances.context.casebook import PastCase
    from stances.records import Reading

WEIGHTS = {"issue": 4.0, "drivers": 2.0, "relation": 2.5, "parties": 1.0, "scope": 0.5, "time": 1.5}
_KIN = (
    frozenset({"trade", "tariff", "technology", "fisheries", "finance_debt", "energy", "transport"}),
    frozenset({"nuclear", "arms_control", "security", "sanctions"}),
    frozenset({"peace", "ceasefire", "territory", "withdrawal", "recognition", "detainees"}),
    frozenset({"migration", "security", "health", "environment"}),
)
_KIN_SHARE = 1 / 3
_HALF_LIFE = 20.0
_HUNDREDFOLD = 2.0
_SHOWN = 5

Kinds = frozenset[tuple[str, int]]
"""Drivers with their sense."""


class Precedent(NamedTuple):
    """A past case, how near it is (0 to 1), and in what."""

    case: PastCase
    similarity: float
    why: str


def precedents(reading: Reading) -> tuple[Precedent, ...]:
    """Return the five nearest cases that were over when the article appeared, the nearest first.

    The similarity is Gower's (1971): the weighted mean of likenesses between 0 and 1, leaving out what is not known.
    Issue (weight 4): the same 1, a kindred one a third. Drivers with their sense (2): shared over the geometric mean of
    both numbers, so that a long article is not far from every short account. Relation of the parties (2.5; from
    tables, so surer than drivers read in a text): the mean over land border, region, common body or trade agreement,
    alliance, rivalry, regimes, and inequality (0 where one ratio of trade is a hundred times the other). Parties in common (1): the share of the two. Scope (0.5). Time (1.5): halved every
    twenty years.
    """
    stated = frozenset((s.driver, s.polarity) for s in reading.signals if s.polarity)
    here = relation(reading.parties, reading.as_of) if reading.parties and reading.as_of else None
    near = [
        _compared(case, reading, stated, here)
        for case in casebook()
        if reading.as_of is None or case.date < reading.as_of.isoformat()
    ]
    return tuple(sorted(near, key=lambda p: (-p.similarity, p.case.id))[:_SHOWN])


def _compared(case: PastCase, reading: Reading, stated: Kinds, here: Relation | None) -> Precedent:
    kinds = frozenset((driver, polarity) for driver, _, polarity in case.drivers if polarity)
    there = _relation_of(case) if here else None
    likeness = {
        "issue": 1.0 if case.issue == reading.issue else _kinship(case.issue, reading.issue),
        "drivers": len(kinds & stated) / math.sqrt(len(kinds) * len(stated)) if kinds and stated else 0.0,
        "parties": len(set(case.parties).intersection(reading.parties or ())) / 2,
        "scope": float(case.scope == reading.scope),
    }
    if here and there and reading.as_of:
        likeness["relation"] = like_relation(here, there)
        likeness["time"] = 0.5 ** (max(reading.as_of.year - case.year, 0) / _HALF_LIFE)
    total = sum(WEIGHTS[name] * value for name, value in likeness.items()) / sum(WEIGHTS[name] for name in likeness)
    return Precedent(case, round(total, 3), _why(case, reading, kinds & stated, here, there))


@cache
def _relation_of(case: PastCase) -> Relation:
    return relation(case.parties, case.day)


def like_relation(one: Relation, other: Relation) -> float:
    """Return how like two relations are: the mean over what is known of both.

    Examples
    --------
    >>> plain = Relation(True, False, True, 0.7, None, None, 2)
    >>> like_relation(plain, plain), like_relation(plain, plain._replace(neighbours=False))
    (1.0, 0.8)
    """
    found = [
        1 - min(abs(a - b) / _HUNDREDFOLD, 1.0) if name == "unequal" else float(a == b)
        for name, a, b in zip(Relation._fields, one, other, strict=True)
        if a is not None and b is not None
    ]
    return sum(found) / len(found)


def _kinship(one: str, other: str) -> float:
    return _KIN_SHARE if any({one, other} <= kin for kin in _KIN) else 0.0


def _why(case: PastCase, reading: Reading, shared: Kinds, here: Relation | None, there: Relation | None) -> str:
    parts = [case.issue.replace("_", " ")] if case.issue == reading.issue else []
    parts += [f"same party {code}" for code in case.parties if code in (reading.parties or ())]
    parts += ["neighbours too"] if here and there and here.neighbours and there.neighbours else []
    parts += [f"{driver} {'+' if polarity > 0 else '−'}" for driver, polarity in sorted(shared)]
    return ", ".join(parts[:7])
