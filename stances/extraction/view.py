"""A document as the readers see it: sentences found, words masked, parties known. Reading and learning share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stances.extraction.document import Document
from stances.extraction.features import article_features, lead_features, sentence_features, tokens
from stances.extraction.holder import last_party
from stances.extraction.parties import likeliest, shipped_principals

if TYPE_CHECKING:
    from stances.extraction.matcher import Found, Matcher
    from stances.extraction.parties import Principals
    from stances.records import Article


class View(NamedTuple):
    """One article's sentences with their words and features.

    Attributes
    ----------
    document : Document
    found : list of Found
        What stands in each sentence.
    parties : tuple of str or None
        The two principals.
    words : list of list of str
        Masked words a sentence.
    spoken_of : list of str or None
        The party that the text spoke of before each sentence.
    weighed : dict
        How much speaks for each two actors as the principals; empty where the parties were given.
    """

    document: Document
    found: list[Found]
    parties: tuple[str, str] | None
    words: list[list[str]]
    spoken_of: list[str | None]
    weighed: dict[tuple[str, str], float]

    def sentence_features(self, number: int, clusters: dict[str, str]) -> set[str]:
        """Return the features of a sentence; ``clusters`` maps words to classes of like words."""
        before = self.words[number - 1] if number else []
        return sentence_features(self.words[number], before, self.found[number], clusters)

    def article_features(self) -> set[str]:
        """Return the features of the whole article."""
        return article_features(self.words, self.found, self.parties)

    def lead_features(self) -> set[str]:
        """Return the features of the title and the first sentences."""
        return lead_features(self.words, self.found, self.parties)


def view(
    article: Article, matcher: Matcher, parties: tuple[str, str] | None = None, principals: Principals | None = None
) -> View:
    """Return the view of an article; given parties override what the text says.

    Parameters
    ----------
    article : Article
        The article.
    matcher : Matcher
        Compiled vocabulary.
    parties : tuple of str, optional
        The two principals.
    principals : Principals, optional
        What tells them where they are not given; the shipped ones by default.
    """
    document = Document(article)
    found = matcher.find(document)
    given = parties or article.parties
    weighed = {} if given else (principals or shipped_principals()).weigh(document, found)
    return seen_by(document, found, given or likeliest(weighed), weighed)


def seen_by(
    document: Document, found: list[Found], pair: tuple[str, str] | None, weighed: dict[tuple[str, str], float]
) -> View:
    """Return the view of an article whose principals are known."""
    spoken_of: list[str | None] = []
    last: str | None = None
    for item in found:
        spoken_of.append(last)
        last = last_party(item, last, pair) if pair else None
    return View(document, found, pair, [tokens(document, item, pair) for item in found], spoken_of, weighed)
