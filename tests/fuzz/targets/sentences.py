"""Sentences: in order, disjoint, without space around them, and none of the text's other characters lost or moved."""

from stances.extraction.document import Document
from stances.extraction.sentences import split_sentences
from stances.records import Article

SEEDS = (
    b'Mr. Ross met U.S. officials on Jan. 5. "It is done." Talks go on! Is it so?',
    "\u201cNo.\u201d\u2028He said \u2013 it\u2019s  over.\n\n\tThe U.S. Yet... 3 p.m. \u0130stanbul.".encode(),
    b" Font size:\nTalks were held.  \n\n   By John Smith\n(Reporting by A. B.)\nU.N. (He left.) [And] 'so' i. A. 5. x.",
)


def check(data: bytes) -> None:
    """Split the text as it is, and as a document's body."""
    text = data.decode(errors="replace")
    bounds = split_sentences(text)
    _disjoint(text, bounds)
    spoken = sum(end - start for start, end in bounds)
    assert spoken + sum(map(str.isspace, text)) >= len(text)
    document = Document(Article("a", text, title=text[:40]))
    assert len(document.lower) == len(document.cased)
    _disjoint(document.cased, [(s.start, s.end) for s in document.sentences])
    for sentence in document.sentences:
        span = document.span(sentence.start, sentence.end)
        source = document.article.field_text(span.field)
        assert span.field == ("title" if sentence.title else "text")
        assert 0 <= span.start < span.end <= len(source)
        assert document.quote(sentence.start, sentence.end) == source[span.start : span.end]
        assert len(source[span.start : span.end].split()) == len(document.words(sentence).split())


def _disjoint(text: str, bounds: list[tuple[int, int]]) -> None:
    last = 0
    for start, end in bounds:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
