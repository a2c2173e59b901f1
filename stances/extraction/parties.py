"""The two principals of the talks, told from mediators, hosts, third countries and mere places."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import DataError, ModelError
from stances.extraction.pair_figures import Pair, pair_figures
from stances.extraction.scorecard import Scorecard
from stances.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stances.extraction.document import Document
    from stances.extraction.matcher import Found

FILE = "parties.json"


class Principals(NamedTuple):
    """What tells the principals: a scorecard over the figures of two actors, and how often they negotiated before.

    Parameters
    ----------
    card : Scorecard
        Fitted by ``stances learn-signals``; its score has no zero, it compares the pairs of one article.
    history : dict
        Negotiations of each pair in the casebook, which is no part of the articles learned from.
    """

    card: Scorecard
    history: dict[Pair, int]

    def figures(self, document: Document, found: list[Found]) -> dict[Pair, dict[str, float]]:
        """Return the figures of each two of the foremost actors."""
        figures = pair_figures(document, found)
        for pair, row in figures.items():
            row["history"] = math.log1p(self.history.get(pair, 0))
        return figures

    def weigh(self, document: Document, found: list[Found]) -> dict[Pair, float]:
        """Return how much speaks for each two of the foremost actors as the principals; empty where fewer than two are named.

        Parameters
        ----------
        document : Document
            The folded article.
        found : list of Found
            What stands in each sentence.
        """
        return {pair: self.card.scores(row)[0] for pair, row in self.figures(document, found).items()}

    def to_json(self) -> dict[str, Any]:
        """Return the form in which they ship."""
        return {"card": self.card.to_json(), "history": {" ".join(pair): n for pair, n in sorted(self.history.items())}}


@cache
def shipped_principals() -> Principals:
    """Return those of ``data/parties.json``.

    Raises
    ------
    DataError
        If the file is damaged.
    """
    try:
        data = json.loads(shipped("data", FILE).read_text(encoding="utf-8"))
        history = {
            (first, second): int(n) for (first, second), n in ((p.split(" "), n) for p, n in data["history"].items())
        }
        return Principals(Scorecard.from_json(data["card"]), history)
    except (ValueError, KeyError, TypeError, AttributeError, ModelError) as error:
        raise DataError(f"data/{FILE} is damaged ({error})") from None


def likeliest(weighed: Mapping[Pair, float]) -> Pair | None:
    """Return the pair for which most speaks, its codes in alphabetical order, or None where there is none.

    Examples
    --------
    >>> likeliest({("CAN", "MEX"): 0.5, ("CAN", "USA"): 2.0})
    ('CAN', 'USA')
    """
    return max(((weight, pair) for pair, weight in weighed.items()), default=(0.0, None))[1]
