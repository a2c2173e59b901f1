"""The pattern language of the cue lexicon, compiled to sequences of steps over words.

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
from stances.extraction.words import words_of

GAP = 6
"""Words that ``...`` may stand for at most."""

CLASSES = frozenset({"party", "body", "date", "person"})
"""Names that may stand in braces."""

_LIMIT = 400
_LONGEST = 1000


class Step(NamedTuple):
    """One word of a pattern.

    Parameters
    ----------
    words : tuple of str
        Words of which one must stand here; a class stands as ``{class}``.
    prefixes : tuple of str
        Beginnings of which the word here may have one instead.
    gap : int
        Words that may stand between the step before and this one.
    """

    words: tuple[str, ...]
    prefixes: tuple[str, ...]
    gap: int


Sequence = tuple[Step, ...]


def compile_pattern(pattern: str) -> list[Sequence]:
    """Return the sequences that a pattern stands for.

    Alternatives of one word stay together in one step; those of several words, or of none, make a sequence each.

    Raises
    ------
    DataError
        If the pattern is too long, empty, ill-formed or stands for more than 400 sequences.

    Examples
    --------
    >>> [[step.words for step in s] for s in compile_pattern("(offer|promise) {party} (much|) aid")]
    [[('offer', 'promise'), ('{party}',), ('much',), ('aid',)], [('offer', 'promise'), ('{party}',), ('aid',)]]
    >>> compile_pattern("rul* out ... talks")[0][2]
    Step(words=('talks',), prefixes=(), gap=6)
    """
    if len(pattern) > _LONGEST:
        raise DataError(f"pattern {pattern[:40]!r}… is longer than {_LONGEST} characters", hint="split it")
    tokens = re.findall(r"\([^()]*\)|\{[^{}]*\}|\.\.\.|[^\s(){}|]+", pattern)
    if not tokens or "".join(tokens) != re.sub(r"\s+(?![^()]*\))", "", pattern):
        raise DataError(f"pattern {pattern!r} is not well formed", hint="words, word*, (a|b), ..., {party}")
    choices = [_choices(token) for token in tokens]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > _LIMIT:
        raise DataError(f"pattern {pattern!r} stands for {size} sequences, at most {_LIMIT} are allowed")
    return [_sequence([step for steps in chosen for step in steps], pattern) for chosen in product(*choices)]


def to_line(sequence: Sequence) -> str:
    """Return a sequence as one line, the form in which it is kept.

    Examples
    --------
    >>> to_line(compile_pattern("rul* out ... (talks|a* deal)")[0])
    'rul* out ...talks'
    """
    steps = ("|".join([*step.words, *(f"{prefix}*" for prefix in step.prefixes)]) for step in sequence)
    return " ".join(f"...{step}" if gap else step for step, (_, _, gap) in zip(steps, sequence, strict=True))


def from_line(line: str) -> Sequence:
    """Return the sequence of a line that ``to_line`` made.

    Examples
    --------
    >>> sequence = compile_pattern("rul* out ... talks")[0]
    >>> from_line(to_line(sequence)) == sequence
    True
    """
    return tuple(_step(part) for part in line.split(" "))


def _step(part: str) -> Step:
    gap = GAP if part.startswith("...") else 0
    options = (part[3:] if gap else part).split("|")
    if "*" not in part:  # most steps, and a start of the program makes a thousand
        return Step(tuple(options), (), gap)
    words = tuple(option for option in options if not option.endswith("*"))
    prefixes = tuple(option[:-1] for option in options if option.endswith("*"))
    return Step(words, prefixes, gap)


def _choices(token: str) -> list[list[list[str]]]:
    """Return the ways to read a token, each a list of steps, a step a list of words one of which must stand there."""
    if not token.startswith("("):
        return [[[word] for word in _split(token)]]
    options = [_split(option) for option in token[1:-1].split("|")]
    alone = [option[0] for option in options if len(option) == 1]
    return ([[alone]] if alone else []) + [[[word] for word in option] for option in options if len(option) != 1]


def _split(text: str) -> list[str]:
    """Return the words of a stretch of a pattern; ``word*``, ``...`` and ``{class}`` stay whole."""
    parts: list[str] = []
    for word in text.split():
        if word == "..." or word.startswith("{"):
            parts.append(word)
        else:
            inner = words_of(word.rstrip("*").lower())
            parts.extend([*inner[:-1], inner[-1] + "*"] if word.endswith("*") and inner else inner)
    return parts


def _sequence(steps: list[list[str]], pattern: str) -> Sequence:
    found: list[Step] = []
    gap = 0
    for step in steps:
        if step == ["..."]:
            gap = GAP
            continue
        for word in step:
            if word.startswith("{") and word[1:-1] not in CLASSES:
                raise DataError(f"pattern {pattern!r}: {word} is unknown", hint=f"known: {', '.join(sorted(CLASSES))}")
        words = tuple(word for word in step if not word.endswith("*"))
        prefixes = tuple(word[:-1] for word in step if word.endswith("*"))
        found.append(Step(words, prefixes, gap if found else 0))
        gap = 0
    if not any(prefixes or any(w[0] != "{" for w in words) for words, prefixes, _ in found):
        raise DataError(f"pattern {pattern!r} has no word of its own")
    return tuple(found)
