"""Words of a sentence with their places, as the cue patterns count them."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[-.]\w+)*|'\w+|[^\w\s]")


def words_of(text: str) -> list[str]:
    """Return the words and marks of a folded lower-case text: ``don't`` is two words, ``cease-fire`` is one.

    Examples
    --------
    >>> words_of("mexico's cease-fire, won't hold")
    ['mexico', "'s", 'cease-fire', ',', 'won', "'t", 'hold']
    """
    return _WORD.findall(text)


def places_of(text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """Return the words of ``text[start:end]`` and where each begins in ``text``."""
    found = list(_WORD.finditer(text, start, end))
    return [match.group() for match in found], [match.start() for match in found]
