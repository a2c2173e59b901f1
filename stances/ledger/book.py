"""The ledger: forecasts with the hash of their input, their resolutions, and how good they were."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import DataError, UsageError
from stances.ledger.chain import Event, append, read_events
from stances.report.record import to_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stances.records import Forecast

OUTCOMES = ("agreed", "none")
_FIFTH = 20


class Entry(NamedTuple):
    """One forecast that was kept, and what is known of its outcome."""

    key: str
    title: str
    parties: tuple[str, str]
    issue: str
    as_of: date
    due: date
    p: float
    base_rate: float
    article: dict[str, str]
    outcome: str | None = None
    outcome_date: date | None = None
    substitute: bool = False

    def came(self) -> float:
        """Return 1 where an agreement came by the due day, else 0."""
        return float(self.outcome == "agreed" and self.outcome_date is not None and self.outcome_date <= self.due)


class Marks(NamedTuple):
    """How the due forecasts did: their number, Brier score, that of their base rates, skill, log score, calibration.

    ``calibration`` holds, for each fifth of the scale with a forecast in it, its bounds in percent, the mean likelihood, the rate
    that came, and how many; ``substitutes`` tells how many that did not come had a substitute deal.
    """

    scored: int
    brier: float
    base_brier: float
    skill: float
    log_score: float
    said: float
    rate: float
    calibration: tuple[tuple[int, int, float, float, int], ...] = ()
    substitutes: int = 0


def keep(path: Path, forecasts: list[Forecast]) -> tuple[int, int]:
    """Keep forecasts; return how many were added and how many had no date or no likelihood. The same one is kept once.

    Parameters
    ----------
    path : Path
        The ledger.
    forecasts : list of Forecast
        What to keep.
    """
    events = [_event(given) for given in forecasts if given.likelihood and given.reading.as_of]
    return len(append(path, events)), len(forecasts) - len(events)


def _event(given: Forecast) -> Event:
    article, likelihood, as_of = given.reading.article, given.likelihood, given.reading.as_of
    assert likelihood is not None
    assert as_of is not None
    fields = {"id": article.id, "date": as_of.isoformat(), "title": article.title, "text": article.text}
    text = hashlib.sha256(f"{article.title}\0{article.text}".encode()).hexdigest()
    model = given.model.fingerprint if given.model else ""
    named = (text, as_of.isoformat(), str(likelihood.within_days), model, *(given.reading.parties or ()))
    key = hashlib.sha256("\0".join(named).encode()).hexdigest()[:12]
    due = as_of + timedelta(days=likelihood.within_days)
    return Event(
        "forecast", key, {"record": to_record(given), "article": fields, "sha256": text, "due": due.isoformat()}
    )


def entries(path: Path) -> list[Entry]:
    """Return all entries in the order in which they were kept.

    Raises
    ------
    DataError
        If an event does not have the form that it must have; a chain that fits does not say who made it.
    """
    found: dict[str, Entry] = {}
    for number, event in enumerate(read_events(path), 1):
        try:
            found[event.subject] = _entry(event) if event.kind == "forecast" else _resolved(found[event.subject], event)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"{path}: event {number} is none of a ledger ({error!r:.100})",
                hint="it was not written by `stances ledger`",
            ) from None
    return list(found.values())


def _entry(event: Event) -> Entry:
    record, article = event.payload["record"], event.payload["article"]
    first, second = (_text(party["code"]) for party in record["parties"])
    likelihood = record["likelihood"]
    return Entry(
        event.subject, _text(record["title"]) or _text(record["id"]), (first, second), _text(record["issue"]),
        date.fromisoformat(record["as_of"]), date.fromisoformat(event.payload["due"]), _share(likelihood["p"]),
        _share(likelihood["base_rate"]), {name: _text(article[name]) for name in ("id", "date", "title", "text")},
    )  # fmt: skip


def _resolved(entry: Entry, event: Event) -> Entry:
    outcome, substitute = event.payload["outcome"], event.payload["substitute"]
    if outcome not in OUTCOMES or not isinstance(substitute, bool):
        raise ValueError("its outcome is not known")
    day = date.fromisoformat(event.payload["date"])
    return entry._replace(outcome=outcome, outcome_date=day, substitute=substitute)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return value


def _share(value: Any) -> float:
    if type(value) is not float or not 0 < value < 1:
        raise ValueError(f"{value!r:.40} is no likelihood")
    return value


def resolve(path: Path, key: str, outcome: str, day: date, today: date, *, substitute: bool = False) -> Entry:
    """Say what became of an entry, once.

    Parameters
    ----------
    path : Path
        The ledger.
    key : str
        The entry's key.
    outcome : str
        ``agreed`` on ``day``, or ``none`` up to ``day``.
    day : date
        On or after the forecast's day; for ``none`` the due day at least.
    today : date
        What is to come cannot be known: the day is not after it.
    substitute : bool
        Whether a lesser or different deal was made: the outcome is then ``none``.

    Raises
    ------
    UsageError
        If there is no such entry, it is resolved already, or the day cannot be.
    """
    entry = _found(path, key)
    if entry.outcome is not None:
        raise _settled(entry)
    if outcome not in OUTCOMES or (substitute and outcome == "agreed"):
        raise UsageError(
            f"outcome {outcome!r} is not possible here", hint="agreed, or none with or without --substitute"
        )
    if day < entry.as_of or (outcome == "none" and day < entry.due):
        raise UsageError(
            f"{day} is too early: made on {entry.as_of}, due on {entry.due}", hint="none is known when due"
        )
    if day > today:
        raise UsageError(f"{day} is yet to come", hint=f"today is {today}")
    payload = {"outcome": outcome, "date": day.isoformat(), "substitute": substitute}
    added = append(path, [Event("resolution", key, payload)])
    entry = _found(path, key)
    if not added:  # another process resolved it since we looked
        raise _settled(entry)
    return entry


def _found(path: Path, key: str) -> Entry:
    entry = next((e for e in entries(path) if e.key == key), None)
    if entry is None:
        raise UsageError(f"the ledger has no entry {key!r}", hint="see `stances ledger list`")
    return entry


def _settled(entry: Entry) -> UsageError:
    return UsageError(f"{entry.key} was resolved as {entry.outcome} on {entry.outcome_date}", hint="a resolution stays")


def marks(kept: list[Entry], today: date) -> Marks | None:
    """Return how the resolved entries did whose due day is past; None where there is none.

    An agreement that came early is not scored before its day either: else early successes would outrun late failures.
    """
    due = [entry for entry in kept if entry.outcome is not None and entry.due <= today]
    if not due:
        return None
    came = [entry.came() for entry in due]
    brier, base = (
        sum((p - y) ** 2 for p, y in zip(said, came, strict=True)) / len(due)
        for said in ([entry.p for entry in due], [entry.base_rate for entry in due])
    )
    log = -sum(math.log(entry.p if y else 1 - entry.p) for entry, y in zip(due, came, strict=True)) / len(due)
    said = sum(entry.p for entry in due) / len(due)
    skill = 1 - brier / base if base else 0.0
    rate = sum(came) / len(due)
    substitutes = sum(entry.substitute for entry in due)
    return Marks(len(due), brier, base, skill, log, said, rate, tuple(_calibration(due, came)), substitutes)


def _calibration(due: list[Entry], came: list[float]) -> Iterator[tuple[int, int, float, float, int]]:
    for low in range(0, 100, _FIFTH):
        inside = [(e.p, y) for e, y in zip(due, came, strict=True) if low <= 100 * e.p < low + _FIFTH]
        if inside:
            said, rate = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            yield low, low + _FIFTH, said, rate, len(inside)


def labelled(kept: list[Entry]) -> list[dict[str, Any]]:
    """Return the resolved articles as labelled records for ``stances train``, each once.

    Of several entries on one article the one that knows most speaks: an agreement, else none up to the latest day.
    """
    known: dict[tuple[str, str], Entry] = {}
    for entry in kept:
        if entry.outcome is not None:
            name = entry.article["title"], entry.article["text"]
            known[name] = max(known.get(name, entry), entry, key=_knowledge)
    ids = Counter(entry.article["id"] for entry in known.values())
    return [_label(entry, ids[entry.article["id"]] > 1) for entry in known.values()]


def _knowledge(entry: Entry) -> tuple[bool, date]:
    return entry.outcome == "agreed", entry.outcome_date or entry.due


def _label(entry: Entry, ambiguous: bool) -> dict[str, Any]:
    assert entry.outcome_date is not None
    return {
        **entry.article,
        "id": f"{entry.article['id']}#{entry.key}" if ambiguous else entry.article["id"],
        "parties": list(entry.parties),
        "issue": entry.issue,
        "episode": f"{'-'.join(entry.parties)}-{entry.issue}",
        "outcome": entry.outcome,
        "outcome_date" if entry.outcome == "agreed" else "censor_date": entry.outcome_date.isoformat(),
        "substitute": entry.substitute,
    }
