"""Sentences of a paragraph: where a full stop ends one and where it is an abbreviation's."""

from __future__ import annotations

import re

# possessive, and begun at the first of a run: a long run of dots is gone over once
_END = re.compile(r"""[.!?](?<![.!?][.!?])[.!?]*+["')\]]*+(?=\s)""")
_LAST_WORD = re.compile(r"[\w.&'-]*$")
_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "It",
        "He",
        "She",
        "They",
        "We",
        "This",
        "That",
        "These",
        "Those",
        "However",
        "While",
        "When",
        "After",
        "Before",
        "If",
        "As",
        "Its",
        "His",
        "Their",
        "Some",
        "Many",
        "Most",
        "For",
        "From",
        "With",
        "Officials",
        "Both",
        "Last",
        "There",
        "What",
        "Under",
        "Since",
        "Yet",
        "So",
        "Meanwhile",
    ]
)
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "reps",
        "sens",
        "gov",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "adm",
        "maj",
        "hon",
        "rev",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "inc",
        "corp",
        "co",
        "ltd",
        "no",
        "nos",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "pct",
        "approx",
        "dept",
        "est",
        "fig",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "u.s.s.r",
        "i.e",
        "e.g",
        "n",
        "s",
        "e",
        "w",
    ]
)
_COUNTRY_LIKE = frozenset(
    {"u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m", "u.s.s.r", "inc", "corp", "co", "ltd", "etc"}
)


def split_sentences(paragraph: str) -> list[tuple[int, int]]:
    """Return the ``[start, end)`` of each sentence, without the space around it.

    Parameters
    ----------
    paragraph : str
        One paragraph with single spaces.

    Examples
    --------
    >>> text = 'Mr. Ross met U.S. officials. "It is done." Talks go on'
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mr. Ross met U.S. officials.', '"It is done."', 'Talks go on']
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(paragraph):
        if _ends_sentence(paragraph, start, match):
            bounds.append((start, match.end()))
            start = match.end() + 1
    bounds.append((start, len(paragraph)))
    trimmed = (_trim(paragraph, a, b) for a, b in bounds)
    return [(a, b) for a, b in trimmed if a < b]


def _ends_sentence(paragraph: str, start: int, match: re.Match[str]) -> bool:
    following = paragraph[match.end() + 1 : match.end() + 30]
    opener = following.lstrip("\"'([-")
    if not opener or not (opener[0].isupper() or opener[0].isdigit() or opener[0] in "•*"):
        return False
    if match.group()[0] != ".":
        return True
    found = _LAST_WORD.search(paragraph, max(start, match.start() - 24), match.start())
    word = found.group().strip("'").lower() if found else ""
    if word in _COUNTRY_LIKE:
        return match.end() - match.start() > 1 or opener.split(" ", 1)[0] in _OPENERS
    return not (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
