"""Everything that one reading of a document finds: mentions of actors, cues and scope words."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from stances.context.actors import Form, forms
from stances.context.leaders import Term, terms
from stances.extraction.automaton import Automaton, Hit
from stances.extraction.lexicon import Cue, Lexicon, shipped_lexicon
from stances.extraction.mentions import NOT_ACTORS, Mention, resolve_mentions
from stances.extraction.scope import SCOPE_WORDS
from stances.extraction.words import places_of

if TYPE_CHECKING:
    from stances.extraction.document import Document, Sentence
    from stances.extraction.patterns import Sequence, Step

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
    scope: list[Hit]


class Matcher:
    """The vocabulary: actors' forms, leaders and scope words in one automaton, cues by their first words.

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
        self.automaton = Automaton({*self.forms, *self.people, *SCOPE_WORDS, *BODIES, *NOT_ACTORS})

    def find(self, document: Document) -> list[Found]:
        """Return what stands in each sentence, in order."""
        hits = self.automaton.scan(document.lower)
        mentions = resolve_mentions(document, hits, self.forms, self.people)
        return [self._in_sentence(document, sentence, hits, mentions) for sentence in document.sentences]

    def _in_sentence(self, document: Document, sentence: Sentence, hits: list[Hit], mentions: list[Mention]) -> Found:
        here = _within(hits, sentence.start, sentence.end)
        named = [m for m in _within(mentions, sentence.start, sentence.end) if m.code]
        bodies = [hit for hit in here if hit.key in BODIES]
        cues = _cues(self.lexicon, document.lower, sentence, named, bodies)
        return Found(sentence, named, cues, [hit for hit in here if hit.key in SCOPE_WORDS])


def _within(hits: list[_Place], start: int, end: int) -> list[_Place]:
    first = bisect_left(hits, start, key=lambda hit: hit.start)
    last = bisect_left(hits, end, key=lambda hit: hit.start)
    return [hit for hit in hits[first:last] if hit.end <= end]


def _cues(lexicon: Lexicon, text: str, sentence: Sentence, mentions: list[Mention], bodies: list[Hit]) -> list[CueHit]:
    words, places = places_of(text, sentence.start, sentence.end)
    classes = _classes(words, places, mentions, bodies)
    present = set(words).union(*classes.values())
    hits: list[CueHit] = []
    padded = [*words, ""]
    for i, word in enumerate(words):
        for name, after in ((word, i + 1), *classes[i].items()) if i in classes else ((word, i + 1),):
            for cue in lexicon.beginning(name, padded[after]):
                last = cue.sequence[-1]
                if not last.prefixes and present.isdisjoint(last.words):
                    continue  # most candidates end in a word that the sentence does not have
                end = _follow(cue.sequence, words, classes, i)
                if end:
                    hits.append(CueHit(cue, places[i], places[end - 1] + len(words[end - 1])))
    return hits


def _classes(
    words: list[str], places: list[int], mentions: list[Mention], bodies: list[Hit]
) -> dict[int, dict[str, int]]:
    """Return, by the word where it begins, each class that stands there and the word after its end."""
    classes: dict[int, dict[str, int]] = {}

    def put(name: str, start: int, end: int) -> None:
        first = bisect_left(places, start)
        if first < len(places) and places[first] == start:
            classes.setdefault(first, {})[name] = bisect_left(places, end)

    for mention in mentions:
        put("{party}", mention.start, mention.end)
        if mention.use in ("person", "body"):
            put(f"{{{mention.use}}}", mention.start, mention.end)
    for body in bodies:
        put("{body}", body.start, body.end)
    for i, word in enumerate(words):
        if word in _DAYS:
            classes.setdefault(i, {})["{date}"] = i + 1
        elif word == "next" and i + 1 < len(words) and words[i + 1] in _UNITS:
            classes.setdefault(i, {})["{date}"] = i + 2
    return classes


def _follow(sequence: Sequence, words: list[str], classes: dict[int, dict[str, int]], first: int) -> int:
    """Return the word after the sequence that begins at ``first``, or 0; a step takes the nearest word that fits."""
    position = _stands(sequence[0], words, classes, first)
    for step in sequence[1:] if position else ():
        for candidate in range(position, min(position + step.gap + 1, len(words))):
            end = _stands(step, words, classes, candidate)
            if end:
                position = end
                break
        else:
            return 0
    return position


def _stands(step: Step, words: list[str], classes: dict[int, dict[str, int]], i: int) -> int:
    word = words[i]
    if word in step.words or (step.prefixes and word.startswith(step.prefixes)):
        return i + 1
    if i in classes:
        for name, end in classes[i].items():
            if name in step.words:
                return end
    return 0


@cache
def shipped_matcher() -> Matcher:
    """Return the matcher of the shipped lexicon."""
    return Matcher(shipped_lexicon())
