"""The issue of the talks: the learned classifier and the words of ``data/issues.toml`` together."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from stances.resources import shipped

if TYPE_CHECKING:
    from stances.extraction.document import Document

_TITLE = 4
_HEARD, _WORDS = 0.7, 1.7
"""Weights of the two, of least log loss on 1,426 articles whose pair the classifier never saw: right in 71 % (68 % at 1 and 1)."""
_LEAST = 0.02


@cache
def _stems() -> dict[str, list[str]]:
    return tomllib.loads(shipped("data", "issues.toml").read_text(encoding="utf-8"))


def issue_shares(document: Document, heard: dict[str, float]) -> dict[str, float]:
    """Return how likely each issue is, the likeliest first; those below a fiftieth are left out.

    The classifier's log-odds of each and the log of one plus the count of its words in ``data/issues.toml`` are weighed together.

    Parameters
    ----------
    document : Document
        The article; a word in its title counts four times.
    heard : dict
        Log-odds of each issue by the classifier of words.
    """
    title, _, text = document.lower.partition("\n")
    scores = {issue: _HEARD * score for issue, score in heard.items()}
    for issue, stems in _stems().items():
        count = sum([text.count(stem) + _TITLE * title.count(stem) for stem in stems])
        scores[issue] += _WORDS * math.log1p(count)
    most = max(scores.values())
    odds = {issue: math.exp(score - most) for issue, score in scores.items()}
    total = sum(odds.values())
    kept = {issue: one for issue, one in odds.items() if one >= _LEAST * total}
    total = sum(kept.values())
    ranked = sorted(kept.items(), key=lambda item: (-item[1], item[0]))
    return {issue: round(one / total, 4) for issue, one in ranked}
