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
    alliance, rivalry, regimes, and inequality (0 where one ratio of trade is a hundred times the other). Parties in
    common (1): the share of the two. Scope (0.5). Time (1.5): halved every twenty years.
    """
    here = relation(reading.parties, reading.as_of) if reading.parties and reading.as_of else None
    stated = frozenset((s.driver, s.polarity) for s in reading.signals if s.polarity)
    most = sum(WEIGHTS.values()) - (0 if here else WEIGHTS["relation"])
    return tuple(
        Precedent(past.case, round(score / most, 3), _why(past, reading, stated, here))
        for score, past in _nearest(reading, stated, here)
    )


def _nearest(reading: Reading, stated: Kinds, here: Relation | None) -> list[tuple[float, _Past]]:
    """Return the best five; a case is passed over where even the likest relation could not bring it among them."""
    best: list[tuple[float, _Past]] = []
    reach = sum(WEIGHTS.values()) - WEIGHTS["issue"]
    for base, issue in sorted(((_issue_likeness(issue, reading.issue), issue) for issue in _pasts()), reverse=True):
        score = WEIGHTS["issue"] * base
        if len(best) == _SHOWN and score + reach < best[-1][0]:
            break
        for rest, past in _by_article(issue, reading, stated):
            if len(best) == _SHOWN and score + rest + (WEIGHTS["relation"] if here else 0) < best[-1][0]:
                break
            total = score + rest + (WEIGHTS["relation"] * like_relation(here, _relation_of(past.case)) if here else 0)
            best = sorted([*best, (total, past)], key=lambda found: (-found[0], found[1].case.id))[:_SHOWN]
    return best


class _Past(NamedTuple):
    """What is compared of a case, worked out once.

    ``over`` stands before every day on which the case was surely over: one dated to the month or year, when that had passed.
    """

    case: PastCase
    year: int
    kinds: Kinds
    over: str


@cache
def _pasts() -> dict[str, list[_Past]]:
    """Return the cases of each issue."""
    found: dict[str, list[_Past]] = {}
    for case in casebook():
        kinds = frozenset((driver, sense) for driver, _, sense in case.drivers if sense)
        found.setdefault(case.issue, []).append(_Past(case, case.year, kinds, f"{case.date}~"))
    return found


def _by_article(issue: str, reading: Reading, stated: Kinds) -> list[tuple[float, _Past]]:
    """Return the cases of an issue that were over, by their weighted likeness in all but issue and relation."""
    today = reading.as_of.isoformat() if reading.as_of else "9999"
    found = [(_likeness(past, reading, stated), past) for past in _pasts()[issue] if past.over < today]
    return sorted(found, key=lambda each: -each[0])


def _likeness(past: _Past, reading: Reading, stated: Kinds) -> float:
    (one, other), pair = past.case.parties, reading.parties or ()
    score = WEIGHTS["drivers"] * len(past.kinds & stated) / math.sqrt(len(past.kinds) * len(stated) or 1)
    score += WEIGHTS["parties"] * ((one in pair) + (other in pair)) / 2
    score += WEIGHTS["scope"] * (past.case.scope == reading.scope)
    return score + WEIGHTS["time"] * _recent(reading.as_of.year - past.year if reading.as_of else _HALF_LIFE)


@cache
def _recent(age: float) -> float:
    return math.exp2(-max(age, 0) / _HALF_LIFE)


@cache
def _relation_of(case: PastCase) -> Relation:
    return relation(case.parties, case.day)


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


def _issue_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return _KIN_SHARE if any({one, other} <= kin for kin in _KIN) else 0.0


def _why(past: _Past, reading: Reading, stated: Kinds, here: Relation | None) -> str:
    case = past.case
    parts = [case.issue.replace("_", " ")] if case.issue == reading.issue else []
    parts += [f"same party {code}" for code in case.parties if code in (reading.parties or ())]
    parts += ["neighbours too"] if here and here.neighbours and _relation_of(case).neighbours else []
    parts += [f"{driver} {'+' if polarity > 0 else '−'}" for driver, polarity in sorted(past.kinds & stated)]
    return ", ".join(parts[:7])
