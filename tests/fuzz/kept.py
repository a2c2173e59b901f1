"""Inputs that were kept: the corpus that the search found, one archive a target, and inputs that once broke something."""

import hashlib
import sys
import zipfile
from pathlib import Path

_MOST_BYTES = 12_000

HERE = Path(__file__).resolve().parent


def archive(name: str) -> Path:
    """Return where a target's corpus lies."""
    return HERE / "corpus" / f"{name}.zip"


def corpus(name: str) -> list[bytes]:
    """Return a target's corpus."""
    if not archive(name).exists():
        return []
    with zipfile.ZipFile(archive(name)) as file:
        return [file.read(member) for member in file.namelist()]


def crashes(name: str) -> dict[str, bytes]:
    """Return the inputs on which a target's law once did not hold."""
    return {path.name: path.read_bytes() for path in sorted((HERE / "crashes" / name).glob("*"))}


def keep(name: str, inputs: list[bytes]) -> None:
    """Write as much of a target's corpus as is kept, the short ones first; the same bytes for the same inputs."""
    with zipfile.ZipFile(archive(name), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for data in sorted(set(inputs), key=lambda data: (len(data), data)):
            if file.start_dir > _MOST_BYTES or not data:
                continue
            member = zipfile.ZipInfo(hashlib.sha256(data).hexdigest()[:12])  # dated 1980
            file.writestr(member, data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    keep(sys.argv[1], [path.read_bytes() for path in Path(sys.argv[2]).iterdir()])
