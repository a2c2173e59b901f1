"""Classes of like words from news at large: neighbours' counts, positive PMI, truncated SVD, k-means.

The way of Levy & Goldberg 2014 to word vectors; the classes let a tagger that saw few cases of a word lean on its likes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS, _LEAST = 15_000, 15
_WINDOW = 4
_DIMENSIONS, _CLASSES = 100, 1500
_SMOOTH = 0.75
_LONGEST = 1200


def word_classes(texts: Iterable[list[str]], *, seed: int = 0) -> dict[str, str]:
    """Return the class of each common word.

    Parameters
    ----------
    texts : iterable of list of str
        Words of each text in order.
    seed : int
        Of the decomposition and of k-means.
    """
    rows = [text[:_LONGEST] for text in texts]
    counts = Counter(word for row in rows for word in row)
    known = [word for word, n in counts.most_common(_WORDS) if n >= _LEAST]
    index = {word: i for i, word in enumerate(known)}
    vectors = _vectors(_neighbours([np.array([index.get(w, -1) for w in row]) for row in rows], len(known)), seed)
    classes = min(_CLASSES, max(len(known) // 10, 1))
    labels = MiniBatchKMeans(classes, random_state=seed, n_init=3, batch_size=4096).fit(vectors).labels_
    return {word: str(label) for word, label in zip(known, labels, strict=True)}


def _neighbours(rows: list[Any], size: int) -> Any:
    """Return how often each word has each other to its left and to its right, a neighbour at distance d as 1 / d."""
    total = csr_matrix((size, 2 * size))
    for start in range(0, len(rows), 1000):
        parts: list[tuple[Any, Any, Any]] = []
        for row in rows[start : start + 1000]:
            for distance in range(1, _WINDOW + 1):
                left, right = row[:-distance], row[distance:]
                both = (left >= 0) & (right >= 0)
                weight = np.full(int(both.sum()), 1 / distance)
                parts += [(left[both], right[both] + size, weight), (right[both], left[both], weight)]
        words, others, weights = (np.concatenate([part[i] for part in parts]) for i in range(3))
        total = total + coo_matrix((weights, (words, others)), shape=(size, 2 * size)).tocsr()
    return total.tocoo()


def _vectors(counts: Any, seed: int) -> Any:
    whole = counts.sum()
    words = np.asarray(counts.sum(axis=1)).ravel()
    others = np.asarray(counts.sum(axis=0)).ravel() ** _SMOOTH
    others *= whole / others.sum()
    information = np.log(counts.data * whole / (words[counts.row] * others[counts.col]))
    positive = information > 0
    table = csr_matrix((information[positive], (counts.row[positive], counts.col[positive])), shape=counts.shape)
    left, values, _ = randomized_svd(table, min(_DIMENSIONS, counts.shape[0] - 1), n_iter=3, random_state=seed)
    vectors = left * np.sqrt(values)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
