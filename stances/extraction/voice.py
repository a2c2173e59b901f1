"""The passive voice: in *the offer was refused by Norway* the act is Norway's, as in *Norway refused the offer*."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.extraction.mentions import Mention

_TAKEN = (
    " accepted", " agreed to", " approved", " backed", " conceded", " embraced", " endorsed", " granted", " offered",
    " proposed", " welcomed",
)  # fmt: skip
_REFUSED = (
    " blocked", " brushed aside", " declined", " dismissed", " opposed", " rebuffed", " refused", " rejected",
    " resisted", " ruled out", " snubbed", " spurned", " struck down", " turned down", " vetoed", " voted down",
)  # fmt: skip
_BROKEN = (" breached", " broken", " flouted", " violated")
_ACTS = {
    ("flexibility", 1): (_TAKEN, _REFUSED), ("flexibility", -1): (_REFUSED, _TAKEN), ("commitment", -1): (_BROKEN,),
}  # fmt: skip
"""Verbs ahead of the one who acts, by the signal's kind: those of its own sense first."""

_REACH = 40


def passive_agent(driver: str, polarity: int, named: Sequence[Mention], text: str) -> str | None:
    """Return the party that acts by what a passive sentence says; None where it says no such thing.

    Parameters
    ----------
    driver, polarity
        The signal's kind: acts of the holder's own are giving way, refusing and breaking one's word.
    named : sequence of Mention
        The mentions of both parties in the sentence.
    text : str
        The document's folded text.

    Examples
    --------
    >>> from stances.extraction.mentions import Mention
    >>> text = "sweden's plan was turned down by the norwegian side"
    >>> named = [Mention("SWE", 0, 6, "name", False), Mention("NOR", 37, 46, "adjective", False)]
    >>> passive_agent("flexibility", -1, named, text)
    'NOR'
    """
    ahead = [(m.code, text[max(m.start - _REACH, 0) : m.start].removesuffix("the ")) for m in named]
    for verbs in _ACTS.get((driver, polarity), ()):
        for code, words in ahead:
            if words.endswith(" by ") and words[: -len(" by ")].endswith(verbs):
                return code
    return None
