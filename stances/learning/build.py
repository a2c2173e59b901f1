"""Build the shipped model from the corpora: learn to read, estimate base hazards, write the artefact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stances.codebook import ISSUES
from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import Reader, read_article
from stances.learning.coded import lines, load_background, load_coded
from stances.learning.hazard_fit import base_alphas, prior_hazard
from stances.learning.reading_fit import fit_reader
from stances.model.artefact import hazard_to_json, save
from stances.reading.record import to_article

if TYPE_CHECKING:
    from pathlib import Path

_BACKGROUND = 800


def build(corpora: Path, folder: Path, *, name: str, version: str, seed: int = 0) -> dict[str, float]:
    """Write a model made from a folder of corpora, and return the figures measured out of fold.

    Parameters
    ----------
    corpora : Path
        Folder with articles, readers' signals, stages and outcomes.
    folder : Path
        Where the model goes.
    name, version : str
        What it is called.
    seed : int
        Order of the folds.
    """
    matcher = shipped_matcher()
    coded = load_coded(corpora, matcher)
    reported = {row["id"] for path in (corpora / "signals").glob("two_readers*") for row in lines(path)}
    labels = lines(corpora / "outcomes.jsonl")
    known = {article.id for article in coded} | reported | {label["id"] for label in labels}
    background = load_background(corpora, matcher, known=known, size=_BACKGROUND, seed=seed)
    parts, figures = fit_reader(coded, background, seed=seed)
    reader = Reader.from_json(parts)
    wanted = {label["id"]: label for label in labels}
    readings = []
    for record in lines(corpora / "articles.jsonl.gz"):
        label = wanted.get(record["id"])
        if label:
            article = to_article(
                {k: record[k] for k in ("id", "title", "text")} | {"date": label["date"]}, record["id"]
            )
            pair = (label["party_a"], label["party_b"])
            article = article._replace(parties=(min(pair), max(pair)))
            readings.append(read_article(article, reader, matcher))
    hazard = prior_hazard(base_alphas(labels), readings, ISSUES)
    episodes = {label["episode"] for label in labels}
    pairs = {frozenset((label["party_a"], label["party_b"])) for label in labels}
    save(
        folder,
        name,
        version,
        {"hazard.json": hazard_to_json(hazard), "reader.json": parts},
        (len(episodes), len(pairs)),
    )
    return figures
