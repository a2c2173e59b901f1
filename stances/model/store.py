"""Models that a user trained: versions side by side in a folder, and which one counts."""

from __future__ import annotations

import os
from pathlib import Path

from stances.errors import ModelError
from stances.resources import user_data

_CURRENT = "current"
_LONGEST = 100


def store() -> Path:
    """Return the user's folder of models: ``$STANCES_MODELS``, else below the user's data folder."""
    return user_data("STANCES_MODELS", "models")


def check_name(name: str) -> str:
    """Return a model's name if it can be a folder's.

    Raises
    ------
    ModelError
        If it is empty or holds anything but letters, digits, ``-`` and ``_``.

    Examples
    --------
    >>> check_name("my-model")
    'my-model'
    """
    if not is_name(name):
        raise ModelError(f"{name[:80]!r} is no name for a model", hint="at most 100 letters, digits, - and _")
    return name


def is_name(name: str) -> bool:
    """Tell whether a model can be called so."""
    return len(name) <= _LONGEST and name.replace("-", "").replace("_", "").isalnum()


def names() -> list[str]:
    """Return the names of the user's models."""
    return sorted(path.parent.name for path in store().glob(f"*/{_CURRENT}"))


def versions(name: str) -> list[str]:
    """Return a model's versions, those promoted before in their order, the current one last."""
    path = store() / check_name(name) / _CURRENT
    return path.read_text(encoding="utf-8").split() if path.is_file() else []


def current(name: str) -> Path | None:
    """Return the folder of the version that counts; None where the user has no such model."""
    known = versions(name)
    return store() / name / known[-1] if known else None


def promote(name: str, version: str) -> None:
    """Make a version count.

    Raises
    ------
    ModelError
        If it is not there.
    """
    if not (store() / check_name(name) / check_name(version) / "manifest.json").is_file():
        raise ModelError(f"{name} has no version {version}", hint=f"there are: {', '.join(found(name)) or 'none'}")
    _write(name, [*(v for v in versions(name) if v != version), version])


def rollback(name: str) -> str:
    """Make the version promoted before the current one count again, and return it.

    Raises
    ------
    ModelError
        If there is none.
    """
    known = versions(name)
    if len(known) < 2:
        raise ModelError(f"{name} has no earlier version to go back to", hint="see `stances models list`")
    _write(name, known[:-1])
    return known[-2]


def found(name: str) -> list[str]:
    """Return all versions of a model that lie in the store, promoted or not; one in the making is none."""
    folders = (path.parent.name for path in (store() / check_name(name)).glob("*/manifest.json"))
    return sorted(folder for folder in folders if is_name(folder))


def _write(name: str, known: list[str]) -> None:
    path = store() / name / _CURRENT
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as stream:
        stream.write("\n".join(known) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
