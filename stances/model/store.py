"""Models that a user trained: versions side by side in a folder, and which one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.disk import locked, write_whole
from stances.errors import ModelError
from stances.resources import user_data

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

_CURRENT = "current"
_LONGEST = 100
_MOST_BYTES = 1_000_000


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
    """Return a model's versions, those promoted before in their order, the current one last.

    Raises
    ------
    ModelError
        If the file that lists them was damaged.
    """
    path = store() / check_name(name) / _CURRENT
    if not path.is_file():
        return []
    with path.open("rb") as stream:
        known = stream.read(_MOST_BYTES).decode("utf-8", "replace").split()
    if not known or not all(map(is_name, known)):
        raise ModelError(f"{path}: damaged, it lists no versions", hint="remove it, then promote a version again")
    return known


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
    with writing(name):
        _write(name, [*(v for v in versions(name) if v != version), version])


def rollback(name: str) -> str:
    """Make the version promoted before the current one count again, and return it.

    Raises
    ------
    ModelError
        If there is none.
    """
    if versions(name):
        with writing(name):
            *known, _ = versions(name)
            if known:
                _write(name, known)
                return known[-1]
    raise ModelError(f"{name} has no earlier version to go back to", hint="see `stances models list`")


def found(name: str) -> list[str]:
    """Return all versions of a model that lie in the store, promoted or not."""
    kept = (path.parent.name for path in (store() / check_name(name)).glob("*/manifest.json"))
    return sorted(version for version in kept if is_name(version))  # and not one that is being made


def writing(name: str) -> AbstractContextManager[None]:
    """Keep a second writer out of a model's folder."""
    return locked(store() / name / _CURRENT)


def _write(name: str, known: list[str]) -> None:
    write_whole(store() / name / _CURRENT, ("\n".join(known) + "\n").encode())
