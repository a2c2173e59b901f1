"""One pass over a text that finds every name and scope word at its word edges."""

from __future__ import annotations

from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Hit(NamedTuple):
    """One entry found at ``[start, end)``."""

    key: str
    start: int
    end: int


class Automaton:
    """A set of lower-case entries, found in one scan.

    Parameters
    ----------
    entries : iterable of str
        What to find, where it begins and ends at a word's edge.

    Examples
    --------
    >>> automaton = Automaton({"south korea", "korea"})
    >>> [hit.key for hit in automaton.scan("south korea, koreans")]
    ['south korea', 'korea']
    """

    __slots__ = ("_engine", "_entries")

    def __init__(self, entries: set[str]) -> None:
        self._entries = sorted(entries)
        self._engine = AhoCorasick(
            self._entries,
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.NoncontiguousNFA,
        )

    def scan(self, text: str) -> list[Hit]:
        """Return the hits in a folded lower-case text, by start and then the longer first."""
        whole: list[tuple[int, int, int]] = []
        size = len(text)
        for index, start, end in self._engine.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            if end < size and text[end].isalnum() and text[end - 1].isalnum():
                continue
            whole.append((start, -end, index))
        whole.sort()
        return [Hit(self._entries[index], start, -end) for start, end, index in whole]
