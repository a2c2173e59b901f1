"""The templates of the HTML reports: self-contained pages that share one style."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from stances.errors import UsageError


@cache
def template(name: str) -> Any:
    """Return a template of ``templates/``; whatever is put into it is escaped.

    Raises
    ------
    UsageError
        If jinja2 is not installed.
    """
    try:
        import jinja2
    except ImportError:
        raise UsageError("HTML needs jinja2, which is not installed", hint="pip install 'stances[report]'") from None
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(name)
