"""The pattern language of the cue lexicon, compiled to sequences of automaton entries.

A pattern is words as they stand in running text, lower case, with

- ``negotiat*``     any word that begins so;
- ``(in|by) June``  alternatives, which may be several words, or empty: ``(very|) close``;
- ``...``           up to six words in between;
- ``{party}``       a mention of a party; also ``{body}`` (legislature or court), ``{date}`` and ``{person}``.
"""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

from stances.errors import DataError

GAP = 6
"""Words that ``...`` may stand for at most."""

CLASSES = frozenset({"party", "body", "date", "person"})
"""Names that may stand in braces."""

_LIMIT = 400
_TOKEN = re.compile(r"\([^()]*\)|\{[^{}]*\}|\.\.\.|[^\s(){}|]+")


class Element(NamedTuple):
    """One step of a pattern.

    Parameters
    ----------
    key : str
        What must stand here: words as they are written, or ``{class}``.
    prefix : bool
        Whether the last word may go on.
    gap : int
        Words that may stand between the step before and this one.
    """

    key: str
    prefix: bool
    gap: int


Sequence = tuple[Element, ...]


def compile_pattern(pattern: str) -> list[Sequence]:
    """Return the sequences that a pattern stands for, one for each choice of its alternatives.

    Raises
    ------
    DataError
        If the pattern is empty, ill-formed or stands for more than 400 sequences.

    Examples
    --------
    >>> [[e.key for e in s] for s in compile_pattern("(in exchange|in return) for {party}")]
    [['in exchange for', '{party}'], ['in return for', '{party}']]
    >>> compile_pattern("rul* out ... talks")[0][2]
    Element(key='talks', prefix=False, gap=6)
    """
    tokens = _TOKEN.findall(pattern)
    if not tokens or "".join(tokens) != re.sub(r"\s+(?![^()]*\))", "", pattern):
        raise DataError(f"pattern {pattern!r} is not well formed", hint="words, word*, (a|b), ..., {party}")
    choices = [token[1:-1].split("|") if token.startswith("(") else [token] for token in tokens]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > _LIMIT:
        raise DataError(f"pattern {pattern!r} stands for {size} sequences, at most {_LIMIT} are allowed")
    return [_sequence(" ".join(words).split(), pattern) for words in product(*choices)]


def _sequence(words: list[str], pattern: str) -> Sequence:
    elements: list[Element] = []
    run: list[str] = []
    gap = 0

    def close(prefix: bool) -> None:
        nonlocal gap
        if run:
            elements.append(Element(" ".join(run), prefix, gap if elements else 0))
            run.clear()
            gap = 0

    for word in words:
        if word == "...":
            close(False)
            gap = GAP
        elif word.startswith("{"):
            close(False)
            elements.append(Element(_class(word, pattern), False, gap if elements else 0))
            gap = 0
        elif word.endswith("*"):
            run.append(word[:-1].lower())
            close(True)
        else:
            run.append(word.lower())
    close(False)
    if not elements or all(e.key.startswith("{") for e in elements) or any(not e.key for e in elements):
        raise DataError(f"pattern {pattern!r} has no word of its own")
    return tuple(elements)


def _class(word: str, pattern: str) -> str:
    if word[1:-1] not in CLASSES:
        raise DataError(f"pattern {pattern!r}: {word} is unknown", hint=f"known: {', '.join(sorted(CLASSES))}")
    return word
