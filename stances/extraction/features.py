"""Named features of a sentence and of an article, the same for reading and for learning to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stances.extraction.document import Document
    from stances.extraction.matcher import Found

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!$%\"]")
_LEAD_WORDS = 380


def tokens(document: Document, found: Found, parties: tuple[str, str] | None) -> list[str]:
    """Return a sentence's words, with ``@`` for a mention of a party and ``~`` for another actor; numbers are ``0``."""
    words: list[str] = []
    start = found.sentence.start
    for mention in found.mentions:
        words.extend(_words(document.lower[start : mention.start]))
        words.append("@" if parties is None or mention.code in parties else "~")
        start = max(start, mention.end)
    words.extend(_words(document.lower[start : found.sentence.end]))
    return words


def _words(text: str) -> list[str]:
    return ["0" if word[0].isdigit() else word for word in _TOKEN.findall(text)]


def sentence_features(words: list[str], before: list[str], found: Found, size: int) -> list[str]:
    """Return word 1- to 3-grams, the words of the sentence before, cues, and the place in the article."""
    names = ngrams(["<", *words, ">"], 3)
    names.extend(f"p:{word}" for word in set(before))
    names.extend(f"c:{hit.cue.driver}{hit.cue.polarity:+d}" for hit in found.cues)
    names.append("at:title" if found.sentence.title else f"at:{min(4, 5 * found.sentence.number // max(size, 1))}")
    names.append(f"mentions:{min(len({m.code for m in found.mentions}), 3)}")
    return names


def ngrams(words: list[str], longest: int) -> list[str]:
    """Return every run of one to ``longest`` words.

    Examples
    --------
    >>> ngrams(["talks", "go", "on"], 2)
    ['talks', 'go', 'on', 'talks go', 'go on']
    """
    found = list(words)
    for size in range(2, longest + 1):
        found.extend(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return found


def article_features(rows: list[list[str]], titles: int) -> list[str]:
    """Return the 1- and 2-grams of an article's lead and, marked, of its title and of what follows the lead."""
    names: list[str] = []
    count = 0
    for number, words in enumerate(rows):
        if number < titles:
            names.extend(f"t:{gram}" for gram in ngrams(words, 2))
        names.extend(ngrams(words, 2) if count <= _LEAD_WORDS else [f"r:{word}" for word in words])
        count += len(words)
    return names
