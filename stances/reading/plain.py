"""Plain text and Markdown with front matter."""

from __future__ import annotations

import re
from typing import Any

from stances.reading.record import to_article
from stances.records import Article

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"[A-Za-z_]{1,40}")


def parse_plain(text: str, where: str) -> Article:
    """Return the article of a plain text; a short first line before a blank one is its title.

    Examples
    --------
    >>> parse_plain("Talks to open\\n\\nBoth sides agreed to meet.", "a.txt").title
    'Talks to open'
    """
    head, blank, rest = text.lstrip().partition("\n\n")
    if blank and rest.strip() and "\n" not in head and len(head) <= 250 and not head.rstrip().endswith((".", '"', "”")):
        return to_article({"title": head, "text": rest.lstrip("\n")}, where)
    return to_article({"text": text}, where)


def parse_markdown(text: str, where: str) -> Article:
    """Return the article of a Markdown text; front matter is ``key: value`` lines between ``---``.

    Examples
    --------
    >>> parse_markdown("---\\ntitle: Talks\\ndate: 2018-05-17\\n---\\nBoth sides met.", "a.md").date
    datetime.date(2018, 5, 17)
    """
    fields: dict[str, Any] = {}
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    for line in front.group(1).splitlines() if front else ():
        key, colon, value = line.partition(":")
        if colon and _KEY.fullmatch(key.rstrip()):
            fields[key.rstrip().lower()] = value.strip().strip("\"'")
    if "title" not in fields and body.lstrip().startswith("# "):
        heading, _, body = body.lstrip().partition("\n")
        fields["title"] = heading[2:].strip()
    return to_article({**fields, "text": body.lstrip("\n")}, where)
