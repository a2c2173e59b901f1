"""Print what the installed package makes of the seeds and of odd texts, as JSON lines and in full: ``python forecasts.py compiled|pure``.

The compiled build has to print the bytes of the pure one. The first argument is what is expected to be installed.
"""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

import stances.extraction.matcher as matcher
from stances.reading.source import read
from stances.records import Article
from stances.report.tables import to_jsonl
from stances.report.text import to_text
from stances.road import predict

DAY = date(2018, 5, 17)
TALKS = "Mexico and the United States held talks on a deal. "
ODD = (
    "", " ", "\n\n", "\x00", "a", "word " * 3000, "no" * 5000, '"\'“‘' * 800, "." * 4000, "((((" * 900, "{party} {body} {date} " * 200,
    "İİİ ıI ß ŉ ǰ ﬁ " * 50, "🇲🇽 🇺🇸 🤝 " * 60 + TALKS * 9, "中美谈判。" * 400, "Переговоры между Россией и Украиной. " * 80,
    TALKS * 400, TALKS.upper() * 30, TALKS.replace(" ", "\n") * 30, TALKS.replace(" ", "\u00a0\t") * 30, TALKS.replace(" ", "") * 60,
    TALKS * 9 + "In return for visas Mexico will not, may never, and could hardly sign unless Congress ratifies it. " * 40,
    TALKS * 9 + "They meet on June 31, on 30 February 2019, on Sept. 9, next week, in 999 months, by Friday, at the end of the year. " * 9,
    TALKS * 9 + "The offer was refused by Canada, 'we agreed', she said; talks on 5 June broke down over " + "tariffs, " * 900,
)  # fmt: skip
"""Texts at which a compiler of types could differ: empty, huge, of odd characters, of nothing but what is looked for."""


def mixed(seeds: list[Article], number: int) -> Article:
    """Return an article of stretches of some others, cut anywhere."""
    chance, text = random.Random(number), ""
    for _ in range(chance.randrange(1, 40)):
        source = chance.choice(seeds).text
        start = chance.randrange(len(source))
        text += source[start : start + chance.randrange(300)] + chance.choice(("", " ", "\n\n", '"', "’", ". "))
    return Article(f"mixed-{number}", text, chance.choice(seeds).title, chance.choice((DAY, None)))


def articles(folder: Path) -> list[Article]:
    """Return the seeds, the odd texts with and without parties, and mixtures."""
    seeds = [item for item in read(str(folder)) if isinstance(item, Article)]
    odd = [Article(f"odd-{number}", text, date=DAY) for number, text in enumerate(ODD)]
    given = [article._replace(parties=("MEX", "USA"), issue="migration") for article in odd]
    return [*seeds, *odd, *given, *(mixed(seeds, number) for number in range(200))]


def main() -> None:
    """Print them."""
    expected, folder = sys.argv[1:]
    found = "pure" if str(matcher.__file__).endswith(".py") else "compiled"
    if found != expected:
        raise SystemExit(f"the {expected} build was to be tried, and the {found} one is installed")
    for article in articles(Path(folder)):
        told = predict(article, within=200)
        print(to_jsonl(told))
        print(to_text(told), to_text(told, full=True), sep="\n")


if __name__ == "__main__":
    main()
