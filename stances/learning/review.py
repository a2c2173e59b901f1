"""A person's review of a reading: signals found right, put right or rejected, others added; and the record to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from stances.errors import UsageError
from stances.learning.labels import parse_signals
from stances.records import BOTH

if TYPE_CHECKING:
    from stances.records import Article, Reading, Signal


class Verdict(NamedTuple):
    """What a person says of one signal: right as it stands here, or wrong."""

    number: int
    right: bool
    driver: str
    holder: str
    polarity: int


class Added(NamedTuple):
    """A signal that the reader missed."""

    quote: str
    driver: str
    holder: str
    polarity: int


Place = tuple[Literal["read", "added"], int]
"""Where a signal of a reviewed reading comes from: the number of the one read, or of the one added."""


def reviewed(reading: Reading, verdicts: list[Verdict], added: list[Added]) -> tuple[Reading, list[Place]]:
    """Return the reading after a review, and where each of its signals comes from.

    A signal that a person left or put right counts in full; one without a verdict stays as it was read.

    Raises
    ------
    UsageError
        If a verdict is on a signal that there is not, or a holder is no party of the talks.
    InputError
        If an added quote does not stand in the article to the letter.
    """
    said = {verdict.number: verdict for verdict in verdicts}
    if any(not 0 <= number < len(reading.signals) for number in said):
        raise UsageError("a verdict is on a signal that was not read", hint="read the article again")
    kept = [(_after(s, said.get(i)), ("read", i)) for i, s in enumerate(reading.signals)]
    new = parse_signals([one._asdict() for one in added], reading.article, "the review")
    both: list[tuple[Signal | None, Any]] = [*kept, *((signal, ("added", i)) for i, signal in enumerate(new))]
    found = [(signal, place) for signal, place in both if signal is not None]
    for signal, _ in found:
        if signal.holder not in (*(reading.parties or ()), BOTH):
            raise UsageError(f"{signal.holder} is no party of these talks", hint="a party, or both")
    return reading._replace(signals=tuple(signal for signal, _ in found)), [place for _, place in found]


def _after(signal: Signal, verdict: Verdict | None) -> Signal | None:
    if verdict is None:
        return signal
    if not verdict.right:
        return None
    return signal._replace(driver=verdict.driver, holder=verdict.holder, polarity=verdict.polarity, strength=1.0)


def to_record(reading: Reading, *, reviewed: bool) -> dict[str, Any]:
    """Return the article as a record of the contract, with its signals where a person went through them."""
    article = reading.article
    record: dict[str, Any] = {**_fields(article), "stage": reading.stage}
    if not reading.issue_shares:  # stated by a person: an issue that was read is read again
        record["issue"] = reading.issue
    if reading.parties:
        record["parties"] = list(reading.parties)
    if reviewed:
        record["signals"] = [
            {"driver": s.driver, "holder": s.holder, "polarity": s.polarity, "quote": s.quote} for s in reading.signals
        ]
    return record


def _fields(article: Article) -> dict[str, Any]:
    day = article.date.isoformat() if article.date else None
    return {"id": article.id, "date": day, "title": article.title, "text": article.text}
