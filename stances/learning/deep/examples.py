"""Coded articles as the network's examples: texts of word pieces, the rows told of in them, and what readers said."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from stances.codebook import ARTICLE_KINDS, DRIVERS, ISSUES, SCOPES, SIGNAL_KINDS, STAGES
from stances.extraction.encoder_input import lead_rows, sentence_rows
from stances.extraction.windows import lead_of, pieces_of, windows_of
from stances.learning.coded import kinds_of
from stances.records import BOTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stances.extraction.encoder_input import Row
    from stances.extraction.windows import Pieces, Tokenizer, Window
    from stances.learning.coded import Coded

ARTICLE_LABELS = (
    ("gate", "kind", ARTICLE_KINDS),
    ("stage", "stage", STAGES),
    ("issue", "issue", ISSUES),
    ("scope", "scope", SCOPES),
)
"""Outputs told of an article's lead, the field of a reader's codes that they stand for, and their classes."""
UNKNOWN = -100
"""Class of what no reader coded; it counts for nothing."""

_BACKGROUND_WEIGHT = 0.3


class Sentences(NamedTuple):
    """A window of an article with its readers' codes: a sentence, the kinds of its signals, and by driver who holds them."""

    window: Window
    pair: tuple[str, str]
    kinds: list[list[float]]
    holders: list[list[tuple[float, float, float]]]

    def rows(self, text: int) -> list[Row]:
        """Return its rows as those of one text of a batch."""
        return sentence_rows(text, self.window, self.pair)


class Opening(NamedTuple):
    """The lead of an article with what readers said of the article; ``pair`` is None where they named no parties."""

    pieces: Pieces
    pair: tuple[str, str] | None
    classes: dict[str, int]
    weight: float

    def rows(self, text: int) -> list[Row]:
        """Return a row an actor named in it."""
        return lead_rows(text, self.pieces)


class Examples(NamedTuple):
    """What a network learns from: windows of negotiations, and leads of all articles."""

    sentences: list[Sentences]
    openings: list[Opening]


def examples_of(articles: Sequence[Coded], background: Sequence[Coded], tokenizer: Tokenizer) -> Examples:
    """Return coded articles, then news at large, as examples."""
    return Examples(list(sentences_of(articles, tokenizer)), openings_of(articles, background, tokenizer))


def both(one: Examples, other: Examples) -> Examples:
    """Return the examples of both."""
    return Examples(one.sentences + other.sentences, one.openings + other.openings)


def sentences_of(articles: Sequence[Coded], tokenizer: Tokenizer) -> Iterator[Sentences]:
    """Yield the windows of the negotiations among coded articles."""
    for article in articles:
        if article.told and article.pair:
            for window in windows_of(pieces_of(article.view, tokenizer)):
                codes = [article.labels[number] for number, _, _ in window.spans]
                yield Sentences(
                    window,
                    article.pair,
                    [_kinds(article, number) for number, _, _ in window.spans],
                    [_holders(c, article.pair) for c in codes],
                )


def openings_of(articles: Sequence[Coded], background: Sequence[Coded], tokenizer: Tokenizer) -> list[Opening]:
    """Return the leads of coded articles, then those of news at large."""
    weighed = [(article, 1.0) for article in articles] + [(article, _BACKGROUND_WEIGHT) for article in background]
    return [_opening(article, weight, tokenizer) for article, weight in weighed]


def batches(
    examples: Examples, sizes: tuple[int, int], rng: random.Random
) -> list[Sequence[Sentences] | Sequence[Opening]]:
    """Return both kinds in random order, cut into batches of the two sizes and shuffled together."""
    found: list[Sequence[Sentences] | Sequence[Opening]] = []
    parts: tuple[Sequence[Sentences] | Sequence[Opening], ...] = examples
    for part, size in zip(parts, sizes, strict=True):
        mixed = rng.sample(part, len(part))  # type: ignore[type-var]
        found.extend(mixed[start : start + size] for start in range(0, len(mixed), size))  # type: ignore[misc]
    rng.shuffle(found)
    return found


def _opening(article: Coded, weight: float, tokenizer: Tokenizer) -> Opening:
    classes = {}
    for output, field, names in ARTICLE_LABELS:
        value = getattr(article, field)
        told = value in names and (field == "kind" or article.kind != "no")
        classes[output] = names.index(value) if told else UNKNOWN
    return Opening(lead_of(pieces_of(article.own, tokenizer)), article.pair, classes, weight)


def _kinds(article: Coded, number: int) -> list[float]:
    present = kinds_of(article, number)
    return [float(kind in present) for kind in SIGNAL_KINDS]


def _holders(code: set[tuple[str, int, str]], pair: tuple[str, str]) -> list[tuple[float, float, float]]:
    """Return a driver the share of its signals in the sentence that the first, the second and both hold."""
    found = []
    for driver in DRIVERS:
        held = [holder for name, _, holder in code if name == driver and holder in (*pair, BOTH)]
        first, second, both = (held.count(holder) / max(len(held), 1) for holder in (*pair, BOTH))
        found.append((first, second, both))
    return found
