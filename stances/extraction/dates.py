"""The soonest date after publication that bears on the talks; relative dates are resolved from the article's date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stances.records import Anchor

if TYPE_CHECKING:
    from stances.extraction.document import Document

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = r"(?P<month>jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.))"
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "several": 3}
_WHEN = re.compile(
    rf"\b(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|,\d|:)(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}}) {_MONTH.replace('?P<month>', '?P<month2>')}\b(?: (?P<year2>\d{{4}}))?"
    rf"|(?:in|by|before|until|for|during) (?:the )?(?P<part>early |late |mid-|mid |middle of )?{_MONTH.replace('?P<month>', '?P<month3>')}(?! \d{{1,2}}(?:st|nd|rd|th)?\b)(?:,? (?P<year3>\d{{4}}))?"
    r"|(?P<end>(?:the )?end of (?:the |this )?(?P<of>month|year|january|february|march|april|may|june|july|august|september|october|november|december))"
    r"|(?P<next>(?P<this>later this)|next|this coming) (?P<unit>week|month|year|spring|summer|autumn|fall|winter)"
    r"|(?:in|within) (?P<count>\d{1,3}|a|one|two|three|four|five|six|ten|several) (?:more )?(?P<span>days?|weeks?|months?)"
    r"|(?P<tomorrow>tomorrow)"
    r"|(?:(?P<till>(?:until|next|by) )|(?:on|for|this|from) )?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday))"
)  # fmt: skip
_KINDS = (
    ("election", re.compile(r"\belections?\b|\belects?\b|go(?:es)? to the polls")),
    ("expiry", re.compile(r"\bexpir|\blapse|runs out|run out")),
    ("signing", re.compile(r"\b(?:to|will|be|expected to|could) (?:be )?sign|signing")),
    ("vote", re.compile(r"\bvot(?:e|es|ing)\b|referendum|ratif")),
    (
        "deadline",
        re.compile(
            r"deadline|ultimatum|\bunless\b|\bmust\b.{1,60}\bby\b|take effect|takes effect|\bimpos|effective|due to (?:begin|start|leave)"
        ),
    ),
    (
        "meeting",
        re.compile(r"\bmeet|\btalks\b|summit|round|negotiat|visit|session|conference|delegation|resume|travel"),
    ),
)
_PAST = re.compile(r"\b(?:last|ago|since|was held|were held|met on|(?<!be )signed on|earlier this)\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)?|set|expected|due|scheduled|slated|next|until|before|ahead|begins?|start(?:s|ing)?|beginning"
    r"|resumes?|travels?|meets?|heads?|arrives?|(?:is|are|was|were|going) to)\b"
)
_SAID = re.compile(r"\b(?:said|told|says|reported|announced|tweeted|wrote|added)\b[^,;]{0,12}$")
_PARTS = {"early": 5, "late": 25}
"""Day that stands for a part of a month; the middle stands for the whole."""
_REACH = 70
_BACK = 120
_LONGEST = 730


def find_anchor(document: Document, day: date) -> Anchor | None:
    """Return the soonest future date of a sentence that speaks of a meeting, signing, deadline, expiry or vote.

    Parameters
    ----------
    document : Document
        The folded article.
    day : date
        Day of publication.

    Examples
    --------
    >>> from stances.extraction.document import Document
    >>> from stances.records import Article
    >>> find_anchor(Document(Article("a", "Officials will meet again next week.")), date(2018, 5, 17))
    Anchor(date=datetime.date(2018, 5, 21), kind='meeting')
    """
    found: list[tuple[date, str]] = []
    for sentence in document.sentences:
        words = document.words(sentence)
        ahead = [when for match in _WHEN.finditer(words) if (when := _when(match, words, day))]
        if ahead:
            kind = next((name for name, pattern in _KINDS if pattern.search(words)), None)
            found.extend((when, kind) for when in ahead if kind)
    return Anchor(*min(found)) if found else None


def _when(match: re.Match[str], words: str, day: date) -> date | None:
    """Return the day of a date in a sentence where it lies ahead and not too far."""
    when = _resolve(match, day, _past(match, words[max(match.start() - _REACH, 0) : match.start()]))
    return when if when and 0 < (when - day).days <= _LONGEST else None


def _past(match: re.Match[str], before: str) -> bool:
    """Tell whether a date is past by the words before it: a weekday is, unless something there is yet to come."""
    if _PAST.search(before[-30:]):
        return True
    if not match["weekday"]:
        return False
    return bool(_SAID.search(before)) or not (match["till"] or _AHEAD.search(before))


def _resolve(match: re.Match[str], day: date, past: bool) -> date | None:
    part = match.groupdict()
    if past:
        return None
    try:
        if part["month"] or part["month2"]:
            word, number = part["month"] or part["month2"], part["day"] or part["day2"]
            return _of_month(word, int(number), part["year"] or part["year2"], day)
        if part["month3"]:
            return _of_month(part["month3"], _PARTS.get((part["part"] or "").strip("- "), 15), part["year3"], day)
        if part["end"]:
            return _end_of(part["of"], day)
        if part["this"]:
            return _later_this(part["unit"], day)
        if part["next"]:
            return _next(part["unit"], day)
        if part["count"]:
            number = int(part["count"]) if part["count"].isdigit() else _NUMBERS[part["count"]]
            return day + timedelta(days=number * {"d": 1, "w": 7, "m": 30}[part["span"][0]])
        if part["tomorrow"]:
            return day + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return day + timedelta(days=(_DAYS.index(part["weekday"]) - day.weekday() - 1) % 7 + 1)


def _of_month(word: str, number: int, year: str | None, day: date) -> date | None:
    month = _month(word)
    if year:
        return _made(int(year), month, number)
    # without a year the nearest such day is meant: a day up to four months back is past, an earlier one is next year's
    days = (_made(y, month, number) for y in range(day.year - 1, day.year + 2))
    return next((when for when in days if when and (day - when).days <= _BACK), None)


def _made(year: int, month: int, number: int) -> date | None:
    """Return a day; None where there is none, as on 29 February of most years."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.rstrip(".")[:3]))


def _end_of(what: str, day: date) -> date:
    if what == "year":
        return date(day.year, 12, 31)
    month = day.month if what == "month" else _month(what)
    year = day.year + (month < day.month)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _later_this(unit: str, day: date) -> date:
    """Return the last day of the week, month or year, or the day before the season that follows."""
    if unit == "week":
        return day + timedelta(days=max(4 - day.weekday(), 1))
    if unit in ("month", "year"):
        return _end_of(unit, day)
    seasons = ("spring", "summer", "autumn", "winter")
    place = seasons.index("autumn" if unit == "fall" else unit)
    return _next(seasons[(place + 1) % len(seasons)], day) - timedelta(days=1)


def _next(unit: str, day: date) -> date:
    if unit == "week":
        return day + timedelta(days=7 - day.weekday())
    if unit == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    if unit == "year":
        return date(day.year + 1, 1, 1)
    month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[unit]
    return date(day.year + (month <= day.month), month, 1)
