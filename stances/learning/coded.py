"""Articles coded by readers, lined up with the sentences of our own road.

Those of the corpora, those of ``data/codes.jsonl``, and those of ``data/written.jsonl``, which were written with their codes.
"""

from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import InputError
from stances.extraction.features import plain_words
from stances.extraction.view import View, view
from stances.reading.record import to_article
from stances.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stances.extraction.matcher import Matcher
    from stances.extraction.parties import Principals
    from stances.records import Article

NEWS = ("news_2012_2020.jsonl.gz", "reuters_1987.jsonl.gz")
"""Files of articles most of which nobody coded."""


class Coded(NamedTuple):
    """An article with its readers' codes.

    ``view`` has the reader's two parties, ``own`` those that we find. ``labels`` holds, a sentence, the set of ``(driver,
    polarity, holder)`` that a reader coded in it; ``mined`` tells that the cue lexicon was written with a view on it, so
    that no weight of a cue may be taken from it; ``whole`` that its signals were coded, not its kind and parties alone.
    """

    id: str
    kind: str
    issue: str | None
    stage: str | None
    scope: str | None
    pair: tuple[str, str] | None
    view: View
    own: View
    labels: list[set[tuple[str, int, str]]]
    mined: bool
    whole: bool = True

    @property
    def told(self) -> bool:
        """Whether it is a negotiation whose signals were coded."""
        return self.kind != "no" and self.whole


def kinds_of(article: Coded, number: int) -> set[str]:
    """Return the kinds of signal that a reader coded in a sentence."""
    return {f"{driver}{polarity:+d}" for driver, polarity, _ in article.labels[number] if polarity}


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def load_coded(corpora: Path, matcher: Matcher) -> list[Coded]:
    """Return the articles coded by one reader each: those of the corpora, with the stage where it was coded, and ours.

    Parameters
    ----------
    corpora : Path
        Folder with the articles, ``stage.jsonl`` and ``signals/one_reader.jsonl.gz``.
    """
    articles = {row["id"]: row for row in lines(corpora / "articles.jsonl.gz")}
    stages = {row["id"]: row for row in lines(corpora / "stage.jsonl")}
    coded = [
        _of_corpus(row, article_of(articles[row["id"]]), stages.get(row["id"], {}), matcher)
        for row in lines(corpora / "signals" / "one_reader.jsonl.gz")
    ]
    news = {row["id"]: row for name in NEWS for row in lines(corpora / name)}
    return coded + [
        _of_ours(row, article_of(news[row["id"]]), matcher) for row in lines(shipped("data", "codes.jsonl"))
    ]


def load_written(matcher: Matcher) -> list[Coded]:
    """Return the articles that were written with their codes, to learn words from and never to judge by."""
    return [_of_ours(row, article_of(row), matcher) for row in lines(shipped("data", "written.jsonl"))]


def load_background(
    corpora: Path, matcher: Matcher, principals: Principals, *, known: set[str], size: int, seed: int
) -> list[Coded]:
    """Return uncoded articles drawn at random: nearly all are no negotiation, and stand for news at large."""
    found: list[Coded] = []
    for name in NEWS:
        rows = [row for row in lines(corpora / name) if row["id"] not in known and len(row["text"]) > 600]
        for row in random.Random(seed).sample(rows, min(size, len(rows))):
            try:
                seen = view(article_of(row), matcher, principals=principals)
            except InputError:  # a few of them have no possible date
                continue
            labels: list[set[tuple[str, int, str]]] = [set() for _ in seen.found]
            found.append(Coded(row["id"], "no", None, None, None, None, seen, seen, labels, mined=False))
    return found


def load_words(corpora: Path) -> Iterator[list[str]]:
    """Yield the words of every article of the corpora, names left as they are."""
    for name in ("articles.jsonl.gz", *NEWS):
        for row in lines(corpora / name):
            yield plain_words(row["text"].lower())


def article_of(record: dict[str, Any]) -> Article:
    """Return the article of a corpus's record."""
    return to_article({k: record.get(k) for k in ("id", "date", "title", "text")}, record["id"])


def _of_corpus(row: dict[str, Any], article: Article, stage: dict[str, Any], matcher: Matcher) -> Coded:
    pair = _pair((row["party_a"], row["party_b"])) if row["party_a"] else None
    seen = view(article, matcher, pair)
    labels: list[set[tuple[str, int, str]]] = [set() for _ in seen.found]
    for signal in row["signals"]:
        for number in _sentences(seen, *_place(article, signal["quote"])):
            labels[number].add((signal["driver"], int(signal["polarity"]), signal["holder"]))
    return Coded(
        row["id"],
        row["kind"],
        row["issue"],
        stage.get("stage"),
        stage.get("scope"),
        pair,
        seen,
        view(article, matcher),
        labels,
        mined=True,
    )


def _of_ours(row: dict[str, Any], article: Article, matcher: Matcher) -> Coded:
    pair = _pair(row["parties"]) if "parties" in row else None
    seen = view(article, matcher, pair)
    labels: list[set[tuple[str, int, str]]] = [set() for _ in seen.found]
    for driver, holder, polarity, field, start, end in row.get("signals", ()):
        for number in _sentences(seen, field, start, end):
            labels[number].add((driver, polarity, holder))
    issue, stage, scope = (row.get(name) for name in ("issue", "stage", "scope"))
    own = view(article, matcher) if pair else seen
    whole = "signals" in row
    return Coded(row["id"], row["kind"], issue, stage, scope, pair, seen, own, labels, mined=False, whole=whole)


def _pair(codes: tuple[str, str] | list[str]) -> tuple[str, str]:
    first, second = sorted(codes)
    return first, second


def _place(article: Article, quote: str) -> tuple[str, int, int]:
    start = article.text.find(quote)
    if start >= 0:
        return "text", start, start + len(quote)
    start = article.title.find(quote)
    return "title", start, start + len(quote) if start >= 0 else start


def _sentences(seen: View, field: str, start: int, end: int) -> list[int]:
    """Return the sentences of which a stretch covers more than a few characters."""
    least = min(8, (end - start) // 2)
    spans = [seen.document.span(item.sentence.start, item.sentence.end) for item in seen.found]
    return [
        n for n, span in enumerate(spans) if span.field == field and min(span.end, end) - max(span.start, start) > least
    ]
