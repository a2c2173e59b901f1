"""Plain text: a headline where the first line looks like one, and the body to the letter."""

from __future__ import annotations

import re

from stances.reading.decode import decode
from stances.records import Article

MAX_TITLE = 250

_SENTENCE_END = (".", '"', "'", "”", "’", "»", "…")


def read_plain(data: bytes, name: str) -> Article:
    """Return the article in a text file's bytes.

    Parameters
    ----------
    data : bytes
        Whole file.
    name : str
        Its name, which becomes the article's id and source.

    Examples
    --------
    >>> article = read_plain(b"Talks resume\\n\\nThey met on Monday.\\n", "talks.txt")
    >>> article.title, article.text
    ('Talks resume', 'They met on Monday.\\n')
    """
    title, text = split_title(decode(data, name))
    return Article(id=name, text=text, title=title, source=name)


def split_title(text: str) -> tuple[str, str]:
    """Return a text's headline and body; without a headline, ``""`` and the text untouched.

    A headline is a first line of at most 250 characters, followed by a blank line and more text, that does not end as
    a sentence or a quotation does.

    Examples
    --------
    >>> split_title("They met on Monday.\\n\\nMore will follow.")
    ('', 'They met on Monday.\\n\\nMore will follow.')
    """
    first, _, rest = without_blank_lines(text).partition("\n")
    title, body = first.strip(), without_blank_lines(rest)
    followed_by_blank = not rest.partition("\n")[0].strip()
    if not followed_by_blank or not body or len(title) > MAX_TITLE or title.endswith(_SENTENCE_END):
        return "", text
    return title, body


def without_blank_lines(text: str) -> str:
    """Return a text from its first line that is not blank, or ``""``.

    Examples
    --------
    >>> without_blank_lines("\\n \\n  First line\\n")
    '  First line\\n'
    """
    match = re.match(r"\s*", text)
    first = match.end() if match else 0
    return text[text.rfind("\n", 0, first) + 1 :] if first < len(text) else ""
