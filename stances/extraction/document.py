"""An article made ready for matching: white space folded, quotes straightened, sentences marked, offsets kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from stances.extraction.sentences import split_sentences
from stances.reading.boilerplate import furniture
from stances.records import Field, Span

if TYPE_CHECKING:
    from stances.records import Article

# both begin with a class of characters, so that the engine skips to the next of them
_ALONE = re.compile(r"[^\S ](?<!\s\s)(?!\s)")
_RUN = re.compile(r"\s\s+")
_ONE_FOR_ONE = tuple(zip("‘’‛`´“”„‟–‑İ", "'''''\"\"\"\"--I", strict=True))


class Sentence(NamedTuple):
    """A sentence ``[start, end)`` of a document's folded text.

    Parameters
    ----------
    number : int
        Position in the document, from 0; the title's sentences come first.
    paragraph : int
        Position of its paragraph, from 0.
    start, end : int
        Characters of the folded text.
    title : bool
        Whether it stands in the headline.
    """

    number: int
    paragraph: int
    start: int
    end: int
    title: bool


class _Piece(NamedTuple):
    """A stretch of folded text whose characters stand one for one in the article."""

    start: int
    field: Field
    origin: int


class Document:
    """Title and text as one folded string with a line a paragraph, and the way back to the article's characters.

    Parameters
    ----------
    article : Article
        The article; its title becomes the first paragraph.

    Attributes
    ----------
    cased : str
        Folded text: a run of white space is one space, or a newline between paragraphs; quotes and dashes are plain.
    lower : str
        The same in lower case, character for character.
    sentences : list of Sentence
        In reading order, without page furniture.

    Examples
    --------
    >>> from stances.records import Article
    >>> document = Document(Article("a", "Talks  are\\nheld. Both want a deal.", title="Talks"))
    >>> [document.cased[s.start : s.end] for s in document.sentences]
    ['Talks', 'Talks are held.', 'Both want a deal.']
    >>> document.quote(document.sentences[1].start, document.sentences[1].end)
    'Talks  are\\nheld.'
    """

    __slots__ = ("_pieces", "_starts", "article", "cased", "lower", "sentences")

    def __init__(self, article: Article) -> None:
        self.article = article
        self._pieces: list[_Piece] = []
        parts: list[str] = []
        length = title_end = 0
        fields: tuple[Field, ...] = ("title", "text")
        for field in fields:
            title_end = length
            for part, origin in _pieces(article.field_text(field)):
                self._pieces.append(_Piece(length, field, origin))
                parts.append(part)
                length += len(part)
            parts.append("\n")
            length += 1
        self._starts = [piece.start for piece in self._pieces]
        self.cased = "".join(parts)
        self.lower = self.cased.lower()
        self.sentences = self._sentences(title_end)

    def _sentences(self, title_end: int) -> list[Sentence]:
        found: list[Sentence] = []
        ignored = {start for start, _ in furniture(self.cased)}  # each is a whole line, and so a paragraph
        begin = 0
        for number, paragraph in enumerate(self.cased.split("\n")):
            if begin not in ignored:
                for start, end in split_sentences(paragraph):
                    place = begin + start
                    found.append(Sentence(len(found), number, place, begin + end, place < title_end))
            begin += len(paragraph) + 1
        return found

    def _origin(self, position: int) -> tuple[Field, int]:
        piece = self._pieces[max(bisect_right(self._starts, position) - 1, 0)]
        return piece.field, piece.origin + position - piece.start

    def span(self, start: int, end: int) -> Span:
        """Return the article's own characters behind ``[start, end)`` of the folded text."""
        field, first = self._origin(start)
        _, last = self._origin(end - 1)
        return Span(field, first, last + 1)

    def quote(self, start: int, end: int) -> str:
        """Return the article's own words behind ``[start, end)`` of the folded text."""
        span = self.span(start, end)
        return self.article.field_text(span.field)[span.start : span.end]

    def words(self, sentence: Sentence) -> str:
        """Return the lower-case folded text of a sentence."""
        return self.lower[sentence.start : sentence.end]


def _pieces(text: str) -> list[tuple[str, int]]:
    """Cut a text where white space is lost; each piece is folded and knows its first character's offset."""
    for odd, plain in _ONE_FOR_ONE:  # faster than one translation, which looks every character up
        text = text.replace(odd, plain)
    plain = _ALONE.sub(" ", text)
    pieces: list[tuple[str, int]] = []
    last = 1 if plain.startswith(" ") else 0
    for run in _RUN.finditer(plain):
        start, end = run.span()
        if start:
            pieces.append((plain[last:start] + ("\n" if _breaks_paragraph(run.group()) else " "), last))
        last = end
    return [*pieces, (plain[last:], last)] if last < len(plain) else pieces


def _breaks_paragraph(run: str) -> bool:
    """A blank line ends a paragraph, and so does a newline before an indented line (news wires of the 1980s)."""
    newlines = run.count("\n")
    return newlines > 1 or (newlines == 1 and run.endswith(("   ", "\t")))
