"""What a test asks of a reading: the signals of a text, without the model's figures."""

import tomllib
from datetime import date
from pathlib import Path

from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.records import Article, Reading

DATA = Path(__file__).with_name("data")
PAIR = ("CHE", "NOR")
TITLE = "Norway and Switzerland talk about cheese quotas"


def read(text: str, model, parties=PAIR, title: str = TITLE) -> Reading:
    """Return the reading of a text of ours."""
    article = Article("a", text, title=title, date=date(2015, 3, 2))
    return read_article(article, model.reader, shipped_matcher(), parties=parties)


def stated(text: str, model, parties=PAIR) -> set[tuple[str, str]]:
    """Return the kinds of signals that a text states, each with its holder."""
    signals = read(text, model, parties).signals
    return {(f"{s.driver}{s.polarity:+d}", s.holder) for s in signals if s.span.field == "text"}


def kinds(reading: Reading) -> list[tuple[str, str, int, str]]:
    """Return the signals of a reading with their quotes on one line, in an order of their own."""
    return sorted((s.driver, s.holder, s.polarity, " ".join(s.quote.split())) for s in reading.signals)


def rows(name: str) -> list[dict]:
    """Return the rows of a table of wordings."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["row"]
