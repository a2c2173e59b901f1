"""An article cut into windows of word pieces for the encoder, with who is named where; training and reading share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stances.extraction.view import View

WINDOW = 160
"""Word pieces a window."""
LEAD = 192
"""Word pieces from the start of the article, by which the encoder tells parties, kind, stage, issue and scope."""
_LONGEST_SENTENCE = 110
_CONTEXT = 48
_START, _END = 101, 102


class Encoding(Protocol):
    """What a tokenizer returns for a text."""

    @property
    def ids(self) -> list[int]:
        """Numbers of the word pieces."""

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Characters of each word piece."""


class Tokenizer(Protocol):
    """A tokenizer of the ``tokenizers`` library."""

    def encode_batch(self, input: list[str], *, add_special_tokens: bool) -> Sequence[Encoding]:
        """Return the word pieces of each text."""


class Pieces(NamedTuple):
    """Word pieces, and the code of the actor that each is part of the name of, if any."""

    ids: list[int]
    named: list[str | None]

    def part(self, start: int, end: int | None = None) -> Pieces:
        """Return a stretch of them."""
        return Pieces(self.ids[start:end], self.named[start:end])

    def places(self, code: str) -> list[int]:
        """Return the places of an actor's names."""
        return [place for place, name in enumerate(self.named) if name == code]


class Window(NamedTuple):
    """A stretch of an article as the encoder reads it; ``spans`` has ``(sentence, start, end)`` of those to be told of."""

    pieces: Pieces
    spans: list[tuple[int, int, int]]


def pieces_of(seen: View, tokenizer: Tokenizer) -> list[Pieces]:
    """Return the word pieces of each sentence of an article."""
    texts = [seen.document.cased[item.sentence.start : item.sentence.end] for item in seen.found]
    found = []
    for item, coded in zip(seen.found, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True):
        start = item.sentence.start
        names = [(m.start - start, m.end - start, m.code) for m in item.mentions]
        offsets = coded.offsets[:_LONGEST_SENTENCE]
        named = [next((code for a, b, code in reversed(names) if x < b and y > a), None) for x, y in offsets]
        found.append(Pieces(list(coded.ids[:_LONGEST_SENTENCE]), named))
    return found


def windows_of(sentences: Sequence[Pieces]) -> Iterator[Window]:
    """Yield the windows of an article: whole sentences, each window after the first with the end of the sentence before.

    Examples
    --------
    >>> rows = [Pieces([7] * 100, [None] * 100), Pieces([8] * 100, [None] * 100)]
    >>> [(len(w.pieces.ids), w.spans) for w in windows_of(rows)]
    [(102, [(0, 1, 101)]), (150, [(1, 49, 149)])]
    """
    window: Window | None = None
    for number, pieces in enumerate(sentences):
        if not pieces.ids:
            continue
        if window is None or len(window.pieces.ids) + len(pieces.ids) + 1 > WINDOW:
            if window:
                yield _closed(window)
            window = _opened(sentences[number - 1] if number else None, len(pieces.ids))
        start = len(window.pieces.ids)
        _append(window.pieces, pieces)
        window.spans.append((number, start, len(window.pieces.ids)))
    if window:
        yield _closed(window)


def lead_of(sentences: Sequence[Pieces]) -> Pieces:
    """Return the first word pieces of an article."""
    lead = Pieces([_START], [None])
    for pieces in sentences:
        _append(lead, pieces)
    cut = lead.part(0, LEAD - 1)
    _append(cut, Pieces([_END], [None]))
    return cut


def _opened(before: Pieces | None, length: int) -> Window:
    window = Window(Pieces([_START], [None]), [])
    room = min(_CONTEXT, WINDOW - 2 - length)
    if before and before.ids and room > 0:
        _append(window.pieces, before.part(-room))
    return window


def _closed(window: Window) -> Window:
    _append(window.pieces, Pieces([_END], [None]))
    return window


def _append(pieces: Pieces, more: Pieces) -> None:
    pieces.ids.extend(more.ids)
    pieces.named.extend(more.named)
