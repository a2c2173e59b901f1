"""Learn who the principals are: a conditional logit over the pairs of actors of each coded negotiation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from stances.context.casebook import casebook
from stances.extraction.parties import Principals, likeliest
from stances.extraction.scorecard import Scorecard
from stances.extraction.view import seen_by
from stances.learning.folds import folds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.extraction.pair_figures import Pair
    from stances.learning.coded import Coded

_PENALTY = 10.0
_RARE_PAIRS = 0.3
_CLASS = "principals"


class _Choice(NamedTuple):
    """The candidates of one article, with their figures, and the pair that its reader named."""

    figures: dict[Pair, dict[str, float]]
    pair: Pair


def fit_principals(coded: Sequence[Coded], *, seed: int = 0) -> tuple[Principals, float]:
    """Return what tells the principals, and the share of negotiations of unseen pairs in which it is right.

    The history of a pair comes from the casebook and not from the articles, so that an unseen pair is one for the history too.

    Parameters
    ----------
    coded : sequence of Coded
        Articles with their readers' codes.
    seed : int
        Of the five folds by pair.
    """
    history = Counter(case.parties for case in casebook())
    bare = Principals(Scorecard((_CLASS,), (0.0,), {}), dict(history))
    choices = [
        _Choice(bare.figures(a.view.document, a.view.found), a.pair)
        for a in coded
        if a.kind != "no" and a.pair is not None
    ]
    fold = folds_of([choice.pair for choice in choices], seed=seed)
    right = 0
    for k in sorted(set(fold.values())):
        card = _fit([choice for choice in choices if fold[choice.pair] != k])
        right += sum(_right(choice, card) for choice in choices if fold[choice.pair] == k)
    return bare._replace(card=_fit(choices)), right / max(len(choices), 1)


def seen_anew(article: Coded, principals: Principals) -> Coded:
    """Return an article with the parties that we find in it found by other principals."""
    document, found = article.own.document, article.own.found
    weighed = principals.weigh(document, found)
    own = seen_by(document, found, likeliest(weighed), weighed)
    return article._replace(own=own, view=article.view if article.pair else own)


def _right(choice: _Choice, card: Scorecard) -> bool:
    return likeliest({pair: card.scores(row)[0] for pair, row in choice.figures.items()}) == choice.pair


def _fit(choices: Sequence[_Choice]) -> Scorecard:
    """Return the weights that make the readers' pairs likeliest, penalised; a pair of many articles counts less in each."""
    told = [choice for choice in choices if choice.pair in choice.figures]
    names = sorted({name for choice in told for row in choice.figures.values() for name in row})
    rows = [[row.get(name, 0.0) for name in names] for choice in told for row in choice.figures.values()]
    x = np.array(rows, dtype=float).reshape(-1, len(names))
    spread = x.std(axis=0) + 1e-6
    often = Counter(choice.pair for choice in told)
    weights = np.array([often[choice.pair] ** -_RARE_PAIRS for choice in told])
    named = np.array([pair == choice.pair for choice in told for pair in choice.figures])
    starts = np.cumsum([0, *(len(choice.figures) for choice in told)])[:-1]
    sizes = np.array([len(choice.figures) for choice in told])
    best = _likeliest_weights(x / spread, named, starts, sizes, weights / weights.mean())
    return Scorecard((_CLASS,), (0.0,), {name: (float(w),) for name, w in zip(names, best / spread, strict=True)})


def _likeliest_weights(x: Any, named: Any, starts: Any, sizes: Any, weights: Any) -> Any:
    """Maximise the penalised likelihood of McFadden's conditional logit (1974)."""
    article = np.repeat(np.arange(len(sizes)), sizes)

    def loss(w: Any) -> tuple[float, Any]:
        scores = x @ w
        scores -= np.maximum.reduceat(scores, starts)[article]
        raised = np.exp(scores)
        totals = np.add.reduceat(raised, starts)
        likelihood = weights @ (scores[named] - np.log(totals))
        slope = x.T @ (weights[article] * (named - raised / totals[article]))
        return _PENALTY * (w @ w) / 2 - likelihood, _PENALTY * w - slope

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
