"""What of the planted signals a reading finds, by kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stances.records import Reading, Signal
    from tests.synthetic.generate import Synthetic


class Tally(NamedTuple):
    """Planted signals, how many were found, with the right holder, and in the wrong sense; signals read, and how many were planted."""

    planted: int = 0
    found: int = 0
    held: int = 0
    turned: int = 0
    read: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Share of the planted signals that were found."""
        return self.found / self.planted if self.planted else 0.0

    @property
    def precision(self) -> float:
        """Share of the signals read that were planted."""
        return self.right / self.read if self.read else 0.0

    def __add__(self, other: Tally) -> Tally:  # type: ignore[override]
        """Return the sums of both."""
        return Tally(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def tally(made: Synthetic, reading: Reading) -> dict[str, Tally]:
    """Return what was found of an article's signals, by driver."""
    counts: dict[str, Counter[str]] = {}
    for p in made.planted:
        here = [s for s in reading.signals if s.driver == p.driver and stands_in(s, p.sentence, made)]
        mine = counts.setdefault(p.driver, Counter())
        found = [s for s in here if s.polarity == p.polarity]
        mine["planted"] += 1
        mine["found"] += bool(found)
        mine["held"] += any(s.holder == p.holder for s in found)
        mine["turned"] += not found and bool(here)
    for s in reading.signals:
        mine = counts.setdefault(s.driver, Counter())
        mine["read"] += 1
        mine["right"] += any(
            (s.driver, s.polarity) == (p.driver, p.polarity) and stands_in(s, p.sentence, made) for p in made.planted
        )
    return {driver: Tally(**found) for driver, found in counts.items()}


def stands_in(signal: Signal, sentence: str, made: Synthetic) -> bool:
    """Tell whether a signal's quote lies within a sentence of an article."""
    start = made.article.text.index(sentence)
    return signal.span.field == "text" and start <= signal.span.start and signal.span.end <= start + len(sentence)


def loudest(reading: Reading, lines: Iterable[str], made: Synthetic) -> float:
    """Return the strength of the strongest signal read in some sentences, 0 where there is none."""
    return max((s.strength for s in reading.signals for line in lines if stands_in(s, line, made)), default=0.0)
