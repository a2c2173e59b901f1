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
    day = reading.as_of
    today = day.isoformat() if day else "9999"
    here = relation(reading.parties, day) if reading.parties and day else None
    stated = frozenset((s.driver, s.polarity) for s in reading.signals if s.polarity)
    near = [
        (_by_article(past, kinds, reading, stated), i) for i, (past, kinds) in enumerate(_pasts()) if past.date < today
    ]
    if here:
        near = [(score + _by_relation(i, here), i) for score, i in _in_reach(near)]
    near.sort(key=lambda found: (-found[0], _pasts()[found[1]][0].id))
    most = sum(WEIGHTS.values()) if here else sum(WEIGHTS.values()) - WEIGHTS["relation"]
    return tuple(_precedent(i, score / most, reading, stated, here) for score, i in near[:_SHOWN])


@cache
def _pasts() -> tuple[tuple[PastCase, Kinds], ...]:
    return tuple((case, frozenset((d, p) for d, _, p in case.drivers if p)) for case in casebook())


def _by_article(past: PastCase, kinds: Kinds, reading: Reading, stated: Kinds) -> float:
    """Return the weighted likeness in all but the parties' relation."""
    score = WEIGHTS["issue"] * (1.0 if past.issue == reading.issue else _kinship(past.issue, reading.issue))
    score += WEIGHTS["drivers"] * len(kinds & stated) / math.sqrt(len(kinds) * len(stated) or 1)
    score += WEIGHTS["parties"] * len(set(past.parties).intersection(reading.parties or ())) / 2
    score += WEIGHTS["scope"] * (past.scope == reading.scope)
    age = max(reading.as_of.year - past.year, 0) if reading.as_of else _HALF_LIFE
    return score + WEIGHTS["time"] * math.exp2(-age / _HALF_LIFE)


def _in_reach(near: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Leave out the cases that no relation could bring among the first five."""
    fifth = sorted(score for score, _ in near)[-_SHOWN:][:1]
    return [found for found in near if found[0] + WEIGHTS["relation"] >= fifth[0]]


@cache
def _relation_of(i: int) -> Relation:
    past = _pasts()[i][0]
    return relation(past.parties, past.day)


def _by_relation(i: int, here: Relation) -> float:
    return WEIGHTS["relation"] * like_relation(here, _relation_of(i))


def _precedent(i: int, similarity: float, reading: Reading, stated: Kinds, here: Relation | None) -> Precedent:
    past, kinds = _pasts()[i]
    neighbours = here is not None and here.neighbours and _relation_of(i).neighbours
    return Precedent(past, round(similarity, 3), _why(past, reading, kinds & stated, neighbours))


def like_relation(one: Relation, other: Relation) -> float:
    """Return how like two relations are: the mean over what is known of both.

    Examples
    --------
    >>> plain = Relation(0.7, True, False, True, None, None, 2)
    >>> like_relation(plain, plain), like_relation(plain, plain._replace(neighbours=False))
    (1.0, 0.8)
    """
    same = [a == b for a, b in zip(one[1:], other[1:], strict=True) if a is not None and b is not None]
    if one.unequal is None or other.unequal is None:
        return sum(same) / len(same)
    return (sum(same) + 1 - min(abs(one.unequal - other.unequal) / _HUNDREDFOLD, 1.0)) / (len(same) + 1)


@cache
def _kinship(one: str, other: str) -> float:
    return _KIN_SHARE if any({one, other} <= kin for kin in _KIN) else 0.0


def _why(case: PastCase, reading: Reading, shared: Kinds, neighbours: bool) -> str:
    parts = [case.issue.replace("_", " ")] if case.issue == reading.issue else []
    parts += [f"same party {code}" for code in case.parties if code in (reading.parties or ())]
    parts += ["neighbours too"] if neighbours else []
    parts += [f"{driver} {'+' if polarity > 0 else '−'}" for driver, polarity in sorted(shared)]
    return ", ".join(parts[:7])
