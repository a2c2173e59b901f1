"""The model card of a version, made of its metrics: purpose, data, figures, limits, misuse, how it was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stances.errors import UsageError
from stances.learning.evaluate import fitted
from stances.learning.folds import FOLDS
from stances.learning.metrics import metrics, to_bytes
from stances.model.artefact import PROTOCOL, Model, attach, load
from stances.model.hazard import CUTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from stances.learning.comparison import Row
    from stances.learning.table import Case

_LIKE = 0.001
"""How far two fits to one table lie apart at most, on different machines."""

_PURPOSE = """**Purpose.** The likelihood that two parties conclude an agreement on the issue of a news article within a horizon, with what the
article states for and against. It is a summary beside the quotes, for people who read these."""
_LIMITS = """**Limits.** English alone. The table leans to the United States, to 2012-2020 and to 1987; there is no figure on other languages, on
transcripts or on social media. The interval of a forecast covers what the model does not know of its own effects, not that the text
was misread or that the labels are no fair sample of talks. How well signals are read stands in CHANGELOG.md."""
_MISUSE = """**Misuse.** It is no advice on what to sign, no forecast of war, of ratification or of whether a deal is kept, and no measure of a person or
a people. Do not act on one figure alone; correct what was misread first."""


def describe(folder: Path, figures: dict[str, Any]) -> None:
    """Write a model's metrics and its card beside its parts, with their sums in its manifest."""
    card = card_of(load(str(folder)), figures)
    attach(folder, {"metrics.json": to_bytes(figures), "card.md": card.encode()})


def record(folder: Path, cases: list[Case], rows: Iterable[Row]) -> None:
    """Write the metrics and the card of a model that a table gave.

    Raises
    ------
    UsageError
        If the cases give another model, whose figures these are.
    """
    model, made = load(str(folder)), fitted(cases)
    for name, effect in model.hazard.effects.items():
        if name not in made.effects or abs(effect.mean - made.effects[name].mean) > _LIKE:
            raise UsageError(f"{folder}: the table gives another effect of {name}", hint="build the model again first")
    describe(folder, metrics(cases, rows, None))


def card_of(model: Model, figures: dict[str, Any]) -> str:
    """Return the card as Markdown."""
    card = model.card
    parts = [
        f"# Model card: {card.name} {card.version}",
        _PURPOSE,
        _parts(model, figures["code"]),
        _data(figures["data"]),
        _figures(figures["rows"]),
        _LIMITS,
        _MISUSE,
    ]
    return "\n\n".join(parts) + "\n"


def _parts(model: Model, code: str) -> str:
    encoder = (
        "\n`encoder.onnx` and `tokenizer.json`: the deep reader's encoder, 8-bit weights fine-tuned from all-MiniLM-L6-v2 (Apache 2.0)."
        if model.reader.encoder
        else ""
    )
    return (
        f"**Parts.** `reader.json`: linear word classifiers, classes of like words and scorecards. `hazard.json`: a discrete-time hazard model\n"
        f"of {len(CUTS) - 1} periods with {len(model.hazard.effects) + 1} effects. No code, no pickle; `manifest.json` has the SHA-256 of each file. "
        f"Fingerprint `{model.card.fingerprint}`,\nprotocol {PROTOCOL}, fitted by stances {code}.{encoder}"
    )


def _data(data: dict[str, Any]) -> str:
    own = data["own"]
    text = (
        f"**Data.** {data['articles']} articles labelled with what followed, in {data['episodes']} episodes of {data['pairs']} pairs of parties; fingerprint of the table\n"
        f"`{data['fingerprint']}`. "
    )
    shipped = "`data/outcomes.csv`: Article-Bias-Prediction collection (2012-2020) and Reuters-21578 (1987)"
    if not own:
        return f"{text}{shipped}."
    return f"{text}Of them {own['articles']} are the user's, of {own['first']} to {own['last']}; the rest is that of\n{shipped}."


def _figures(rows: list[dict[str, Any]]) -> str:
    scores = rows[0]["scores"]
    lines = [
        f"**Figures.** On pairs of parties that the fit did not see ({FOLDS} folds by pair, prior widths averaged by their evidence inside the training folds); an article\n"
        "weighs one over the number of articles of its episode; in brackets 90 % bootstrap intervals over pairs. Skill is 1 less the Brier score\n"
        "over that of the horizon's rate alone.\n",
        "| days | articles | episodes | pairs | rate | Brier | skill | AUC | calibration error | of a calibrated model |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *map(_horizon, scores),
        "\n| beside it | mean skill | Brier of this model less its own |",
        "| --- | --- | --- |",
        f"| this model | {interval(rows[0]['mean_skill'])} | |",
        *(
            f"| {r['name']} | {interval(r['mean_skill'])} | {interval(r['ours_less_its_brier'], '+.4f')} |"
            for r in rows[1:]
        ),
    ]
    return "\n".join([*lines, "", _verdict(rows)])


def _horizon(s: dict[str, Any]) -> str:
    return (
        f"| {s['horizon']} | {s['cases']} | {s['episodes']} | {s['pairs']} | {s['rate']:.3f} | {interval(s['brier'], '.3f')} | {interval(s['skill'])} "
        f"| {interval(s['auc'], '.3f')} | {s['calibration_error']:.3f} | {interval(s['chance_error'], '.3f')} |"
    )


def _verdict(rows: list[dict[str, Any]]) -> str:
    better = [row["name"] for row in rows[1:] if row["ours_less_its_brier"]["high"] < 0]
    others = [row["name"] for row in rows[1:] if row["name"] not in better]
    said = [f"Measurably better than: {', '.join(better)}."] if better else []
    return " ".join([*said, *([f"Not measurably better than: {', '.join(others)}."] if others else [])])


def interval(e: dict[str, float], form: str = "+.3f") -> str:
    """Return a figure with its interval."""
    return f"{e['value']:{form}} ({e['low']:{form}} … {e['high']:{form}})"
