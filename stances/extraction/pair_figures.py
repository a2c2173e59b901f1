"""Named figures of two actors that tell whether they are the principals of an article's talks."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from stances.context.actors import groups
from stances.extraction.counts import RARELY, count_pairs
from stances.extraction.talks import MEANT, NAMED

if TYPE_CHECKING:
    from stances.extraction.document import Document
    from stances.extraction.matcher import Found
    from stances.extraction.mentions import Mention

Pair = tuple[str, str]

_JOINED = re.compile(r"(?:'s)?(?: and | or |-|/|, )(?:the )?")
_TOWARDS = re.compile(r"\b(?:with|against|at|on|to|from|by|towards?) (?:the |its |\w+ )?$")
_AROUND, _BETWEEN = 30, 80
_LEAST, _MOST_CUES = 0.1, 3


class _Actors(NamedTuple):
    """How often each actor is named, and by its adjective; and its place in the order in which they first come up."""

    named: Counter[str]
    adjectives: Counter[str]
    order: dict[str, int]


class _Joint(NamedTuple):
    """By pair: cues of sentences that name both; both named side by side, and as those who talk; one that talks with the other."""

    cues: Counter[Pair]
    beside: Counter[Pair]
    talkers: Counter[Pair]
    towards: Counter[Pair]


def pair_figures(document: Document, found: list[Found]) -> dict[Pair, dict[str, float]]:
    """Return the figures of each two of the foremost actors; a figure that is 0 may be left out.

    Parameters
    ----------
    document : Document
        The folded article.
    found : list of Found
        What stands in each sentence.
    """
    counted = count_pairs(document, found)
    ranked = {code for _, pair in counted for code in pair}
    mentions = [[m for m in item.mentions if m.code in ranked and not m.place] for item in found]
    actors, joint = _actors(mentions), _joint(document, found, mentions)
    total = sum(actors.named.values()) or 1
    return {pair: _figures(pair, score, actors, total, joint) for score, pair in counted}


def _figures(pair: Pair, score: float, actors: _Actors, total: int, joint: _Joint) -> dict[str, float]:
    named = [actors.named[code] for code in pair]
    shares = [count / total for count in named]
    adjectives = [actors.adjectives[code] / (count + 1) for code, count in zip(pair, named, strict=True)]
    first = [1 / (1 + actors.order.get(code, 99)) for code in pair]
    return {
        "counts": math.log(score + _LEAST),
        "groups": float(len(groups().intersection(pair))),
        "bodies": float(len(RARELY.intersection(pair))),
        "cues": math.log1p(joint.cues[pair]),
        "share, more": max(shares),
        "share, less": min(shares),
        "adjective, more": max(adjectives),
        "adjective, less": min(adjectives),
        "first, sooner": max(first),
        "first, later": min(first),
        "side by side": math.log1p(joint.beside[pair]),
        "side by side in talks": joint.talkers[pair] / (joint.talkers.total() + 1),
        "talks with": joint.towards[pair] / (joint.towards.total() + 1),
    }


def _actors(mentions: list[list[Mention]]) -> _Actors:
    actors = _Actors(Counter(), Counter(), {})
    for mention in (m for here in mentions for m in here):
        actors.named[mention.code] += 1
        actors.adjectives[mention.code] += mention.use == "adjective"
        actors.order.setdefault(mention.code, len(actors.order))
    return actors


def _joint(document: Document, found: list[Found], mentions: list[list[Mention]]) -> _Joint:
    joint = _Joint(Counter(), Counter(), Counter(), Counter())
    for item, here in zip(found, mentions, strict=True):
        codes = sorted({mention.code for mention in here})
        for pair in combinations(codes, 2):
            joint.cues[pair] += min(len(item.cues), _MOST_CUES)
        if len(codes) > 1:
            _neighbours(document.lower, here, joint)
    return joint


def _neighbours(text: str, mentions: list[Mention], joint: _Joint) -> None:
    for one, other in pairwise(mentions):
        if one.code == other.code:
            continue
        pair = (one.code, other.code) if one.code < other.code else (other.code, one.code)
        between = text[one.end : other.start]
        if _JOINED.fullmatch(between):
            joint.beside[pair] += 1
            around = text[max(one.start - _AROUND, 0) : one.start], text[other.end : other.end + _AROUND]
            joint.talkers[pair] += any(map(NAMED.search, around))
        elif len(between) < _BETWEEN and _TOWARDS.search(between):
            joint.towards[pair] += bool(MEANT.search(between))
