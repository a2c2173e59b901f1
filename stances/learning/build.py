"""Build the shipped model from the corpora: learn to read, read the labelled articles, fit what they tell, write the artefact."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stances.disk import write_whole
from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.learning.card import describe
from stances.learning.clusters import word_classes
from stances.learning.coded import article_of, lines, load_background, load_coded, load_words, load_written
from stances.learning.comparison import judged
from stances.learning.evaluate import fitted
from stances.learning.metrics import metrics
from stances.learning.parties_fit import fit_principals, seen_anew
from stances.learning.progress import silent
from stances.learning.readers import read_codes
from stances.learning.reading_fit import Lessons, fit_reader, hear_held_out, read_held_out
from stances.learning.table import case_of, read_table, write_table
from stances.model.artefact import hazard_to_json, save

if TYPE_CHECKING:
    from pathlib import Path

    from stances.learning.progress import Progress
    from stances.learning.reading_fit import HeldOut

_BACKGROUND = 1200


def build(
    corpora: Path,
    folder: Path,
    table: Path,
    parties: Path,
    *,
    name: str,
    version: str,
    deep: bool = False,
    seed: int = 0,
    progress: Progress = silent,
) -> dict[str, float]:
    """Write a model made from a folder of corpora, and return the figures measured out of fold.

    Parameters
    ----------
    corpora : Path
        Folder with articles, readers' signals, stages and outcomes.
    folder : Path
        Where the model goes.
    table : Path
        Where the table of the labelled articles goes; that of their codes goes beside it.
    parties : Path
        Where the weights go that tell the principals.
    name, version : str
        What it is called.
    deep : bool
        Whether to train the deep reader's encoder, an hour or two, and to decide on what it hears.
    seed : int
        Order of the folds.
    progress : callable
        Told each step of the encoder's training.
    """
    matcher = shipped_matcher()
    coded = load_coded(corpora, matcher)
    principals, right = fit_principals(coded, seed=seed)
    write_whole(parties, (json.dumps(principals.to_json(), indent=1) + "\n").encode())
    coded = [seen_anew(article, principals) for article in coded]
    reported = {row["id"] for path in (corpora / "signals").glob("two_readers*") for row in lines(path)}
    labels = lines(corpora / "outcomes.jsonl")
    known = {article.id for article in coded} | reported | {label["id"] for label in labels}
    background = load_background(corpora, matcher, principals, known=known, size=_BACKGROUND, seed=seed)
    lessons = Lessons(coded, background, load_written(matcher), word_classes(load_words(corpora), seed=seed))
    held, encoder = _heard(lessons, seed, progress if deep else None)
    reader, figures = fit_reader(lessons, held)
    read = read_held_out(held[: len(coded)], reader)
    articles = {row["id"]: row for row in lines(corpora / "articles.jsonl.gz")}
    for label in labels:
        if label["id"] not in read:
            article = article_of({**articles[label["id"]], "date": label["date"]})
            read[label["id"]] = read_article(article, reader, matcher, parties=_pair(label))
    codes = read_codes(corpora)
    write_table(table, [case_of(label, read[label["id"]])._replace(codes=codes.get(label["id"])) for label in labels])
    cases = read_table(table)
    hazard = fitted(cases)
    episodes, pairs = {case.episode for case in cases}, {case.pair for case in cases}
    parts = {"hazard.json": hazard_to_json(hazard), "reader.json": reader.to_json()}
    save(folder, name, version, parts, (len(episodes), len(pairs)), encoder)
    describe(folder, metrics(cases, judged(cases), None))
    return {"parties": right, **figures}


def _heard(lessons: Lessons, seed: int, progress: Progress | None) -> tuple[list[HeldOut], tuple[bytes, bytes] | None]:
    held = hear_held_out(lessons, seed=seed)
    if progress is None:
        return held, None
    from stances.learning.deep.build import hear_halves

    return hear_halves(held, lessons, progress, seed=seed)


def _pair(label: dict[str, str]) -> tuple[str, str]:
    first, second = sorted((label["party_a"], label["party_b"]))
    return first, second
