"""The model as it ships: a folder of JSON with a manifest of SHA-256 sums and a protocol number. No code is run."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import ModelError
from stances.extraction.reader import Reader
from stances.model.hazard import CUTS, Coefficient, Hazard
from stances.model.store import current, names
from stances.records import ModelCard
from stances.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

PROTOCOL = 4
"""Number of the file format; a reader refuses one that it does not know."""

PARTS = ("hazard.json", "reader.json")
_MAX_BYTES = 50_000_000


class Model(NamedTuple):
    """A loaded model."""

    card: ModelCard
    hazard: Hazard
    reader: Reader


def locate(name: str) -> Path:
    """Return the folder of a model: a path, or by name one that the user trained, else a shipped one.

    Raises
    ------
    ModelError
        If there is none.
    """
    from pathlib import Path

    folder = Path(name)
    if (folder / "manifest.json").is_file():
        return folder
    if "/" in name or "." in name:
        raise ModelError(f"{name}: no model in this folder", hint="a model has a manifest.json")
    trained = current(name)
    if trained is not None:
        return trained
    if not (shipped("models") / name / "manifest.json").is_file():
        known = sorted({*names(), *(p.parent.name for p in shipped("models").glob("*/manifest.json"))})
        raise ModelError(f"there is no model {name!r}", hint=f"there are: {', '.join(known) or 'none'}")
    return shipped("models") / name


def load(name: str = "default") -> Model:
    """Return a model after its parts were checked against the manifest.

    Raises
    ------
    ModelError
        If a part is missing, was changed, or is of an unknown protocol.
    """
    folder = locate(name)
    manifest = _json((folder / "manifest.json").read_bytes(), "manifest.json")
    if manifest.get("protocol") != PROTOCOL:
        raise ModelError(f"{folder}: protocol {manifest.get('protocol')!r}, this version reads {PROTOCOL}")
    hazard, reader = (_part(folder, part, manifest) for part in PARTS)
    try:
        card = ModelCard(
            str(manifest["name"]), str(manifest["version"]), fingerprint(manifest),
            int(manifest["episodes"]), int(manifest["pairs"]),
        )  # fmt: skip
        return Model(card, hazard_from_json(hazard), Reader.from_json(reader))
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{folder}: damaged ({error})", hint="install stances again") from None


def fingerprint(manifest: dict[str, Any]) -> str:
    """Return the first twelve digits of the SHA-256 over the parts' sums."""
    return hashlib.sha256("".join(manifest["sha256"][part] for part in PARTS).encode()).hexdigest()[:12]


def _part(folder: Path, part: str, manifest: dict[str, Any]) -> dict[str, Any]:
    path = folder / part
    if not path.is_file() or path.stat().st_size > _MAX_BYTES:
        raise ModelError(f"{path}: missing or too large", hint="install stances again")
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != manifest.get("sha256", {}).get(part):
        raise ModelError(f"{path}: does not match its SHA-256 in the manifest", hint="it was changed; do not trust it")
    return _json(raw, part)


def _json(raw: bytes, name: str) -> dict[str, Any]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise ModelError(f"{name}: not a JSON object", hint="install stances again")
    return data


def hazard_from_json(data: dict[str, Any]) -> Hazard:
    """Return the hazard model of its shipped form."""
    if data["cuts"] != list(CUTS):
        raise ModelError(f"periods {data['cuts']} are not {list(CUTS)}")
    effects = {name: Coefficient(*map(float, values)) for name, values in data["effects"].items()}
    alphas = tuple(float(a) for a in data["alphas"])
    return Hazard(alphas, float(data["alpha_sd"]), effects, Coefficient(*map(float, data["anchor"])))


def hazard_to_json(hazard: Hazard) -> dict[str, Any]:
    """Return the form in which a hazard model ships."""
    return {
        "cuts": list(CUTS),
        "alphas": [round(a, 5) for a in hazard.alphas],
        "alpha_sd": round(hazard.alpha_sd, 5),
        "effects": {name: [round(v, 5) for v in c] for name, c in hazard.effects.items()},
        "anchor": [round(v, 5) for v in hazard.anchor],
    }


def load_part(folder: Path, part: str) -> dict[str, Any]:
    """Return one part of a model as it is stored, checked against the manifest."""
    return _part(folder, part, _json((folder / "manifest.json").read_bytes(), "manifest.json"))


def save(folder: Path, name: str, version: str, parts: dict[str, dict[str, Any]], counts: tuple[int, int]) -> str:
    """Write a model, the parts first, the manifest that makes it valid last, and return its fingerprint.

    Parameters
    ----------
    folder : Path
        Where to write; made where it is missing.
    name, version : str
        What the model is called.
    parts : dict
        ``hazard.json`` and ``reader.json`` as objects.
    counts : tuple of int
        Episodes and pairs of parties that it rests on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sums = {}
    for part in PARTS:
        raw = (json.dumps(parts[part], sort_keys=True) + "\n").encode()
        _write(folder / part, raw)
        sums[part] = hashlib.sha256(raw).hexdigest()
    manifest = {
        "protocol": PROTOCOL, "name": name, "version": version, "sha256": sums,
        "episodes": counts[0], "pairs": counts[1],
    }  # fmt: skip
    _write(folder / "manifest.json", (json.dumps(manifest, indent=2, sort_keys=True) + "\n").encode())
    return fingerprint(manifest)


def _write(path: Path, raw: bytes) -> None:
    beside = path.with_suffix(".part")
    beside.write_bytes(raw)
    beside.replace(path)
