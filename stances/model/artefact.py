"""The model as it ships: a folder of JSON with a manifest of SHA-256 sums and a protocol number. No code is run."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.disk import write_whole
from stances.errors import ModelError
from stances.extraction.numbers import finite, finite_list
from stances.extraction.reader import Reader
from stances.model.hazard import CUTS, Coefficient, Hazard
from stances.model.store import current, is_name, names
from stances.records import ModelCard
from stances.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

PROTOCOL = 5
"""Number of the file format; a reader refuses one that it does not know."""

PARTS = ("hazard.json", "reader.json")
DOCUMENTS = ("metrics.json", "card.md")
"""What a forecast does not need: figures on held-out pairs, and the model card made of them."""

ENCODER = ("encoder.onnx", "tokenizer.json")
"""Files of the deep reader, where a model has one."""

_MAX_BYTES = 50_000_000
_LONGEST_NAME, _MOST_CASES = 100, 10**9
_MOST_LOG_ODDS = 100.0


class Model(NamedTuple):
    """A loaded model."""

    card: ModelCard
    hazard: Hazard
    reader: Reader


def locate(name: str) -> Path:
    """Return the folder of a model: by name a shipped one, else a path, else by name one that the user trained.

    A shipped one comes first: neither a folder that happens to be called so nor a store that cannot be read bears on it.

    Raises
    ------
    ModelError
        If there is none.
    """
    from pathlib import Path

    if is_name(name) and _has_manifest(shipped("models") / name):
        return shipped("models") / name
    folder = Path(name)
    if _has_manifest(folder):
        return folder
    if not is_name(name):
        raise ModelError(f"{name[:80]!r}: no model in this folder", hint="a model has a manifest.json")
    trained = current(name)
    if trained is None:
        known = sorted({*names(), *(p.parent.name for p in shipped("models").glob("*/manifest.json"))})
        raise ModelError(f"there is no model {name!r}", hint=f"there are: {', '.join(known) or 'none'}")
    return trained


def load(name: str = "default") -> Model:
    """Return a model after its parts were checked against the manifest.

    Raises
    ------
    ModelError
        If a part is missing, was changed, or is of an unknown protocol.
    """
    model, encoder = _read(locate(name))
    if encoder is None:
        return model
    from stances.extraction.encoder import Encoder

    return model._replace(reader=model.reader._replace(encoder=Encoder.load(*encoder)))


def inspect(name: str = "default") -> Model:
    """Return a model whose every part was checked but whose encoder was not started, which needs the extra ``deep``.

    It is enough to list, to show and to verify it. Raises as ``load`` does.
    """
    return _read(locate(name))[0]


def _read(folder: Path) -> tuple[Model, tuple[bytes, bytes] | None]:
    """Return a model without its encoder, and the files of that where it has one."""
    manifest = _manifest(folder)
    hazard, reader = (_part(folder, part, manifest) for part in PARTS)
    try:
        model = Model(_card(manifest), hazard_from_json(hazard), Reader.from_json(reader))
        return model, _encoder(folder, manifest)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ModelError(f"{folder}: damaged ({error})", hint="install stances again") from None


def _encoder(folder: Path, manifest: dict[str, Any]) -> tuple[bytes, bytes] | None:
    if ENCODER[0] not in manifest["sha256"]:
        return None
    network, tokenizer = (_checked(folder, name, manifest) for name in ENCODER)
    return network, tokenizer


def _has_manifest(folder: Path) -> bool:
    try:
        return (folder / "manifest.json").is_file()
    except (OSError, ValueError):  # a name too long for a path, a loop of links
        return False


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = _json(_bytes(folder / "manifest.json"), str(folder / "manifest.json"))
    found = manifest.get("protocol")
    if found != PROTOCOL:
        older = type(found) is int and 0 < found < PROTOCOL
        hint = "train it again: `stances train … --name NAME`" if older else "install the newest stances"
        raise ModelError(f"{folder}: protocol {found!r:.20}, this version reads {PROTOCOL}", hint=hint)
    sums = manifest.get("sha256")
    if not isinstance(sums, dict) or not all(isinstance(sums.get(part), str) for part in (*PARTS, *sums)):
        raise ModelError(f"{folder}: its manifest lacks a SHA-256 sum of each part", hint="do not trust it")
    return manifest


def _card(manifest: dict[str, Any]) -> ModelCard:
    name, version = manifest["name"], manifest["version"]
    if not all(
        isinstance(text, str) and 0 < len(text) <= _LONGEST_NAME and text.isprintable() for text in (name, version)
    ):
        raise ValueError("its name or version is no short text")
    counts = [manifest["episodes"], manifest["pairs"]]
    if not all(type(count) is int and 0 <= count <= _MOST_CASES for count in counts):
        raise ValueError("its counts of episodes and pairs are no counts")
    return ModelCard(name, version, fingerprint(manifest), *counts)


def fingerprint(manifest: dict[str, Any]) -> str:
    """Return the first twelve digits of the SHA-256 over the parts' sums."""
    sums = [manifest["sha256"][part] for part in (*PARTS, *ENCODER) if part in manifest["sha256"]]
    return hashlib.sha256("".join(sums).encode()).hexdigest()[:12]


def _part(folder: Path, part: str, manifest: dict[str, Any]) -> dict[str, Any]:
    return _json(_checked(folder, part, manifest), part)


def _checked(folder: Path, name: str, manifest: dict[str, Any]) -> bytes:
    raw = _bytes(folder / name)
    if hashlib.sha256(raw).hexdigest() != manifest["sha256"][name]:
        raise ModelError(
            f"{folder / name}: does not match its SHA-256 in the manifest", hint="it was changed; do not trust it"
        )
    return raw


def _bytes(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size <= _MAX_BYTES:
            return path.read_bytes()
        why = "missing or too large"
    except OSError as error:
        why = str(error.strerror or error)
    raise ModelError(f"{path}: {why}", hint="install stances again")


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
        raise ModelError(f"its periods are not {list(CUTS)}")
    effects = {name: _coefficient(values) for name, values in data["effects"].items()}
    alphas = tuple(finite(a, -_MOST_LOG_ODDS, _MOST_LOG_ODDS) for a in finite_list(data["alphas"]))
    if len(alphas) != len(CUTS) - 1:
        raise ModelError(f"{len(alphas)} periods, expected {len(CUTS) - 1}")
    return Hazard(alphas, finite(data["alpha_sd"], 0, _MOST_LOG_ODDS), effects, _coefficient(data["anchor"]))


def _coefficient(values: Any) -> Coefficient:
    mean, sd, centre = finite_list(values)
    return Coefficient(
        finite(mean, -_MOST_LOG_ODDS, _MOST_LOG_ODDS), finite(sd, 0, _MOST_LOG_ODDS),
        finite(centre, -_MOST_LOG_ODDS, _MOST_LOG_ODDS),
    )  # fmt: skip


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
    return _part(folder, part, _manifest(folder))


def documents(folder: Path) -> dict[str, bytes]:
    """Return the documents that a model's manifest names, each checked against it."""
    manifest = _manifest(folder)
    return {name: _checked(folder, name, manifest) for name in DOCUMENTS if name in manifest["sha256"]}


def attach(folder: Path, given: dict[str, bytes]) -> None:
    """Write documents beside a model's parts, and their sums into its manifest last."""
    manifest = _manifest(folder)
    for name, raw in given.items():
        write_whole(folder / name, raw)
        manifest["sha256"][name] = hashlib.sha256(raw).hexdigest()
    _write_manifest(folder, manifest)


def save(
    folder: Path, name: str, version: str, parts: dict[str, dict[str, Any]], counts: tuple[int, int],
    encoder: tuple[bytes, bytes] | None = None,
) -> str:  # fmt: skip
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
    encoder : tuple of bytes, optional
        The deep reader's network and tokenizer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {part: (json.dumps(parts[part], sort_keys=True) + "\n").encode() for part in PARTS}
    files |= dict(zip(ENCODER, encoder, strict=True)) if encoder else {}
    for part, raw in files.items():
        write_whole(folder / part, raw)
    sums = {part: hashlib.sha256(raw).hexdigest() for part, raw in files.items()}
    manifest = {
        "protocol": PROTOCOL, "name": name, "version": version, "sha256": sums,
        "episodes": counts[0], "pairs": counts[1],
    }  # fmt: skip
    _write_manifest(folder, manifest)
    return fingerprint(manifest)


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    write_whole(folder / "manifest.json", (json.dumps(manifest, indent=2, sort_keys=True) + "\n").encode())
