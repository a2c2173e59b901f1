"""The page's templates; whatever is put into them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2


def html(name: str, **fields: object) -> str:
    """Return a template filled."""
    return str(_environment().get_template(name).render(**fields))


@cache
def _environment() -> Any:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
