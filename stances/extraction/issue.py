"""The issue of the talks: the learned classifier and the words of ``data/issues.toml`` together."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from stances.resources import shipped

if TYPE_CHECKING:
    from stances.extraction.document import Document
    from stances.extraction.linear import LinearText

_TITLE = 4


@cache
def _stems() -> dict[str, list[str]]:
    return tomllib.loads(shipped("data", "issues.toml").read_text(encoding="utf-8"))


def find_issue(document: Document, model: LinearText, features: set[str]) -> str:
    """Return the issue with the highest log-odds, to which each issue's words add the log of one plus their count.

    A word in the title counts four times.
    """
    title, _, text = document.lower.partition("\n")
    scores = dict(zip(model.classes, model.scores(features), strict=True))
    for issue, stems in _stems().items():
        count = sum([text.count(stem) + _TITLE * title.count(stem) for stem in stems])
        scores[issue] = scores.get(issue, -9.0) + math.log1p(count)
    return max(scores, key=lambda issue: (scores[issue], issue))
