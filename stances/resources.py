"""Where files lie: the shipped ``data/`` and ``models/``, beside the package or inside a wheel, and the user's own."""

from __future__ import annotations

import os
from pathlib import Path

from stances.errors import DataError, UsageError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_shipped", _PACKAGE.parent)


def user_data(variable: str, *parts: str) -> Path:
    """Return a place of the user's own: what an environment variable names, else below the user's data folder.

    Raises
    ------
    UsageError
        If the user has no home folder.
    """
    given = os.environ.get(variable)
    if given:
        return Path(given)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else _home() / ".local" / "share").joinpath("stances", *parts)


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # an account without one, as in many containers
        raise UsageError("this account has no home folder", hint="set HOME or XDG_DATA_HOME") from None


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
