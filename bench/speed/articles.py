"""The articles that are measured on: those of a corpus, or our own seeds with their numbers and sentences changed."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

from stances.reading.source import read
from stances.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path("corpora", "news_2012_2020.jsonl.gz")
_SHORTEST, _LONGEST = 450, 650


def seeds(folder: Path) -> list[Article]:
    """Return the articles of the project."""
    return [item for item in read(str(folder)) if isinstance(item, Article) and item.id != "README"]


def some(shared: Path | None, folder: Path, count: int) -> tuple[list[Article], str]:
    """Return articles of about 550 words, and where they are from."""
    if shared and (shared / CORPUS).is_file():
        found: list[Article] = []
        for item in read(str(shared / CORPUS)):
            if isinstance(item, Article) and _SHORTEST <= item.text.count(" ") <= _LONGEST:
                found.append(item)
                if len(found) == count:
                    break
        return found, CORPUS.name
    known, chance = seeds(folder), random.Random(0)
    return [varied(chance, known, 550, n) for n in range(count)], "seeds, varied"


def sentences(articles: list[Article]) -> list[str]:
    """Return the sentences of some articles."""
    return [part.strip() + "." for a in articles for part in a.text.replace("\n", " ").split(". ") if part.strip()]


def varied(chance: random.Random, known: list[Article], words: int, number: int) -> Article:
    """Return an article of sentences drawn from some others, with other figures in them."""
    pool, text = sentences([chance.choice(known)]), ""
    while text.count(" ") < words:
        text += f"{chance.choice(pool)} The talks entered day {chance.randrange(9000)}. "
        text += "\n\n" if chance.random() < 0.3 else ""
    return Article(f"made-{number}", text, chance.choice(known).title, known[0].date)


def archive(path: Path, folder: Path, count: int, words: int) -> None:
    """Write an archive of varied articles."""
    known, chance = seeds(folder), random.Random(1)
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(_line(varied(chance, known, words, number)) + "\n")


def _line(article: Article) -> str:
    day = article.date.isoformat() if article.date else None
    return json.dumps({"id": article.id, "date": day, "title": article.title, "text": article.text})


def long_ones(folder: Path, sizes: tuple[int, ...]) -> Iterator[tuple[int, Article]]:
    """Yield an article of each number of characters."""
    known, chance = seeds(folder), random.Random(2)
    pool = sentences(known)
    for size in sizes:
        text = ""
        parts: list[str] = []
        length = 0
        while length < size:
            parts.append(chance.choice(pool) + ("\n\n" if chance.random() < 0.3 else " "))
            length += len(parts[-1])
        text = "".join(parts)[:size]
        yield size, Article(f"long-{size}", text, known[0].title, known[0].date)


def crowded(folder: Path, names: list[str], counts: tuple[int, ...], words: int) -> Iterator[tuple[int, Article]]:
    """Yield articles of one length that name more and more actors."""
    known, chance = seeds(folder), random.Random(3)
    for count in counts:
        lines = [f"{names[n % count]} and {names[(n + 1) % count]} held talks on a deal." for n in range(words // 9)]
        chance.shuffle(lines)
        yield count, Article(f"crowd-{count}", " ".join(lines), known[0].title, known[0].date)
