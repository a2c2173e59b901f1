"""How much speaks for two actors as the principals of talks, counted by hand-set weights."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stances.extraction.document import Document
    from stances.extraction.matcher import Found

_TALKS = (
    "talk", "negotiat", "agree", "deal", "pact", "treaty", "accord", "summit", "meet", "dialog", "truce", "ceasefire",
    "cease-fire", "compromise", "dispute", "settle", "peace", "proposal", "tariff", "trade", "sanction",
)  # fmt: skip
_SINGLE = {"name": 1.0, "person": 1.0, "seat": 1.0, "adjective": 0.7, "capital": 0.8, "body": 0.3}
RARELY = frozenset({"UN", "NATO", "WTO", "GATT", "WBG", "ASEAN", "OPEC", "IAEA", "AU", "OAS"})
"""Bodies of many states, which hold talks and are rarely a party to them."""

_INSIDE = (" in ", " inside ", " across ", " over ", " on ")
_CANDIDATES = 8


def count_pairs(document: Document, found: list[Found]) -> list[tuple[float, tuple[str, str]]]:
    """Return each pair of the actors that count most, with what speaks for it.

    Each actor counts by its mentions, more in the title and the lead; a pair counts by the sentences that name both and
    speak of talks.

    Parameters
    ----------
    document : Document
        The folded article.
    found : list of Found
        What stands in each sentence.
    """
    lines = [_line(document, item) for item in found]
    single: defaultdict[str, float] = defaultdict(float)
    for weight, talks, here in lines:
        for code, value in here.items():
            single[code] += weight * value * (0.6 + 0.4 * talks)
    ranked = sorted(single, key=lambda code: (-single[code], code))[:_CANDIDATES]
    ranked.sort()
    joint = _joint(lines, ranked)
    return [(_score(a, b, single, joint), (a, b)) for a, b in combinations(ranked, 2)]


def _score(a: str, b: str, single: dict[str, float], joint: dict[tuple[str, ...], float]) -> float:
    return joint.get((a, b), 0.0) * 1.5 + min(single[a], single[b]) + 0.25 * max(single[a], single[b])


class _Line(NamedTuple):
    """What a sentence says: how much it weighs, whether it speaks of talks, and how much each actor counts in it."""

    weight: float
    talks: float
    here: dict[str, float]


def _line(document: Document, item: Found) -> _Line:
    here: dict[str, float] = {}
    for mention in item.mentions:
        value = 0.1 if mention.place else _SINGLE[mention.use]
        if mention.use == "name" and document.lower.endswith(_INSIDE, 0, mention.start):
            value = 0.3
        value *= 0.3 if mention.code in RARELY else 1.0
        here[mention.code] = max(here.get(mention.code, 0.0), value)
    weight = 4.0 if item.sentence.title else 2.0 if item.sentence.number < 4 else 1.0
    return _Line(weight, 1.0 if here and _of_talks(document.words(item.sentence)) else 0.4, here)


def _of_talks(text: str) -> bool:
    for word in _TALKS:  # noqa: SIM110 - three times as fast as any()
        if word in text:
            return True
    return False


def _joint(lines: list[_Line], ranked: list[str]) -> dict[tuple[str, ...], float]:
    """Return how much each two of the foremost actors, in alphabetical order, are named together."""
    joint: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for weight, talks, here in lines:
        for a, b in combinations([code for code in ranked if code in here], 2):
            joint[(a, b)] += weight * min(here[a], here[b]) * talks
    return joint
