"""The page's form: what a browser sent, to an article, a review of its signals, and a change to suppose."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from stances.codebook import DRIVERS, STAGES
from stances.errors import UsageError
from stances.explain.what_if import Change, parse_change
from stances.learning.review import Added, Verdict
from stances.model.hazard import MAX_DAYS
from stances.reading.dates import parse_day
from stances.reading.record import to_article
from stances.web.records import MAX_ARTICLES, MAX_TEXT

if TYPE_CHECKING:
    from starlette.requests import Request

    from stances.records import Article

MAX_ADDED = 20
"""Signals that may be added to one article."""

_MAX_FIELDS = 2000

Fields = dict[str, str]
"""A form's fields by name, as they were sent."""


class Asked(NamedTuple):
    """What a form asks for."""

    article: Article
    within: int
    verdicts: list[Verdict]
    added: list[Added]
    change: Change

    @property
    def supposes(self) -> bool:
        """Whether it supposes anything."""
        return self.change != Change()


def mark(article: Article) -> str:
    """Return what tells an article from another one: a review and a change are on one article only."""
    parties = "-".join(article.parties or ())
    return hashlib.sha256("\0".join((article.title, article.text, str(article.date), parties)).encode()).hexdigest()[
        :16
    ]


def parse(fields: Fields) -> Asked:
    """Return what a form asks for; review and change count only where they are on the article that is in the form.

    Raises
    ------
    UsageError, InputError
        If a field is not understood.
    """
    article, within = _article(fields), parse_days(fields.get("within_days", "365"))
    if fields.get("of") != mark(article):
        return Asked(article, within, [], [], Change())
    return Asked(article, within, _verdicts(fields), _added(fields), _change(fields))


def parse_days(text: str) -> int:
    """Return the days of a horizon.

    Raises
    ------
    UsageError
        If it is no number of days within the longest horizon.
    """
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= MAX_DAYS:
        raise UsageError(f"the horizon {text[:20]!r} is no number of days", hint=f"1 to {MAX_DAYS}")
    return int(text)


def _article(fields: Fields) -> Article:
    text, title = fields.get("text", ""), fields.get("title", "")[:2000]
    if not text.strip():
        raise UsageError("there is no text", hint="paste an article, choose a file or take an example")
    if len(text) > MAX_TEXT:
        raise UsageError(f"the text has {len(text)} characters", hint=f"{MAX_TEXT} at most")
    codes = [code for code in fields.get("parties", "").replace(",", " ").upper().split() if code]
    day = fields.get("date", "").strip()
    record = {
        "id": fields.get("id", "")[:200] or f"page-{hashlib.sha256(f'{title}{text}'.encode()).hexdigest()[:12]}",
        "text": text,
        "title": title,
        "date": parse_day(day, "the day of publication").isoformat() if day else None,
        "parties": codes or None,
    }
    return to_article(record, "the article")


def _verdicts(fields: Fields) -> list[Verdict]:
    found = []
    for name, value in fields.items():
        number = name.removeprefix("verdict-")
        if number != name and number.isascii() and number.isdigit() and value in ("right", "wrong"):
            found.append(Verdict(int(number[:6]), value == "right", *_coded(fields, f"-{number}")))
    return found


def _added(fields: Fields) -> list[Added]:
    numbers = [n for n in range(MAX_ADDED) if fields.get(f"quote-a{n}", "").strip()]
    return [
        Added(fields[f"quote-a{n}"].strip(), *_coded(fields, f"-a{n}"))
        for n in numbers
        if fields.get(f"keep-a{n}") != "wrong"
    ]


def _coded(fields: Fields, end: str) -> tuple[str, str, int]:
    driver, holder, polarity = (fields.get(f"{name}{end}", "") for name in ("driver", "holder", "polarity"))
    if driver not in DRIVERS or polarity not in ("-1", "0", "1"):
        raise UsageError("a signal needs its driver and its direction", hint="choose both")
    return driver, holder, int(polarity)


def _change(fields: Fields) -> Change:
    levers = [(name.removeprefix("lever-"), value) for name, value in fields.items() if name.startswith("lever-")]
    wished = [f"{name}={value}" for name, value in levers if value in ("-1", "1")]
    driver, holder, polarity = (fields.get(f"suppose-{name}", "") for name in ("driver", "holder", "polarity"))
    if driver:
        wished.append(f"{driver}:{holder}={polarity}")
    stage, day = fields.get("stage", ""), fields.get("next-day", "")
    dropped = [name for name, value in levers if value == "drop"]
    next_date = f"{day}:{fields.get('next-kind', '')}" if day else None
    if not (wished or dropped or stage in STAGES or next_date):
        return Change()
    return parse_change(wished, [], dropped, stage if stage in STAGES else None, next_date)


async def form_of(request: Request) -> tuple[Fields, list[tuple[bytes, str]]]:
    """Return a request's fields, and its files each with the name that the browser gave it."""
    fields: Fields = {}
    files: list[tuple[bytes, str]] = []
    async with request.form(max_files=MAX_ARTICLES, max_fields=_MAX_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value.replace("\r\n", "\n")
            elif value.filename:
                files.append((await value.read(), value.filename))
    return fields, files
