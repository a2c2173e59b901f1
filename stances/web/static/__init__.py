"""The page's own script and style, read once; nothing that a request names is opened."""

from __future__ import annotations

from pathlib import Path

from stances.report.html import to_html


def _own(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


STATIC = {
    "page.js": ("text/javascript", _own("page.js")),
    "page.css": ("text/css", _own("page.css")),
    "report.css": ("text/css", to_html([]).partition("<style>")[2].partition("</style>")[0]),
}
"""Name to media type and content; the report's style is the one of the reports that are kept as files."""
