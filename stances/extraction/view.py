"""A document as the readers see it: sentences found, words masked, parties known. Reading and learning share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stances.extraction.document import Document
from stances.extraction.features import article_features, lead_features, sentence_features, tokens
from stances.extraction.holder import last_party
from stances.extraction.parties import find_parties

if TYPE_CHECKING:
    from stances.extraction.encoder import Lead
    from stances.extraction.matcher import Found, Matcher
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
    lead : Lead or None
        What an encoder heard in the lead, where one was asked who the principals are.
    """

    document: Document
    found: list[Found]
    parties: tuple[str, str] | None
    words: list[list[str]]
    spoken_of: list[str | None]
    lead: Lead | None = None

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


def view(article: Article, matcher: Matcher, parties: tuple[str, str] | None = None) -> View:
    """Return the view of an article; given parties override what the text says."""
    document = Document(article)
    found = matcher.find(document)
    return view_of(document, found, parties or article.parties or find_parties(document, found))


def view_of(document: Document, found: list[Found], pair: tuple[str, str] | None, lead: Lead | None = None) -> View:
    """Return the view of a document in which everything is found, with its two principals."""
    spoken_of: list[str | None] = []
    last: str | None = None
    for item in found:
        spoken_of.append(last)
        last = last_party(item, last, pair) if pair else None
    return View(document, found, pair, [tokens(document, item, pair) for item in found], spoken_of, lead)
