"""Hold that a wheel and an sdist have all that they need, and nothing of the workshop: ``python contents.py FILE…``."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from fnmatch import fnmatch

WHEEL = (
    "stances/__init__.py", "stances/py.typed", "stances/report/templates/*.html", "stances/web/templates/*.html",
    "stances/_shipped/data/codebook.toml", "stances/_shipped/data/actors.csv", "stances/_shipped/data/outcomes.csv",
    "stances/_shipped/data/cues/*.toml", "stances/_shipped/data/cues/compiled.json", "stances/_shipped/data/rules/*.toml",
    "stances/_shipped/models/default/manifest.json", "stances/_shipped/models/default/hazard.json",
    "stances/_shipped/models/default/reader.json", "stances/_shipped/models/default/card.md",
    "stances-*.dist-info/licenses/LICENSE", "stances-*.dist-info/entry_points.txt",
)  # fmt: skip
SDIST = (
    "pyproject.toml", "README.md", "LICENSE", "SECURITY.md", "CHANGELOG.md", "stances/py.typed", "data/codebook.toml",
    "models/default/reader.json", "seeds/*.md", "tests/conftest.py", "docs/licences.md",
)  # fmt: skip
NEVER = ("*.pyc", "*__pycache__*", "*.part", "*.lock", "*.env", "*/.git/*", "*.ci-venv*", "*.jsonl.gz")


def names(path: str) -> list[str]:
    """Return the files of an archive, those of an sdist without its folder."""
    if path.endswith(".whl"):
        with zipfile.ZipFile(path) as wheel:
            return wheel.namelist()
    with tarfile.open(path) as sdist:
        return [member.name.partition("/")[2] for member in sdist if member.isfile()]


def wrong(path: str, found: list[str]) -> list[str]:
    """Return what is missing, and what should not be there.

    Examples
    --------
    >>> wrong("a.whl", ["stances/x.pyc"])[-1]
    'a.whl: holds stances/x.pyc'
    """
    needed = WHEEL if path.endswith(".whl") else SDIST
    missing = [f"{path}: lacks {pattern}" for pattern in needed if not any(fnmatch(name, pattern) for name in found)]
    return missing + [f"{path}: holds {name}" for name in found if any(fnmatch(name, pattern) for pattern in NEVER)]


if __name__ == "__main__":
    faults = [fault for path in sys.argv[1:] for fault in wrong(path, names(path))]
    sys.exit("\n".join(faults) if faults else None)
