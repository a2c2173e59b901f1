"""The two principals of the talks, told from mediators, hosts, third countries and mere places."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stances.extraction.document import Document
    from stances.extraction.matcher import Found

_TALKS = (
    "talk", "negotiat", "agree", "deal", "pact", "treaty", "accord", "summit", "meet", "dialog", "truce", "ceasefire",
    "cease-fire", "compromise", "dispute", "settle", "peace", "proposal", "tariff", "trade", "sanction",
)  # fmt: skip
_SINGLE = {"name": 1.0, "person": 1.0, "seat": 1.0, "adjective": 0.7, "capital": 0.8, "body": 0.3}
_RARELY = frozenset({"UN", "NATO", "WTO", "GATT", "WBG", "ASEAN", "OPEC", "IAEA", "AU", "OAS"})
_INSIDE = (" in ", " inside ", " across ", " over ", " on ")
_CANDIDATES = 6


def find_parties(document: Document, found: list[Found]) -> tuple[str, str] | None:
    """Return the codes of the two principals in alphabetical order, or None where the text has no two actors.

    Each actor counts by its mentions, more in the title and the lead; a pair counts by the sentences that name both and
    speak of talks. Both together choose the pair.

    Parameters
    ----------
    document : Document
        The folded article.
    found : list of Found
        What stands in each sentence.
    """
    single, joint = _counts(document, found)
    ranked = sorted(single, key=lambda code: (-single[code], code))[:_CANDIDATES]
    pairs = [tuple(sorted(pair)) for pair in combinations(ranked, 2)]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: (_score(pair[0], pair[1], single, joint), pair))
    return best[0], best[1]


def _score(a: str, b: str, single: dict[str, float], joint: dict[tuple[str, ...], float]) -> float:
    return joint.get((a, b), 0.0) * 1.5 + min(single[a], single[b]) + 0.25 * max(single[a], single[b])


def _counts(document: Document, found: list[Found]) -> tuple[dict[str, float], dict[tuple[str, ...], float]]:
    single: defaultdict[str, float] = defaultdict(float)
    joint: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for item in found:
        weight = 4.0 if item.sentence.title else 2.0 if item.sentence.number < 4 else 1.0
        here: dict[str, float] = {}
        for mention in item.mentions:
            value = 0.1 if mention.place else _SINGLE[mention.use]
            if mention.use == "name" and document.lower.endswith(_INSIDE, 0, mention.start):
                value = 0.3
            value *= 0.3 if mention.code in _RARELY else 1.0
            here[mention.code] = max(here.get(mention.code, 0.0), value)
        text = document.words(item.sentence)
        talks = 1.0 if any(word in text for word in _TALKS) else 0.4
        for code, value in here.items():
            single[code] += weight * value * (0.6 + 0.4 * talks)
        for a, b in combinations(sorted(here), 2):
            joint[(a, b)] += weight * min(here[a], here[b]) * talks
    return single, joint
