"""A source, file or record that could not be read, reported instead of raised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stances.errors import InputError


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands where an article was expected.

    Parameters
    ----------
    where : str
        File, or file and line, such as ``"news.jsonl:17"``.
    error : InputError
        What is wrong; its message names ``where`` too, so that it can be printed alone.

    Examples
    --------
    >>> from stances.errors import InputError
    >>> str(Problem("news.jsonl:17", InputError("news.jsonl:17: text is missing", hint="give it")))
    'news.jsonl:17: text is missing (give it)'
    """

    where: str
    error: InputError

    def __str__(self) -> str:
        return str(self.error)
