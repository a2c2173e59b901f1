"""Whether a text is on a negotiation between two governments at all, or why it gets no number."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from stances.context.actors import names
from stances.extraction.decision import log_odds
from stances.extraction.talks import NAMED
from stances.records import Abstention

if TYPE_CHECKING:
    from stances.extraction.view import View

_FEWEST_WORDS = 30
_ENGLISH_SHARE = 0.12
_ENGLISH = frozenset(
    (
        "the", "of", "and", "to", "in", "that", "for", "with", "on", "is", "was", "by", "as", "at", "from", "has",
        "said", "it", "be",
    )
)  # fmt: skip
_NOT_STATES = (
    "box office", "quarterback", "touchdown", "midfielder", "striker", "transfer window", "premier league", "nba", "nfl",
    "mlb", "film star", "shareholders", "takeover bid", "merger", "collective bargaining", "union contract", "free agent",
)  # fmt: skip
_NOT_STATE = re.compile(rf"\b(?:{'|'.join(_NOT_STATES)})\b")


def unreadable(seen: View, *, asked: bool) -> Abstention | None:
    """Return why a text cannot be read: not English, or, unless the parties were given, too short."""
    count = sum(map(len, seen.words))
    if count < _FEWEST_WORDS:
        return (
            None if asked else Abstention("too_thin", f"only {count} words of text: too thin to read incentives from")
        )
    if sum(sum(map(_ENGLISH.__contains__, words)) for words in seen.words) < count * _ENGLISH_SHARE:
        return Abstention("language", "the text does not look English; only English is read")
    return None


def without_parties(seen: View) -> Abstention | None:
    """Return why no two governments are principals: fewer than two are named, or firms or teams talk."""
    if seen.parties is None:
        named = ", ".join(sorted({m.code for item in seen.found for m in item.mentions})) or "no government"
        return Abstention("parties", f"found {named}, a forecast needs two; name them with --parties")
    if _of_others(seen.document.lower):
        return Abstention("other_talks", "sport, film or business talks, not talks between two governments")
    return None


def _of_others(text: str) -> bool:
    """Tell whether a text speaks twice of what firms and teams do."""
    return any(word in text for word in _NOT_STATES) and len(_NOT_STATE.findall(text)) >= 2


def no_talks(pair: tuple[str, str]) -> Abstention:
    """Return why a text whose likeliest parties do not seem to negotiate gets no number.

    Examples
    --------
    >>> no_talks(("CAN", "MEX")).message
    'no talks between Canada and Mexico found; if two governments do negotiate here, name them with --parties CAN,MEX'
    """
    first, second = (names().get(code, code) for code in pair)
    return Abstention(
        "no_negotiation",
        f"no talks between {first} and {second} found; if two governments do negotiate here, "
        f"name them with --parties {','.join(pair)}",
    )


def gate_figures(seen: View, kinds: dict[str, float]) -> dict[str, float]:
    """Return the figures of the scorecard that tells whether a negotiation is reported.

    Sentences that name neither principal count for nothing, so that a text appended on other things changes little.

    Parameters
    ----------
    seen : View
        The article.
    kinds : dict
        Likelihood of ``no``, ``ongoing`` and ``concluded`` by the words of the article alone.
    """
    pair = frozenset(seen.parties or ())
    named = [len(pair.intersection(m.code for m in item.mentions)) for item in seen.found]
    theirs = [item for item, count in zip(seen.found, named, strict=True) if count]
    talks = sum(bool(NAMED.search(seen.document.words(item.sentence))) for item in theirs)
    return {
        "text": log_odds(kinds["no"] / (kinds["no"] + kinds["ongoing"] + kinds["concluded"] + 1e-12)),
        "pair": seen.weighed.get(seen.parties or ("", ""), 0.0),
        "talks": math.log1p(talks) - math.log1p(len(theirs)),
        "talks share": talks / (len(theirs) + 1),
        "flexibility": math.log1p(sum(hit.cue.driver == "flexibility" for item in seen.found for hit in item.cues)),
    }
