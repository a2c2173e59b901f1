"""Words of a sentence with their places, as the cue patterns count them."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w++(?:[-.]\w++)*+|'\w+|[^\w\s]")


def words_of(text: str) -> list[str]:
    """Return the words and marks of a folded lower-case text: ``don't`` is two words, ``cease-fire`` is one.

    Examples
    --------
    >>> words_of("mexico's cease-fire, won't hold")
    ['mexico', "'s", 'cease-fire', ',', 'won', "'t", 'hold']
    """
    return _WORD.findall(text)


def words_within(text: str, start: int, end: int) -> list[str]:
    """Return the words and marks of ``text[start:end]``."""
    return _WORD.findall(text, start, end)


def places_of(words: list[str], text: str, start: int) -> list[int]:
    """Return where each of the words that stand one after another from ``start`` begins in ``text``.

    Examples
    --------
    >>> places_of(["no", "-"], "is no - no", 3)
    [3, 6]
    """
    places: list[int] = []
    for word in words:
        start = text.index(word, start)
        places.append(start)
        start += len(word)
    return places
