"""Sentences made by hand: what the matcher would find, put where a test wants it."""

from stances.extraction.automaton import Hit
from stances.extraction.document import Document, Sentence
from stances.extraction.lexicon import Cue
from stances.extraction.matcher import CueHit, Found
from stances.extraction.mentions import Mention
from stances.extraction.patterns import compile_pattern
from stances.extraction.scope import NEGATIONS
from stances.extraction.view import View
from stances.records import Article

CODES = {"mexico": "MEX", "mexican": "MEX", "canada": "CAN", "canadian": "CAN", "japan": "JPN"}


def scope(text):
    """Return the scope words among the words of a text, by position."""
    hits = []
    for key in NEGATIONS:
        start = text.find(key)
        while start >= 0:
            edges = text[max(start - 1, 0) : start] + text[start + len(key) : start + len(key) + 1]
            if not any(character.isalpha() for character in edges):
                hits.append(Hit(key, start, start + len(key)))
            start = text.find(key, start + 1)
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def mention(text, word, use="name", place=False, nth=0):
    """Return the mention of an actor where its word stands for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    return Mention(CODES[word], start, start + len(word), use, place)


def cue(text, words, driver="payoff", polarity=1, strength=0.5, pattern=None):
    """Return a cue's hit where its words stand."""
    start = text.index(words)
    made = Cue(driver, polarity, strength, words, compile_pattern(pattern or words)[0])
    return CueHit(made, start, start + len(words))


def found(text, *mentions, cues=(), title=False, number=0, start=0):
    """Return one sentence that reaches from ``start`` to the end of a text."""
    return Found(Sentence(number, 0, start, len(text), title), list(mentions), list(cues), scope(text))


def view(text="", items=(), words=(), parties=("CAN", "MEX"), day=None, weighed=()):
    """Return the view of an article of which only some parts matter."""
    return View(Document(Article("a", text, date=day)), list(items), parties, list(words), [], dict(weighed))
