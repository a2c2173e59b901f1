"""A model of somebody else's, its sums mended: refused, or it forecasts what every forecast has to be."""

import hashlib
import json
from base64 import b64encode
from pathlib import Path

from stances.codebook import DRIVERS, ISSUES, SCOPES, STAGES
from stances.model.artefact import PARTS, PROTOCOL, Model, load
from stances.model.hazard import CUTS
from stances.records import Article
from stances.road import predict
from tests.fuzz.targets.article import DAY, PAIR, sound
from tests.fuzz.targets.laws import emptied, refusable

_ARTICLE = Article(
    "a", "Mexico refuses to pay. The United States wants a deal in return for aid. Talks will be held next week.",
    title="Mexico and the United States talk about asylum", date=DAY,
)  # fmt: skip


def _words(*classes):
    weights = b64encode(bytes(range(2 * len(classes)))).decode()
    zeros = [0.0] * len(classes)
    return {
        "classes": classes,
        "bias": zeros,
        "scale": [0.01] * len(classes),
        "vocabulary": "deal\nmexico",
        "weights": weights,
    }


def _card(*classes):
    row = [0.5] * len(classes)
    return {"classes": classes, "bias": row, "weights": {"cue": row}}


_HAZARD = {
    "cuts": list(CUTS), "alphas": [-1.4, -2.0, -2.4, -1.3, -1.2], "alpha_sd": 0.2, "anchor": [0.2, 0.1, 0.1],
    "effects": {"payoff+": [0.04, 0.02, 0.3], "stage:called_for": [-0.2, 0.1, 0.2], "weaker_side": [0.2, 0.1, -0.1]},
}  # fmt: skip
_SIGNALS = [f"{driver}{polarity:+d}" for driver in DRIVERS for polarity in (-1, 1)]
_READER = {
    "tagger": _words(*_SIGNALS), "holder": _words("yes"), "kind": _words("no", "ongoing", "concluded"),
    "issue": _words(*ISSUES), "scope": _words(*SCOPES), "lead": _words(*STAGES), "decision": _card("yes"),
    "gate": _card("no"), "stage": _card(*STAGES), "clusters": {"7": "deal accord"}, "threshold": 0.2, "rare_threshold": 0.1, "gate_threshold": 0.7,
}  # fmt: skip
_MANIFEST = {
    "protocol": PROTOCOL,
    "name": "tiny",
    "version": "1",
    "episodes": 2,
    "pairs": 1,
    "sha256": dict.fromkeys(PARTS, ""),
}

SEEDS = (json.dumps({"manifest.json": _MANIFEST, "hazard.json": _HAZARD, "reader.json": _READER}).encode(),)


def check(data: bytes) -> None:
    """Lay the parts down as a model, load it, and forecast where it was not refused."""
    try:
        parts = json.loads(data)
        manifest, hazard, reader = (parts[name] for name in ("manifest.json", *PARTS))
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    model = None
    with refusable():
        model = _laid_down(emptied(), manifest, (hazard, reader))
    if model:
        for parties in (None, PAIR):
            sound(predict(_ARTICLE, model, parties=parties), _ARTICLE)


def _laid_down(folder: Path, manifest, parts) -> Model:
    for name, part in zip(PARTS, parts, strict=True):
        raw = json.dumps(part).encode()
        (folder / name).write_bytes(raw)
        if isinstance(manifest, dict) and isinstance(manifest.get("sha256"), dict) and name in manifest["sha256"]:
            manifest["sha256"][name] = hashlib.sha256(raw).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return load(str(folder))
