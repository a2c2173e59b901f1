"""Articles of ours with known signals: each sentence states one or none, so that what was read can be told from what was not."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stances.records import BOTH, Article

if TYPE_CHECKING:
    from random import Random

TEMPLATES = Path(__file__).with_name("templates.toml")
OF_BOTH = frozenset({"progress", "mediation", "precedent", "relations"})
"""Drivers whose holder is the pair, whoever is named."""

STATES = (
    ("CHL", "Chile", "Chilean"), ("BOL", "Bolivia", "Bolivian"), ("PER", "Peru", "Peruvian"),
    ("PRY", "Paraguay", "Paraguayan"), ("COL", "Colombia", "Colombian"), ("NOR", "Norway", "Norwegian"),
    ("SWE", "Sweden", "Swedish"), ("DNK", "Denmark", "Danish"), ("POL", "Poland", "Polish"),
    ("HUN", "Hungary", "Hungarian"), ("LVA", "Latvia", "Latvian"), ("HRV", "Croatia", "Croatian"),
    ("SVN", "Slovenia", "Slovenian"), ("PRT", "Portugal", "Portuguese"), ("KEN", "Kenya", "Kenyan"),
    ("TZA", "Tanzania", "Tanzanian"), ("GHA", "Ghana", "Ghanaian"), ("SEN", "Senegal", "Senegalese"),
    ("THA", "Thailand", "Thai"), ("VNM", "Vietnam", "Vietnamese"), ("MYS", "Malaysia", "Malaysian"),
    ("NPL", "Nepal", "Nepalese"), ("MNG", "Mongolia", "Mongolian"), ("JPN", "Japan", "Japanese"),
)  # fmt: skip
"""Code, name and adjective, each one word, so that a name takes the place of another word for word."""

THINGS = (
    "ferry accord", "eel quota agreement", "border market treaty", "lighthouse pact", "timber agreement",
    "river toll accord", "grazing treaty", "airspace agreement", "salt pact", "harbour agreement", "fog signal treaty",
    "peat accord",
)  # fmt: skip


class Planted(NamedTuple):
    """A signal that an article states, and the sentence that states it."""

    driver: str
    polarity: int
    holder: str
    sentence: str


class Synthetic(NamedTuple):
    """An article, its two parties, its signals, and the sentences that state none."""

    article: Article
    parties: tuple[str, str]
    planted: tuple[Planted, ...]
    filler: tuple[str, ...]


class Sides(NamedTuple):
    """Who negotiates on what."""

    a: tuple[str, str, str]
    b: tuple[str, str, str]
    thing: str

    def fill(self, template: str) -> str:
        """Return a template's sentence, with a capital at its head."""
        text = template.format(A=self.a[1], B=self.b[1], a=self.a[2], b=self.b[2], thing=self.thing)
        return text[0].upper() + text[1:]


@cache
def templates() -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the templates of each kind of signal."""
    tables = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    return {
        (driver, polarity): tuple(table[sense])
        for driver, table in tables.items()
        if driver != "filler"
        for sense, polarity in (("plus", 1), ("minus", -1))
    }


@cache
def fillers() -> tuple[str, ...]:
    """Return the templates that state no signal."""
    return tuple(tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))["filler"]["lines"])


def sides(random: Random) -> Sides:
    """Return two states and the subject of their talks."""
    a, b = random.sample(STATES, 2)
    return Sides(a, b, random.choice(THINGS))


def plant(random: Random, kind: tuple[str, int], who: Sides, template: str | None = None) -> Planted:
    """Return a signal of a kind in one of its sentences; for drivers of one side the holder is either by turns."""
    driver, polarity = kind
    turned = who._replace(a=who.b, b=who.a) if random.random() < 0.5 else who
    line = template or random.choice(templates()[kind])
    shared = driver in OF_BOTH or (driver == "deadline" and not _of_one(line))
    return Planted(driver, polarity, BOTH if shared else turned.a[0], turned.fill(line))


def _of_one(line: str) -> bool:
    return ("{A}" in line or "{a}" in line) and "{B}" not in line


def kinds(random: Random, count: int) -> list[tuple[str, int]]:
    """Return some kinds of signals, no driver twice."""
    drivers = sorted({driver for driver, _ in templates()})
    return [(driver, random.choice((1, -1))) for driver in random.sample(drivers, count)]


def synthetic(random: Random, signals: int = 6, filler: int = 4) -> Synthetic:
    """Return an article with some signals, each of another driver, and sentences between them that state none."""
    who = sides(random)
    return written(random, who, [plant(random, kind, who) for kind in kinds(random, signals)], filler)


def written(random: Random, who: Sides, planted: list[Planted], filler: int) -> Synthetic:
    """Return the article of some sentences, with fillers among them and three sentences a paragraph."""
    quiet = [who.fill(line) for line in random.sample(fillers(), filler)]
    lines = [p.sentence for p in planted] + quiet
    random.shuffle(lines)
    lines.insert(0, who.fill("Delegations of {A} and {B} spoke about the {thing} on Tuesday."))
    text = "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3))
    article = Article("synthetic", text, title=who.fill("{A} and {B} discuss the {thing}"), date=date(2015, 3, 2))
    return Synthetic(article, (who.a[0], who.b[0]), tuple(planted), tuple(quiet))
