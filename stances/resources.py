"""Where the shipped ``data/`` and ``models/`` lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from stances.errors import DataError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_shipped", _PACKAGE.parent)


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder.

    Parameters
    ----------
    *parts : str
        Path below the distribution's root, e.g. ``"data", "codebook.toml"``.

    Raises
    ------
    DataError
        If the installation lacks it.

    Examples
    --------
    >>> shipped("data", "codebook.toml").name
    'codebook.toml'
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise DataError(f"{'/'.join(parts)} is missing from this installation", hint="install stances again")
