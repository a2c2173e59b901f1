"""Articles coded by readers, as the corpora store them, lined up with the sentences of our own road."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stances.extraction.view import View, view
from stances.reading.record import to_article

if TYPE_CHECKING:
    from pathlib import Path

    from stances.extraction.matcher import Matcher


@dataclass(slots=True)
class Coded:
    """An article with its readers' codes.

    ``labels`` holds, a sentence, the set of ``(driver, polarity, holder)`` that a reader coded in it.
    """

    id: str
    kind: str
    issue: str | None
    stage: str | None
    scope: str | None
    pair: tuple[str, str] | None
    view: View
    labels: list[set[tuple[str, int, str]]]


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def load_coded(corpora: Path, matcher: Matcher) -> list[Coded]:
    """Return the articles coded by one reader, with the stage where it was coded too.

    Parameters
    ----------
    corpora : Path
        Folder with ``articles.jsonl.gz``, ``stage.jsonl`` and ``signals/one_reader.jsonl.gz``.
    """
    articles = {row["id"]: row for row in lines(corpora / "articles.jsonl.gz")}
    stages = {row["id"]: row for row in lines(corpora / "stage.jsonl")}
    coded = lines(corpora / "signals" / "one_reader.jsonl.gz")
    return [_one(row, articles[row["id"]], stages.get(row["id"], {}), matcher) for row in coded]


def load_background(corpora: Path, matcher: Matcher, *, known: set[str], size: int, seed: int) -> list[View]:
    """Return views of uncoded articles drawn at random: nearly all are no negotiation, and stand for news at large."""
    views: list[View] = []
    for name in ("news_2012_2020.jsonl.gz", "reuters_1987.jsonl.gz"):
        rows = [row for row in lines(corpora / name) if row["id"] not in known and len(row["text"]) > 600]
        for row in random.Random(seed).sample(rows, min(size, len(rows))):
            views.append(view(to_article({k: row.get(k) for k in ("id", "date", "title", "text")}, row["id"]), matcher))
    return views


def _one(row: dict[str, Any], record: dict[str, Any], stage: dict[str, Any], matcher: Matcher) -> Coded:
    pair = tuple(sorted((row["party_a"], row["party_b"]))) if row["party_a"] else None
    article = to_article({k: record[k] for k in ("id", "date", "title", "text")}, row["id"])
    seen = view(article, matcher, (pair[0], pair[1]) if pair else None)
    labels: list[set[tuple[str, int, str]]] = [set() for _ in seen.found]
    for signal in row["signals"]:
        for number in _places(seen, signal["quote"]):
            labels[number].add((signal["driver"], int(signal["polarity"]), signal["holder"]))
    return Coded(
        row["id"], row["kind"], row["issue"], stage.get("stage"), stage.get("scope"),
        (pair[0], pair[1]) if pair else None, seen, labels,
    )  # fmt: skip


def _places(seen: View, quote: str) -> list[int]:
    article = seen.document.article
    for name in ("text", "title"):
        start = article.text.find(quote) if name == "text" else article.title.find(quote)
        if start >= 0:
            return [
                number
                for number, item in enumerate(seen.found)
                if (span := seen.document.span(item.sentence.start, item.sentence.end)).field == name
                and min(span.end, start + len(quote)) - max(span.start, start) > min(8, len(quote) // 2)
            ]
    return []
