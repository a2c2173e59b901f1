"""What speaks for a holder in a sentence: where a party stands in it, the words around it, and the cue it stands by."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from stances.extraction.features import plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.extraction.matcher import CueHit, Found
    from stances.extraction.mentions import Mention

_MOST_MENTIONS = 3
_REACH = 30
_TOPICS = {
    "election": re.compile(
        r"\b(?:re-?elections?|elections?|vot(?:e|es|ers|ing)|polls?|ballot|campaign|term|midterms?)\b"
    ),
    "ratification": re.compile(
        r"\b(?:congress\w*|senate|parliament\w*|lawmakers|legislat\w+|ratif\w+|approv\w+|court|referendum)\b"
    ),
}
"""Words of a driver whose holder is named right beside them: *the Mexican election*."""
_BEHIND = 15
_PRONOUNS = frozenset(("we", "our", "us", "they", "their", "he", "his", "she", "her", "it", "its", "you"))
_TOGETHER = frozenset(
    (
        "both", "sides", "two", "between", "each", "other", "together", "mutual", "bilateral", "relations", "countries",
        "jointly", "joint", "leaders", "ministers", "meeting", "met", "talks", "agreed", "we", "with",
    )
)  # fmt: skip


def named_parties(found: Found, parties: tuple[str, str]) -> list[Mention]:
    """Return the mentions of the two parties in a sentence, without mere places."""
    return [m for m in found.mentions if m.code in parties and not m.place]


def party_marks(
    party: str, driver: str, found: Found, before: str | None, named: Sequence[Mention], text: str
) -> list[str]:
    """Return what speaks for or against one party as the holder.

    Parameters
    ----------
    party : str
        Its code.
    driver : str
        The signal's driver.
    found : Found
        What stands in the sentence.
    before : str or None
        The party that the text spoke of last before it.
    named : sequence of Mention
        The mentions of both parties in the sentence.
    text : str
        The document's folded text.
    """
    order = [m.code for m in named]
    mine = [m for m in named if m.code == party]
    marks = [f"n:{min(len(mine), 2)}|{len(set(order))}", *_order_marks(party, order, before)]
    people = [m.code for m in found.mentions if m.use in ("person", "seat")]
    marks += ["speaker"] if people[:1] == [party] else []
    marks += ["body"] if any(m.use == "body" and m.code == party for m in found.mentions) else []
    for mention in mine[:_MOST_MENTIONS]:
        marks += _around(mention, found, text)
    marks += _cue_marks(party, named, [hit for hit in found.cues if hit.cue.driver == driver])
    marks += ["topic"] if _nearest_topic(driver, found, named, text) == party else []
    return marks if mine else [*marks, *_unnamed_marks(party, found, before, named, text)]


def both_marks(named: Sequence[Mention], found: Found, before: str | None, text: str) -> list[str]:
    """Return what speaks for both parties as the holders."""
    marks = ["both", f"both:{len({m.code for m in named})}", f"named:{min(len(named), 3)}"]
    marks += [f"word:{word}" for word in _words(found, text) if word in _TOGETHER]
    return [*marks, "nobody before"] if not named and before is None else marks


def _order_marks(party: str, order: list[str], before: str | None) -> list[str]:
    marks = ["first"] if order[:1] == [party] else []
    marks += ["last"] if order[-1:] == [party] else []
    marks += ["only"] if set(order) == {party} else []
    marks += [f"before|{min(len(set(order)), 2)}"] if before == party else []
    if order:
        marks.append("turns:" + "".join("x" if code == party else "y" for code, _ in groupby(order))[:4])
    return marks


def _around(mention: Mention, found: Found, text: str) -> list[str]:
    """Return the two words on either side of a mention, its use, and whether it stands within quotes."""
    start, end = found.sentence.start, found.sentence.end
    left = plain_words(text[max(start, mention.start - _REACH) : mention.start])[-2:] or ["^"]
    right = plain_words(text[mention.end : min(end, mention.end + _REACH)])[:2] or ["$"]
    quoted = text.count('"', start, mention.start) % 2
    return [
        f"<{left[-1]}",
        f"<<{' '.join(left)}",
        f">{right[0]}",
        f">>{' '.join(right)}",
        f"use:{mention.use}",
        f"quoted:{quoted}",
    ]


def _cue_marks(party: str, named: Sequence[Mention], cues: list[CueHit]) -> list[str]:
    """Return whether the party is the last one before the driver's first cue, the first or last in it, or the first after."""
    if not cues:
        return []
    start, end = cues[0].start, cues[0].end
    places = {
        "ahead of cue": [m for m in named if m.end <= start][-1:],
        "in cue": [m for m in named if m.start < end and m.end > start][:1],
        "last in cue": [m for m in named if m.start < end and m.end > start][-1:],
        "behind cue": [m for m in named if m.start >= end][:1],
    }
    return [name for name, mentions in places.items() if mentions and mentions[0].code == party]


def _nearest_topic(driver: str, found: Found, named: Sequence[Mention], text: str) -> str | None:
    """Return the party named nearest to a word of the driver, rather before it than behind."""
    topic = _TOPICS.get(driver)
    if topic is None:
        return None
    words = topic.finditer(text, found.sentence.start, found.sentence.end)
    near = [place for word in words for place in _beside(word.start(), word.end(), named)]
    return min(near)[2] if near else None


def _beside(start: int, end: int, named: Sequence[Mention]) -> list[tuple[int, int, str]]:
    """Return how far the mentions on either side of a word are, where they begin, and whose they are."""
    after = bisect_right(named, start, key=lambda m: m.end)
    before = [(start - m.end, m.start, m.code) for m in named[max(after - 1, 0) : after]]
    return before + [(m.start - end + _BEHIND, m.start, m.code) for m in named[after : after + 1]]


def _unnamed_marks(party: str, found: Found, before: str | None, named: Sequence[Mention], text: str) -> list[str]:
    carried = "|before" if before == party else ""
    words = _words(found, text)
    marks = [f"head:{word}{carried}" for word in words[:1]]
    if not named:
        marks += [f"pronoun:{word}{carried}" for word in words if word in _PRONOUNS]
        marks += ["carried"] if carried else []
    return marks


def _words(found: Found, text: str) -> list[str]:
    return plain_words(text[found.sentence.start : found.sentence.end])
