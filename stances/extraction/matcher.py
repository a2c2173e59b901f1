"""Everything that one reading of a document finds: mentions of actors, cues and negations."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from stances.context.actors import Form, forms
from stances.context.leaders import Term, terms
from stances.extraction.automaton import Automaton, Hit
from stances.extraction.lexicon import Begun, Cue, Lexicon, shipped_lexicon
from stances.extraction.mentions import NOT_ACTORS, Mention, resolve_mentions
from stances.extraction.scope import NEGATIONS
from stances.extraction.words import places_of, words_within

if TYPE_CHECKING:
    from stances.extraction.document import Document, Sentence
    from stances.extraction.patterns import Sequence

BODIES = frozenset(
    (
        "congress", "congressional", "parliament", "parliamentary", "senate", "legislature", "lawmakers", "legislators",
        "lower house", "upper house", "national assembly", "supreme court", "constitutional court", "referendum",
    )
)  # fmt: skip
"""Legislatures, courts and votes by their common nouns; bodies by their own name are in the table of actors."""

_DAYS = frozenset(
    (
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday", "tomorrow",
    )
)  # fmt: skip
_OF_DATES = _DAYS | {"next"}
_UNITS = frozenset(("week", "month", "year", "spring", "summer", "autumn", "fall", "winter"))

_Place = TypeVar("_Place", Hit, Mention)


class CueHit(NamedTuple):
    """A cue found at ``[start, end)`` of the folded text."""

    cue: Cue
    start: int
    end: int


class Found(NamedTuple):
    """What stands in one sentence."""

    sentence: Sentence
    mentions: list[Mention]
    cues: list[CueHit]
    negations: list[Hit]


class Matcher:
    """The vocabulary: actors' forms, leaders and negations in one automaton, cues by their first words.

    Parameters
    ----------
    lexicon : Lexicon
        The cues.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.forms: dict[str, list[Form]] = {}
        self.people: dict[str, list[Term]] = {}
        for form in forms():
            self.forms.setdefault(form.text.lower(), []).append(form)
        for term in terms():
            for name in {term.full, term.surname} - {""}:
                self.people.setdefault(name.lower(), []).append(term)
        self.automaton = Automaton({*self.forms, *self.people, *NEGATIONS, *BODIES, *NOT_ACTORS})

    def find(self, document: Document) -> list[Found]:
        """Return what stands in each sentence, in order."""
        hits = self.automaton.scan(document.lower)
        mentions = _Places(resolve_mentions(document, hits, self.forms, self.people))
        return self._in_sentences(document, _Places(hits), mentions)

    def _in_sentences(self, document: Document, hits: _Places[Hit], mentions: _Places[Mention]) -> list[Found]:
        found = []
        for sentence in document.sentences:
            here = hits.within(sentence.start, sentence.end)
            named = [m for m in mentions.within(sentence.start, sentence.end) if m.code]
            bodies = [hit for hit in here if hit.key in BODIES]
            cues = _cues(self.lexicon, document.lower, sentence, named, bodies)
            found.append(Found(sentence, named, cues, [hit for hit in here if hit.key in NEGATIONS]))
        return found


class _Places(Generic[_Place]):
    """Things found in a text, by where they begin."""

    def __init__(self, found: list[_Place]) -> None:
        self._found: list[_Place] = found
        self._starts = [place.start for place in found]

    def within(self, start: int, end: int) -> list[_Place]:
        """Return those that stand in ``[start, end)`` as a whole."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [place for place in self._found[first:last] if place.end <= end]


def _cues(lexicon: Lexicon, text: str, sentence: Sentence, mentions: list[Mention], bodies: list[Hit]) -> list[CueHit]:
    words = words_within(text, sentence.start, sentence.end)
    places = places_of(words, text, sentence.start) if mentions or bodies else []
    present = set(words)
    classes = _classes(words, places, mentions, bodies, dated=not present.isdisjoint(_OF_DATES))
    present.update(*classes.values())
    line = _Line(words, classes, present)
    whole: list[_Whole] = []
    openings, starts, last = lexicon.openings, lexicon.starts, len(words) - 1
    for i, word in enumerate(words):
        opening = openings[word]
        if opening is not None:
            alone, paired = opening
            if alone is not None:
                _ended(alone, line, i, i + 1, whole)
            if paired and i < last and (pair := f"{word} {words[i + 1]}") in starts:
                _ended(lexicon.by_pair[pair], line, i, i + 2, whole)
        if i in classes:
            _begun_by_class(lexicon, line, i, whole)
    if not whole:
        return []
    places = places or places_of(words, text, sentence.start)
    return [CueHit(cue, places[first], places[end - 1] + len(words[end - 1])) for cue, first, end in whole]


_Classes = dict[int, dict[str, int]]
"""By the word where it begins, each class that stands there and the word after its end."""

_Whole = tuple[Cue, int, int]
"""A cue that stands in a sentence, its first word and the word after its last."""


class _Line(NamedTuple):
    """A sentence's words, the classes that stand at a word, and all words and classes as a set."""

    words: list[str]
    classes: _Classes
    present: set[str]


def _begun_by_class(lexicon: Lexicon, line: _Line, i: int, whole: list[_Whole]) -> None:
    for name, end in line.classes[i].items():
        following = line.words[end] if end < len(line.words) else ""
        _ended(lexicon.by_word[name], line, i, 0, whole)
        _ended(lexicon.by_pair[f"{name} {following}"], line, i, 0, whole)


def _ended(begun: Begun | None, line: _Line, first: int, position: int, whole: list[_Whole]) -> None:
    """Add those of the cues begun at a word that stand whole.

    ``position`` is the word after what stands already, or 0 where the first step has to tell, which may stand for a class.
    """
    if begun is None:
        return
    words, classes, present = line
    starts, needed = begun
    if needed and present.isdisjoint(needed):
        return  # most end in a word that the sentence does not have
    for cue, rest, last in starts:
        if not last or not present.isdisjoint(last):
            after = position or _follow(cue.sequence[:1], words, classes, first)
            end = _follow(rest, words, classes, after)
            if end:
                whole.append((cue, first, end))


def _classes(
    words: list[str], places: list[int], mentions: list[Mention], bodies: list[Hit], *, dated: bool
) -> _Classes:
    classes: _Classes = {}
    for mention in mentions:
        _put(classes, places, "{party}", mention.start, mention.end)
        if mention.use in ("person", "body"):
            _put(classes, places, f"{{{mention.use}}}", mention.start, mention.end)
    for body in bodies:
        _put(classes, places, "{body}", body.start, body.end)
    for i, word in enumerate(words) if dated else ():
        if word in _DAYS:
            classes.setdefault(i, {})["{date}"] = i + 1
        elif word == "next" and i + 1 < len(words) and words[i + 1] in _UNITS:
            classes.setdefault(i, {})["{date}"] = i + 2
    return classes


def _put(classes: _Classes, places: list[int], name: str, start: int, end: int) -> None:
    first = bisect_left(places, start)
    if first < len(places) and places[first] == start:
        classes.setdefault(first, {})[name] = bisect_left(places, end)


def _follow(rest: Sequence, words: list[str], classes: _Classes, position: int) -> int:
    """Return the word after the steps that go on from ``position``, or 0; a step takes the nearest word that fits."""
    size = len(words)
    for options, prefixes, gap in rest:
        stop = min(position + gap + 1, size)
        while position < stop:
            word = words[position]
            if word in options or (prefixes and word.startswith(prefixes)):
                position += 1
                break
            if position in classes and (end := _class_end(options, classes[position])):
                position = end
                break
            position += 1
        else:
            return 0
    return position


def _class_end(options: tuple[str, ...], here: dict[str, int]) -> int:
    """Return the word after the first of the classes that begin at a word and are among some options, or 0."""
    for name, end in here.items():
        if name in options:
            return end
    return 0


@cache
def shipped_matcher() -> Matcher:
    """Return the matcher of the shipped lexicon."""
    return Matcher(shipped_lexicon())
