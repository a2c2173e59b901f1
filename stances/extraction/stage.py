"""Where the talks stand: the stage by its cues, the words of the lead and the next date."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stances.codebook import STAGES
from stances.extraction.lexicon import STAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stances.extraction.view import View
    from stances.records import Anchor

_LEAD = 6
_SOON = 30
_LIMITS = ("deadline", "expiry", "vote", "election")


def stage_figures(seen: View, anchor: Anchor | None, lead: Mapping[str, float]) -> dict[str, float]:
    """Return the figures of the stage's scorecard.

    The signals read and the words of the whole article were tried beside them: they made it worse on unseen pairs.

    Parameters
    ----------
    seen : View
        The article.
    anchor : Anchor or None
        The next date.
    lead : mapping
        Log-odds of each stage by the words of the lead.
    """
    figures = {**stage_cues(seen), **{f"words:{stage}": score for stage, score in lead.items()}}
    day = seen.document.article.date
    if anchor and day:
        figures["anchor"] = 1.0
        figures["anchor:meeting"] = float(anchor.kind == "meeting")
        figures["anchor:limit"] = float(anchor.kind in _LIMITS)
        figures["anchor:soon"] = float((anchor.date - day).days <= _SOON)
    return figures


def stage_cues(seen: View) -> dict[str, float]:
    """Return for each stage the log of one plus the sentences with a cue of it, and whether one stands in the lead."""
    figures: dict[str, float] = {}
    held = [{hit.cue.driver for hit in item.cues} for item in seen.found]
    for stage in STAGES:
        name = f"{STAGE}{stage}"
        figures[f"cues:{stage}"] = math.log1p(sum(name in cues for cues in held))
        figures[f"lead:{stage}"] = float(any(name in cues for cues in held[:_LEAD]))
    return figures
