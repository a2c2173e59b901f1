"""The licences of what stances needs, from the metadata of what is installed: ``python docs/licences.py > docs/licences.md``."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("html", "pdf", "report", "serve")
"""Extras that a user installs; those for tests and docs are not listed."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_ELSEWHERE = re.compile(r"extra|win32|Windows")
_HEAD = """# Licences

stances is under the MIT licence. It ships none of the packages below; installing it, or an extra of it, brings them. The list is
made from their own metadata by `python docs/licences.py`, and `tests/docs/test_licences.py` holds the first part to what is
installed: a package that enters it, or a licence that forbids what MIT allows, fails the test.
"""


def declared() -> dict[str, list[str]]:
    """Return the requirements of the core (under the name ``core``) and of each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: project["optional-dependencies"][name] for name in SHIPPED}
    return {"core": project["dependencies"], **extras}


def closure(requirements: list[str]) -> dict[str, Distribution]:
    """Return what some requirements bring on this machine, by name; what is for another system or an extra is left out."""
    found: dict[str, Distribution] = {}
    waiting = [name_of(line) for line in requirements]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # for another system, or an extra of it
            continue
        waiting += [
            name_of(line) for line in found[name].requires or () if not _ELSEWHERE.search(line.partition(";")[2])
        ]
    return found


def name_of(requirement: str) -> str:
    """Return the normal form of a requirement's name.

    Examples
    --------
    >>> name_of("scikit_learn[tests]>=1.4; python_version > '3'")
    'scikit-learn'
    """
    match = _NAME.match(requirement.strip())
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def licence(given: Distribution) -> str:
    """Return what a package says of its licence: the expression, else the classifiers, else the first line of the text."""
    expression = given.metadata.get("License-Expression")
    if expression:
        return str(expression)
    named = [
        line.rpartition(" :: ")[2]
        for line in given.metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    named = [name for name in named if name != "OSI Approved"]
    if named:
        return ", ".join(named)
    text = str(given.metadata.get("License") or "").strip()
    return text.splitlines()[0][:60] if text else "not stated"


def page() -> str:
    """Return the list as Markdown."""
    known: set[str] = set()
    parts = [_HEAD]
    for part, requirements in declared().items():
        fresh = {name: dist for name, dist in sorted(closure(requirements).items()) if name not in known}
        known |= fresh.keys()
        title = "Always" if part == "core" else f"With the extra `{part}`"
        rows = "\n".join(f"| {name} | {licence(dist)} |" for name, dist in fresh.items())
        parts.append(f"\n## {title}\n\n| package | licence |\n| --- | --- |\n{rows}\n")
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
