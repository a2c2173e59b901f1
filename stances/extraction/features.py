"""Named features of a sentence and of an article, the same for reading and for learning to read."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stances.extraction.document import Document
    from stances.extraction.matcher import Found

_TOKEN = re.compile(r"[a-z]++(?:'[a-z]++)?+|\d++|[?!$%\"]")
_NUMBER = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_PLACES = (2, 5, 10, 20)
_LEAD = 8


def tokens(document: Document, found: Found, parties: tuple[str, str] | None) -> list[str]:
    """Return a sentence's words, with ``@`` for a mention of a party and ``~`` for another actor; numbers are ``0``."""
    words: list[str] = []
    start = found.sentence.start
    for mention in found.mentions:
        words += plain_words(document.lower[start : mention.start])
        words.append("@" if parties is None or mention.code in parties else "~")
        start = max(start, mention.end)
    words += plain_words(document.lower[start : found.sentence.end])
    return words


def plain_words(text: str) -> list[str]:
    """Return the words of a lower-case text, each number as ``0``.

    Examples
    --------
    >>> plain_words("30 pct, don't")
    ['0', 'pct', "don't"]
    """
    return _TOKEN.findall(_NUMBER.sub("0", text) if _DIGIT.search(text) else text)


def sentence_features(words: list[str], before: list[str], found: Found, clusters: dict[str, str]) -> set[str]:
    """Return word 1- to 3-grams, classes of words, the words of the sentence before, cues, and the place from the start.

    Nothing of what follows a sentence is among them, so that a text appended to an article changes no signal in it.
    """
    names = set(ngrams(["<", *words, ">"], 3))
    names.update([f"k:{clusters[word]}" for word in clusters.keys() & set(words)])
    names.update([f"p:{word}" for word in before])
    names.update(_cue_names(found))
    names.add("at:title" if found.sentence.title else f"at:{bisect_right(_PLACES, found.sentence.number)}")
    names.add(f"mentions:{min(len({m.code for m in found.mentions}), 3) if found.mentions else 0}")
    return names


def lead_features(rows: list[list[str]], found: list[Found], parties: tuple[str, str] | None) -> set[str]:
    """Return what the title and the first sentences say of where the talks stand: 1- to 3-grams, cues, who is named."""
    names: set[str] = set()
    pair = frozenset(parties or ())
    for words, item in zip(rows[:_LEAD], found, strict=False):
        grams = ngrams(["<", *words, ">"], 3)
        names.update(grams)
        names.update(_cue_names(item))
        names.add(f"named:{len(pair.intersection(mention.code for mention in item.mentions))}")
        if item.sentence.title:
            names.update([f"t:{gram}" for gram in grams])
    return names


def _cue_names(found: Found) -> list[str]:
    return [f"c:{hit.cue.driver}{hit.cue.polarity:+d}" for hit in found.cues]


def ngrams(words: list[str], longest: int) -> list[str]:
    """Return every run of one to ``longest`` words.

    Examples
    --------
    >>> ngrams(["talks", "go", "on"], 2)
    ['talks', 'go', 'on', 'talks go', 'go on']
    """
    found = list(words)
    following = [words]
    for size in range(1, longest):
        following.append(words[size:])
        found += map(" ".join, zip(*following, strict=False))
    return found


def article_features(rows: list[list[str]], found: list[Found], parties: tuple[str, str] | None) -> set[str]:
    """Return what an article says of the two: the 1- and 2-grams and cues of the sentences that bear on them.

    A sentence bears on them that names one, holds a cue, or stands in the title; the rest, and so an appended text on
    other things, counts for nothing. The words of the title, and those of sentences that name both, are marked too.
    """
    names: set[str] = set()
    pair = frozenset(parties or ())
    for words, item in zip(rows, found, strict=True):
        named = pair.intersection(mention.code for mention in item.mentions)
        if not (named or item.cues or item.sentence.title):
            continue
        grams = ngrams(words, 2)
        names.update(grams)
        if item.sentence.title:
            names.update([f"t:{gram}" for gram in grams])
        if len(named) > 1:
            names.update([f"b:{word}" for word in words])
        names.update([f"c:{hit.cue.driver}{hit.cue.polarity:+d}" for hit in item.cues if hit.cue.polarity])
    return names
