"""Web pages: article extraction by trafilatura where it is installed, else a plain fall-back."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from stances.errors import InputError, UsageError
from stances.reading.dates import parse_day
from stances.reading.record import to_article
from stances.records import Article

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "footer",
        "header",
        "aside",
        "form",
        "figure",
        "noscript",
        "template",
        "svg",
        "iframe",
        "button",
    ]
)
_BLOCKS = frozenset(["p", "h1", "h2", "h3", "h4", "li", "blockquote"])
_MOST_ATTRIBUTES = 1_000  # lxml takes a time that grows with the square of a tag's attributes
_ENDLESS = re.compile("&#[0-9]{8,};?")  # no character; of thousands of digits Python makes no number
_DATES = frozenset({"article:published_time", "date", "datepublished", "dc.date", "pubdate"})


class _Page(HTMLParser):
    """Title, date and the text of paragraphs; depth is a counter, so that nesting costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.date = ""
        self._title: list[str] = []
        self._blocks: list[list[str]] = []
        self._skip: list[str] = []
        self._in_title = self._in_block = False
        self.most_attributes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.most_attributes = max(self.most_attributes, len(attrs))
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (given.get("property") or given.get("name", "")).lower() in _DATES:
            self.date = self.date or given.get("content", "")
        if tag == "time":
            self.date = self.date or given.get("datetime", "")
        if tag in _SKIPPED and len(self._skip) < 1000:
            self._skip.append(tag)
        self._in_title = tag == "title" and not self._title
        if tag in _BLOCKS and not self._skip:
            self._in_block = True
            self._blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        if self._skip and tag == self._skip[-1]:
            self._skip.pop()
        self._in_title = False
        if tag in _BLOCKS:
            self._in_block = False

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over ``<![…]>`` as browsers do; html.parser stops at one that it does not know."""
        return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title.append(data)
        elif self._in_block and not self._skip:
            self._blocks[-1].append(data)

    @property
    def title(self) -> str:
        """The words of the title."""
        return " ".join("".join(self._title).split())

    @property
    def blocks(self) -> list[str]:
        """The words of each paragraph; they are joined once, since joining at every tag costs the square of their number."""
        return [" ".join("".join(parts).split()) for parts in self._blocks]


def parse_html(text: str, where: str) -> Article:
    """Return the article of a web page.

    Raises
    ------
    InputError
        If the page holds no article text.

    Examples
    --------
    >>> page = "<html><title>Talks</title><body><nav>Menu</nav><p>Both sides met.</p></body></html>"
    >>> _plain(page).blocks
    ['Both sides met.']
    """
    page = _plain(text)
    found = _extracted(_without_comments(text)) if page.most_attributes <= _MOST_ATTRIBUTES else ""
    body = found or "\n\n".join(block for block in page.blocks if block)
    if not body.strip():
        raise InputError(f"{where}: no article text in the page", hint="save the article itself as .txt")
    return to_article({"title": page.title, "date": _published(page.date), "text": body}, where)


def _plain(text: str) -> _Page:
    page = _Page()
    page.feed(_ENDLESS.sub("\ufffd", _without_comments(text)))
    page.close()
    return page


def _without_comments(text: str) -> str:
    """Cut comments out in one pass: html.parser takes a time that grows with the square of unclosed ones."""
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _published(text: str) -> str | None:
    try:
        return parse_day(text).isoformat()
    except UsageError:
        return None


def _extracted(text: str) -> str:
    try:
        import trafilatura
    except ImportError:
        return ""
    try:
        found = trafilatura.extract(text, include_comments=False, include_tables=False)
    except Exception:  # a hostile page may break the extractor in any way; the fall-back still reads it
        return ""
    return (found or "").replace("\n", "\n\n")
