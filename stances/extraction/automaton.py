"""One pass over a text that finds every name, cue, verb and scope word at its word edges."""

from __future__ import annotations

from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind


class Hit(NamedTuple):
    """One entry found at ``[start, end)``; of an entry that may go on, ``end`` is the end of the word."""

    key: str
    start: int
    end: int


class Automaton:
    """A set of lower-case entries, found in one scan.

    Parameters
    ----------
    whole : iterable of str
        Entries that must end at a word's end.
    prefixes : iterable of str
        Entries whose last word may go on.

    Examples
    --------
    >>> automaton = Automaton({"in return for", "return"}, {"negotiat"})
    >>> [hit.key for hit in automaton.scan("negotiators want aid in return for returning")]
    ['negotiat*', 'in return for', 'return']
    """

    __slots__ = ("_engine", "_keys", "_words")

    def __init__(self, whole: set[str], prefixes: set[str]) -> None:
        self._words = sorted(whole | prefixes)
        self._keys = [(w if w in whole else None, f"{w}*" if w in prefixes else None) for w in self._words]
        self._engine = AhoCorasick(self._words, matchkind=MatchKind.Standard, store_patterns=False)

    def scan(self, text: str) -> list[Hit]:
        """Return the hits in a folded lower-case text, by start and then the longer first."""
        hits: list[Hit] = []
        for index, start, end in self._engine.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            whole, prefix = self._keys[index]
            stop = _word_end(text, end)
            if whole and stop == end:
                hits.append(Hit(whole, start, end))
            if prefix:
                hits.append(Hit(prefix, start, stop))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits


def _word_end(text: str, end: int) -> int:
    if not text[end - 1].isalnum():
        return end
    size = len(text)
    while end < size and text[end].isalnum():
        end += 1
    return end
