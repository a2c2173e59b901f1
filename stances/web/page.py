"""The page: a form, and below it the report of what was asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from stances.codebook import STAGES
from stances.report.html import to_html
from stances.resources import shipped

if TYPE_CHECKING:
    from stances.records import Forecast
    from stances.web.records import ArticleIn


def render(
    given: ArticleIn, answer: tuple[Forecast, Forecast | None] | None, *, error: str, fresh: bool = False
) -> str:
    """Return the page.

    Parameters
    ----------
    given : ArticleIn
        What stands in the form; where ``fresh``, the first of our own articles instead.
    answer : tuple of Forecast, optional
        The forecast and, where a change was asked for, the one after it.
    error : str
        What was wrong with the form; empty where nothing was.
    fresh : bool
        Whether nothing was asked yet.
    """
    before, after = answer or (None, None)
    report = to_html([after or before]) if before else ""
    return str(
        _template().render(
            text=_example() if fresh else given.text,
            given=given,
            error=error,
            stages=STAGES,
            before=before.likelihood if before and after else None,
            after=after.likelihood if after else None,
            style=report.partition("<style>")[2].partition("</style>")[0] or _style(),
            report=Markup(report.partition("<main>")[2].rpartition("</main>")[0]),
        )
    )


@cache
def _template() -> Any:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "page.html"
    )


@cache
def _style() -> str:
    return (Path(__file__).parent.parent / "report" / "templates" / "style.css").read_text(encoding="utf-8")


@cache
def _example() -> str:
    text = shipped("seeds", "us-mexico-asylum-2018.md").read_text(encoding="utf-8")
    return text.partition("\n---\n")[2].strip()
