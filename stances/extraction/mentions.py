"""Mentions of actors: which government a name, an adjective, a capital or a person stands for here."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stances.context.actors import Form
    from stances.context.leaders import Term
    from stances.extraction.automaton import Hit
    from stances.extraction.document import Document

_KOREAS = frozenset({"KOR", "PRK"})
_NEEDS_FULL_NAME = frozenset(
    [
        "may",
        "baker",
        "rice",
        "powell",
        "moon",
        "park",
        "lee",
        "ross",
        "brown",
        "wang",
        "li",
        "king",
        "young",
        "price",
        "bush",
        "key",
        "major",
        "khan",
        "singh",
        "chan",
    ]
)
_NOT_THE_COUNTRY = {
    "georgia": r"(atlanta|state of|u\.s\. sen|, )\s*$|^ (senator|governor|republican|democrat|tech|runoff)",
    "jordan": r"(jim|michael|vernon|hamilton|rep\.|congressman|river) $|^ river",
    "chad": r"(rev\.|mr\.|actor) $|^ [A-Z]",
    "turkey": r"(thanksgiving|roast|cold) $|^ (sandwich|dinner|breast)",
    "niger": r"^ (river|delta)",
    "washington": r"(george|denzel|kerry|booker t\.|seattle, |state of|mount|university of|port of|western|eastern) $"
    r"|^ (state\b|post|times|examiner|redskins|nationals|monument|free beacon|university|d\.c\. area|huskies)",
    "guinea": r"(papua new|new|equatorial) $|^(-bissau| pig)",
}
_PLACE_ONLY = re.compile(r"^( city)? (police|airport|hospital|court|hotel|suburb|stock|exchange|residents|streets)\b")
_MEETING_PLACE = re.compile(r"\b(in|at|near|outside|from|to|arrived in|held in|visit to|met in|leave|left) $")


NOT_ACTORS = frozenset(
    (
        "latin america", "latin american", "latin americans", "central america", "central american",
        "central americans", "south america", "south american", "north america", "north american",
        "north american free trade agreement", "american samoa", "new mexico", "uruguay round", "tokyo round",
        "doha round", "warsaw pact", "paris agreement", "paris accord", "paris climate", "south china sea",
        "east china sea", "sea of japan", "indian ocean", "pakistani taliban", "geneva convention", "native american",
        "native americans", "african american", "african americans", "american indian", "new england",
        "washington post", "washington times", "new york times", "american people", "american public",
    )
)  # fmt: skip
"""Forms that hold an actor's name and are not that actor."""


class Mention(NamedTuple):
    """An actor named at ``[start, end)`` of the folded text.

    ``use`` is a form's use, or ``person``; ``place`` marks a capital that is only where something happens.
    """

    code: str
    start: int
    end: int
    use: str
    place: bool


def resolve_mentions(
    document: Document, hits: list[Hit], forms: dict[str, list[Form]], people: dict[str, list[Term]]
) -> list[Mention]:
    """Return the mentions of a document, longest first where forms overlap, by position.

    Parameters
    ----------
    document : Document
        The folded article.
    hits : list of Hit
        Automaton hits by start, the longer first.
    forms, people : dict
        Actors' forms and leaders' terms by lower-case text.
    """
    day = document.article.date.isoformat() if document.article.date else None
    open_ones: list[tuple[list[Form], int, int]] = []
    mentions: list[Mention] = []
    seen_people: set[str] = set()
    last_end = 0
    for hit in hits:
        if hit.start < last_end:
            continue
        if hit.key in NOT_ACTORS:
            last_end = hit.end
            continue
        found = _of_people(document, hit, people.get(hit.key, ()), day, seen_people)
        if found is None:
            choices = [f for f in forms.get(hit.key, ()) if _printed_so(document, hit, f.text)]
            if not choices or _excluded(document, hit):
                continue
            if len(choices) > 1 or not choices[0].sure:
                open_ones.append((choices, hit.start, hit.end))
                last_end = hit.end
                continue
            found = _of_form(document, choices[0], hit.start, hit.end)
        mentions.append(found)
        last_end = hit.end
    support = Counter(m.code for m in mentions if not m.place)
    mentions.extend(m for m in (_settle(document, *o, support) for o in open_ones) if m)
    return sorted(mentions, key=lambda m: m.start)


def _printed_so(document: Document, hit: Hit, text: str) -> bool:
    printed = document.cased[hit.start : hit.end]
    return printed == text or (printed == text.upper() and len(text) > 3 and _all_capitals(document, hit))


def _all_capitals(document: Document, hit: Hit) -> bool:
    """A headline in capitals, as news wires printed them."""
    around = document.cased[max(hit.start - 20, 0) : hit.end + 20].split("\n")
    line = max(around, key=len)
    return line.upper() == line


def _excluded(document: Document, hit: Hit) -> bool:
    pattern = _NOT_THE_COUNTRY.get(hit.key)
    if pattern is None:
        return False
    before, after = document.lower[max(hit.start - 24, 0) : hit.start], document.lower[hit.end : hit.end + 24]
    return bool(re.search(pattern, before) or re.search(pattern, after))


def _of_form(document: Document, form: Form, start: int, end: int) -> Mention:
    return Mention(form.code, start, end, form.use, form.use == "capital" and _is_place(document, start, end))


def _is_place(document: Document, start: int, end: int) -> bool:
    before, after = document.lower[max(start - 12, 0) : start], document.lower[end : end + 20]
    return bool(_MEETING_PLACE.search(before) or _PLACE_ONLY.match(after) or after.startswith(" (reuters"))


def _of_people(
    document: Document, hit: Hit, choices: list[Term] | tuple[()], day: str | None, seen: set[str]
) -> Mention | None:
    """A person counts in the years of office; a surname that is a common word only after a title or the full name."""
    for term in choices:
        if not term.covers(day):
            continue
        full = hit.key == term.full.lower() and " " in hit.key
        printed = document.cased[hit.start : hit.end]
        if printed not in (term.full, term.surname) and not (len(printed) > 3 and _all_capitals(document, hit)):
            continue
        if full:
            seen.add(term.surname.lower())
        elif hit.key in _NEEDS_FULL_NAME and hit.key not in seen and not _titled(document, hit.start):
            continue
        return Mention(term.code, hit.start, hit.end, "person", False)
    return None


def _titled(document: Document, start: int) -> bool:
    before = document.lower[max(start - 20, 0) : start]
    return before.endswith(("president ", "minister ", "mr. ", "mrs. ", "secretary ", "chancellor ", "premier "))


def _settle(document: Document, choices: list[Form], start: int, end: int, support: Counter[str]) -> Mention | None:
    """An ambiguous form goes to the actor that the article names elsewhere; a lone one is taken if it has no rival."""
    if {c.code for c in choices} & _KOREAS:
        choices = [*choices, choices[0]._replace(code="PRK"), choices[0]._replace(code="KOR")]
    best = max(choices, key=lambda form: support[form.code])
    if not support[best.code] and best.use not in ("name", "capital", "adjective"):
        return None
    return _of_form(document, best, start, end)
