"""What the encoder's network is given: arrays made of windows and leads, the same for training and for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from stances.extraction.windows import Pieces, Window

INPUTS = ("ids", "mask", "types", "rows", "first", "second", "inside", "owner")
"""Inputs of the network.

``ids``, ``mask`` and ``types`` (1 where a principal is named) have a row a text; ``rows`` has a row a sentence or actor, with
the weights of its word pieces among all of the batch, ``first`` and ``second`` those of the pieces that name the two
parties, ``inside`` whether they stand in the sentence itself, ``owner`` its text.
"""


class Row(NamedTuple):
    """A sentence or an actor of a text: its word pieces, and those that name the two parties."""

    text: int
    number: int
    places: list[int]
    first: list[int]
    second: list[int]
    inside: tuple[float, float]
    code: str | None = None


def sentence_rows(text: int, window: Window, pair: tuple[str, str]) -> list[Row]:
    """Return a row a sentence of a window; a party that the sentence does not name is looked for in the whole window."""
    everywhere = [window.pieces.places(code) for code in pair]
    rows = []
    for number, start, end in window.spans:
        here = [[place for place in places if start <= place < end] for places in everywhere]
        first, second = (own or others for own, others in zip(here, everywhere, strict=True))
        inside = (float(bool(here[0])), float(bool(here[1])))
        rows.append(Row(text, number, list(range(start, end)), first, second, inside))
    return rows


def lead_rows(text: int, lead: Pieces) -> list[Row]:
    """Return a row an actor named in a lead."""
    codes = dict.fromkeys(code for code in lead.named if code)
    return [Row(text, n, lead.places(code), [], [], (0.0, 0.0), code) for n, code in enumerate(codes)]


def inputs_of(
    texts: Sequence[Pieces], pairs: Sequence[tuple[str, str] | None], rows: Sequence[Row]
) -> tuple[np.ndarray[Any, Any], ...]:
    """Return the arrays named by ``INPUTS``.

    Parameters
    ----------
    texts : sequence of Pieces
        Windows or leads.
    pairs : sequence
        The two principals of each text, None where they are not to be marked.
    rows : sequence of Row
        What is told of, in all of them.
    """
    import numpy as np

    length = max(len(text.ids) for text in texts)
    ids, mask, types = (np.zeros((len(texts), length), dtype=np.int64) for _ in range(3))
    for n, (text, pair) in enumerate(zip(texts, pairs, strict=True)):
        ids[n, : len(text.ids)], mask[n, : len(text.ids)] = text.ids, 1
        types[n, [place for code in pair or () for place in text.places(code)]] = 1
    shape = (len(rows), len(texts) * length)
    pools = (_pool(shape, length, [(row.text, row[part]) for row in rows]) for part in (2, 3, 4))
    inside = np.array([row.inside for row in rows], dtype=np.float32).reshape(-1, 2)
    return ids, mask, types, *pools, inside, np.array([row.text for row in rows], dtype=np.int64)


def _pool(shape: tuple[int, int], length: int, places: Sequence[tuple[int, Any]]) -> np.ndarray[Any, Any]:
    """Return the weights that make of the word pieces at some places of a text their mean, a row each."""
    import numpy as np

    weights = np.zeros(shape, dtype=np.float32)
    for n, (text, own) in enumerate(places):
        if own:
            weights[n, [text * length + place for place in own]] = 1 / len(own)
    return weights
