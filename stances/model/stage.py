"""How far the talks are, in words, and whether that is clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stances.records import Reading

STAGES = {
    "called_for": "talks called for", "scheduled": "talks scheduled", "under_way": "talks under way",
    "narrowing": "gaps narrowing", "in_principle": "agreed in principle", "stalled": "talks stalled",
    "broken": "talks broken off",
}  # fmt: skip
_CLEAR = 0.5
"""On articles of unseen pairs a stage below is more often wrong than right."""
_LEAST, _MOST = 0.1, 3


def stage_words(reading: Reading) -> str:
    """Return the likeliest stage in words, with ``perhaps`` where it is not clear.

    Examples
    --------
    >>> from stances.records import Article, Reading
    >>> given = Reading(Article("a", "Talks."), None, ("MEX", "USA"), "trade", "stalled")
    >>> stage_words(given), stage_words(given._replace(stage_shares=(("stalled", 0.4), ("broken", 0.35))))
    ('talks stalled', 'perhaps talks stalled')
    """
    words = STAGES[reading.stage]
    return words if is_clear(reading) else f"perhaps {words}"


def is_clear(reading: Reading) -> bool:
    """Tell whether one stage is likelier than all others together; one that a person stated is."""
    return not reading.stage_shares or max(share for _, share in reading.stage_shares) >= _CLEAR


def doubt(reading: Reading) -> str:
    """Return a note of how likely the foremost stages are where none is clear, else nothing.

    Examples
    --------
    >>> from stances.records import Article, Reading
    >>> shares = (("scheduled", 0.05), ("stalled", 0.4), ("broken", 0.35))
    >>> doubt(Reading(Article("a", "Talks."), None, ("MEX", "USA"), "trade", "stalled", stage_shares=shares))
    'the stage is not clear: talks stalled 40 %, talks broken off 35 %'
    """
    if is_clear(reading):
        return ""
    ranked = sorted(reading.stage_shares, key=lambda item: (-item[1], item[0]))
    shown = (f"{STAGES[stage]} {100 * share:.0f} %" for stage, share in ranked[:_MOST] if share >= _LEAST)
    return f"the stage is not clear: {', '.join(shown)}"
