"""Everything that one scan of a document finds: mentions of actors, cues and scope words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from stances.context.actors import Form, forms
from stances.context.leaders import Term, terms
from stances.extraction.automaton import Automaton, Hit
from stances.extraction.lexicon import Cue, shipped_cues
from stances.extraction.mentions import NOT_ACTORS, Mention, resolve_mentions
from stances.extraction.scope import SCOPE_WORDS

if TYPE_CHECKING:
    from stances.extraction.document import Document, Sentence
    from stances.extraction.patterns import Element

BODIES = frozenset(
    (
        "congress", "congressional", "parliament", "parliamentary", "senate", "legislature", "lawmakers", "legislators",
        "lower house", "upper house", "national assembly", "supreme court", "constitutional court", "referendum",
    )
)  # fmt: skip
"""Legislatures, courts and votes by their common nouns; bodies by their own name are in the table of actors."""


_Place = TypeVar("_Place", Hit, Mention)


class CueHit(NamedTuple):
    """A cue found at ``[start, end)`` of the folded text."""

    cue: Cue
    start: int
    end: int


@dataclass(slots=True)
class Found:
    """What stands in one sentence."""

    sentence: Sentence
    mentions: list[Mention] = field(default_factory=list)
    cues: list[CueHit] = field(default_factory=list)
    scope: list[Hit] = field(default_factory=list)


class Matcher:
    """The compiled vocabulary: actors' forms, leaders, cues and scope words in one automaton.

    Parameters
    ----------
    cues : sequence of Cue
        The lexicon.
    """

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self.forms: dict[str, list[Form]] = defaultdict(list)
        self.people: dict[str, list[Term]] = defaultdict(list)
        for form in forms():
            self.forms[form.text.lower()].append(form)
        for term in terms():
            for name in {term.full, term.surname} - {""}:
                self.people[name.lower()].append(term)
        self.starts: dict[str, list[Cue]] = defaultdict(list)
        whole, prefixes = set(self.forms) | set(self.people) | set(SCOPE_WORDS) | BODIES | NOT_ACTORS, set()
        for cue in cues:
            for element in cue.sequence:
                if element.prefix:
                    prefixes.add(element.key)
                elif element.key[0] != "{":
                    whole.add(element.key)
            self.starts[_key(cue.sequence[0])].append(cue)
        self.automaton = Automaton(whole, prefixes)

    def find(self, document: Document) -> list[Found]:
        """Return what stands in each sentence, in order."""
        hits = self.automaton.scan(document.lower)
        mentions = resolve_mentions(document, hits, self.forms, self.people)
        return [self._in_sentence(document, sentence, hits, mentions) for sentence in document.sentences]

    def _in_sentence(self, document: Document, sentence: Sentence, hits: list[Hit], mentions: list[Mention]) -> Found:
        here = _within(hits, sentence.start, sentence.end)
        found = Found(sentence, [m for m in _within(mentions, sentence.start, sentence.end) if m.code])
        found.scope = [hit for hit in here if hit.key in SCOPE_WORDS]
        where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for hit in here:
            where[hit.key].append((hit.start, hit.end))
            if hit.key in BODIES:
                where["{body}"].append((hit.start, hit.end))
        for mention in found.mentions:
            where["{party}"].append((mention.start, mention.end))
            if mention.use == "person":
                where["{person}"].append((mention.start, mention.end))
            if mention.use == "body":
                where["{body}"].append((mention.start, mention.end))
        text = document.lower
        for key in list(where):
            for cue in self.starts.get(key, ()):
                found.cues.extend(_follow(cue, where, text))
        found.cues.sort(key=lambda hit: (hit.start, hit.end))
        return found


def _key(element: Element) -> str:
    return f"{element.key}*" if element.prefix else element.key


def _within(hits: list[_Place], start: int, end: int) -> list[_Place]:
    return [hit for hit in hits if start <= hit.start and hit.end <= end]


def _follow(cue: Cue, where: dict[str, list[tuple[int, int]]], text: str) -> list[CueHit]:
    """Return the places where the cue's elements stand one after another, each with the nearest follower."""
    hits = []
    for start, end in where[_key(cue.sequence[0])]:
        stop: int | None = end
        for element in cue.sequence[1:]:
            stop = _next(where.get(_key(element), ()), stop or 0, element.gap, text)
            if stop is None:
                break
        if stop is not None:
            hits.append(CueHit(cue, start, stop))
    return hits


def _next(places: list[tuple[int, int]] | tuple[()], after: int, gap: int, text: str) -> int | None:
    for start, end in places:
        if start >= after and len(text[after:start].split()) <= gap:
            return end
    return None


@cache
def shipped_matcher() -> Matcher:
    """Return the matcher of the shipped lexicon."""
    return Matcher(shipped_cues())
