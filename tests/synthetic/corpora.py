"""A folder of corpora in the form that ``stances learn-signals`` reads, all of it ours: negotiations of known signals, and other news."""

from __future__ import annotations

import gzip
import json
from random import Random
from typing import TYPE_CHECKING, Any

from stances.codebook import ISSUES, SCOPES, STAGES
from tests.synthetic.generate import STATES, Sides, Synthetic, kinds, plant, written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_PAIRS = [(STATES[2 * n], STATES[2 * n + 1]) for n in range(len(STATES) // 2)]
_STAGED = {
    "broken": "{A} broke off the talks on the {thing}.",
    "stalled": "The talks on the {thing} are deadlocked.",
    "called_for": "{A} called for talks on the {thing}.",
    "scheduled": "Talks on the {thing} will open next month.",
    "under_way": "{A} and {B} go on with their talks on the {thing}.",
    "narrowing": "{A} and {B} are closing the last gaps in the {thing}.",
    "in_principle": "{A} and {B} reached an agreement in principle on the {thing}.",
}
_OTHER = (
    "The home team won the cup after a late goal by the striker.", "A storm tore roofs off barns along the northern coast.",
    "The bakery on the square will sell its old ovens in spring.", "Ticket prices of the museum go up in the new year.",
    "The choir sang two new songs at the harvest feast.", "A court fined the builder for a wall that leaned.",
)  # fmt: skip


def lay_down(folder: Path, articles: int, seed: int = 0) -> Path:
    """Write so many articles on negotiations, as many on other things, and what readers coded in them.

    ``codes.jsonl`` and ``written.jsonl`` stand for the files of these names in ``data/``: codes of ours on articles of the
    news, and articles written with their codes.
    """
    draw = Random(seed)
    made = [_negotiation(draw, number) for number in range(articles)]
    other = [_other(draw, f"other-{number}") for number in range(articles)]
    coded = [_codes(f"a{number}", one) for number, (one, _) in enumerate(made)]
    quiet = [
        {"id": row["id"], "kind": "no", "issue": None, "party_a": None, "party_b": None, "signals": []} for row in other
    ]
    ours = [_negotiation(draw, number) for number in range(articles)]
    kept = [_record(f"n{number}", one) for number, (one, _) in enumerate(ours)]
    news = [_other(draw, f"news-{number}") for number in range(2 * articles)]
    codes = [_our_codes(f"n{number}", one, stage) for number, (one, stage) in enumerate(ours)]
    codes += [{"id": row["id"], "kind": "no"} for row in news[articles:]]
    talks = [_record(f"a{number}", one) for number, (one, _) in enumerate(made)]
    (folder / "signals").mkdir(parents=True)
    _zipped(folder / "articles.jsonl.gz", talks + other)
    _zipped(folder / "signals" / "one_reader.jsonl.gz", coded + quiet)
    _zipped(folder / "news_2012_2020.jsonl.gz", kept + news)
    _zipped(folder / "reuters_1987.jsonl.gz", [])
    _plain(folder / "codes.jsonl", codes)
    taught = [(f"w{number}", *_negotiation(draw, number)) for number in range(articles // 4)]
    _plain(folder / "written.jsonl", [_record(name, one) | _our_codes(name, one, stage) for name, one, stage in taught])
    _plain(folder / "signals" / "two_readers.jsonl", [{"id": "a0"}])
    _plain(folder / "stage.jsonl", [_stage(f"a{number}", stage, number) for number, (_, stage) in enumerate(made)])
    _plain(folder / "outcomes.jsonl", [_outcome(f"a{number}", one, draw) for number, (one, _) in enumerate(made)])
    return folder


def _negotiation(draw: Random, number: int) -> tuple[Synthetic, str]:
    a, b = _PAIRS[number % len(_PAIRS)]
    who = Sides(a, b, draw.choice(("ferry accord", "salt pact", "timber agreement")))
    made = written(draw, who, [plant(draw, kind, who) for kind in kinds(draw, 6)], 3)
    stage = list(_STAGED)[number % len(_STAGED)]
    return made._replace(article=made.article._replace(text=f"{who.fill(_STAGED[stage])} {made.article.text}")), stage


def _other(draw: Random, name: str) -> dict[str, Any]:
    lines = [draw.choice(_OTHER) for _ in range(14)]
    return {"id": name, "date": "2015-03-02", "title": lines[0], "text": " ".join(lines)}


def _record(name: str, made: Synthetic) -> dict[str, Any]:
    return {"id": name, "date": "2015-03-02", "title": made.article.title, "text": made.article.text}


def _codes(name: str, made: Synthetic) -> dict[str, Any]:
    signals = [
        {"driver": p.driver, "polarity": p.polarity, "holder": p.holder, "quote": p.sentence} for p in made.planted
    ]
    issue = "trade" if "timber" in made.article.text else ISSUES[0]
    first, second = made.parties
    return {"id": name, "kind": "ongoing", "issue": issue, "party_a": first, "party_b": second, "signals": signals}


def _our_codes(name: str, made: Synthetic, stage: str) -> dict[str, Any]:
    text = made.article.text
    places = [(p, text.index(p.sentence)) for p in made.planted]
    signals = [[p.driver, p.holder, p.polarity, "text", start, start + len(p.sentence)] for p, start in places]
    return {
        "id": name, "kind": "ongoing", "parties": made.parties, "issue": "trade", "stage": stage, "scope": "narrow", "signals": signals,
    }  # fmt: skip


def _stage(name: str, stage: str, number: int) -> dict[str, Any]:
    assert stage in STAGES
    return {
        "id": name,
        "stage": stage,
        "scope": SCOPES[number % len(SCOPES)],
        "anchor_date": ("2015-09", None)[number % 2],
    }


def _outcome(name: str, made: Synthetic, draw: Random) -> dict[str, Any]:
    agreed = draw.random() < 0.5
    first, second = made.parties
    ended = (
        {"outcome": "agreed", "outcome_date": "2015-11-20"}
        if agreed
        else {"outcome": "none", "censor_date": "2018-03-02"}
    )
    return {
        "id": name,
        "date": "2015-03-02",
        "party_a": first,
        "party_b": second,
        "issue": "trade",
        "episode": name,
        **ended,
    }


def _zipped(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_bytes(gzip.compress(_lines(rows), mtime=0))


def _plain(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_bytes(_lines(rows))


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()
