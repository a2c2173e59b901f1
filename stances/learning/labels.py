"""Labelled articles: records of the contract with what followed, read strictly and checked before they teach anything."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import DRIVERS
from stances.context.actors import names
from stances.disk import append_lines, locked
from stances.errors import InputError, StancesError
from stances.reading.copies import near_copies
from stances.reading.problem import Problem
from stances.reading.record import parse_object, to_article
from stances.reading.source import raw_lines
from stances.records import BOTH, Field, Signal, Span
from stances.resources import user_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stances.records import Article

OUTCOMES = ("agreed", "none")
_ARTICLES = (".txt", ".md", ".html", ".htm", ".pdf")
_REPORTED = re.compile(
    r"\b(?:sign(?:s|ed)?|agree(?:s|d)?|conclude[sd]?|reach(?:es|ed)?|strikes?|struck|seal(?:s|ed)?|clinch(?:es|ed)?)\b"
)


class Labelled(NamedTuple):
    """An article with what followed: ``agreed`` on ``end``, or ``none`` known up to ``end``.

    ``signals`` are those that a person left or put in place of the ones read; None where nobody did.
    """

    article: Article
    outcome: str
    end: date
    episode: str
    where: str
    signals: tuple[Signal, ...] | None = None

    def label(self) -> dict[str, Any]:
        """Return the fields that the table needs."""
        day = "outcome_date" if self.outcome == "agreed" else "censor_date"
        assert self.article.date is not None
        return {
            "id": self.article.id,
            "date": self.article.date.isoformat(),
            "outcome": self.outcome,
            day: self.end.isoformat(),
            "episode": self.episode,
        }


class Finding(NamedTuple):
    """Something about a set of labels that a person should look at; ``fatal`` ones are not learned from."""

    where: str
    code: str
    message: str
    fatal: bool


def read_labels(sources: list[str]) -> tuple[list[Labelled], list[Problem]]:
    """Return the labelled articles of some JSON Lines files, and a problem for each line that is none; a file named twice is read once."""
    broken: list[Problem] = []
    labels, problems = _parsed(item for source in _distinct(sources) for item in _numbered(source, broken))
    return labels, problems + broken


def _distinct(sources: Iterable[str], known: Iterable[Path] = ()) -> list[str]:
    """Return the sources without a file that was named before or is known already."""
    seen = {os.path.realpath(path) for path in known}
    kept = []
    for source in sources:
        path = os.path.realpath(source)  # Path.resolve raises where a link leads to itself
        if path not in seen:
            seen.add(path)
            kept.append(source)
    return kept


def read_store(store: Path) -> tuple[list[Labelled], list[Problem]]:
    """Return what a file of labels holds; nothing where it is not made yet."""
    return read_labels([str(store)]) if store.exists() else ([], [])


def _numbered(source: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    if source.lower().endswith(_ARTICLES):
        problems.append(
            Problem(
                source, InputError(f"{source}: an article without a label", hint="labels are lines of a .jsonl file")
            )
        )
        return
    for item in raw_lines(Path(source)):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def parse_label(line: str, where: str) -> Labelled:
    """Return the labelled article of one line.

    Raises
    ------
    InputError
        Naming the place, what was found and what was expected.

    Examples
    --------
    >>> line = '{"id": "1", "date": "2018-05-17", "text": "Talks.", "outcome": "agreed", "outcome_date": "2019-06-07"}'
    >>> parse_label(line, "mine.jsonl:1").outcome
    'agreed'
    """
    fields = parse_object(line, where)
    article = to_article(fields, where)
    outcome = fields.get("outcome")
    if outcome not in OUTCOMES:
        raise InputError(f"{where}: outcome {outcome!r:.60} is not known", hint="agreed or none")
    name = "outcome_date" if outcome == "agreed" else "censor_date"
    end = _day(fields.get(name), f"{where}: {name}")
    if article.date is None:
        raise InputError(f"{where}: a labelled article needs its date", hint='"date": "YYYY-MM-DD"')
    if end < article.date:
        raise InputError(f"{where}: {name} {end} is before the article of {article.date}", hint="which one is wrong?")
    episode = fields.get("episode")
    if episode is not None and not (isinstance(episode, str) and episode.strip()):
        raise InputError(f"{where}: episode {episode!r:.60} is no name")
    signals = parse_signals(fields["signals"], article, where) if fields.get("signals") is not None else None
    return Labelled(article, outcome, end, episode or article.id, where, signals)


def parse_signals(given: Any, article: Article, where: str) -> tuple[Signal, ...]:
    """Return the signals of a labelled record, each with the place of its quote in the article.

    Raises
    ------
    InputError
        If one is not of the codebook, its holder no party's code, or its quote not in the article to the letter.
    """
    if not isinstance(given, list):
        raise InputError(f"{where}: signals {given!r:.60} is no list")
    return tuple(_signal(fields, article, f"{where}, signal {n}") for n, fields in enumerate(given, 1))


def _signal(fields: Any, article: Article, where: str) -> Signal:
    if not isinstance(fields, dict) or fields.get("driver") not in DRIVERS or not _is_polarity(fields.get("polarity")):
        raise InputError(f"{where}: {fields!r:.60} names no driver and polarity of the codebook")
    holder, quote = fields.get("holder"), fields.get("quote")
    if holder != BOTH and (not isinstance(holder, str) or holder not in names()):
        raise InputError(f"{where}: holder {holder!r:.60} is no party's code", hint="a code, or both")
    if not isinstance(quote, str) or not quote.strip():
        raise InputError(f"{where}: a signal needs its quote")
    places: tuple[tuple[Field, str], ...] = (("text", article.text), ("title", article.title))
    for field, text in places:
        start = text.find(quote)
        if start >= 0:
            span = Span(field, start, start + len(quote))
            return Signal(fields["driver"], holder, fields["polarity"], 1.0, quote, span)
    raise InputError(f"{where}: the quote {quote[:40]!r} is not in the article to the letter")


def _is_polarity(value: object) -> bool:
    return type(value) is int and value in (-1, 0, 1)  # true and 1.0 equal 1


def _day(value: Any, what: str) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f"{what} {value!r:.60} is no day", hint="write YYYY-MM-DD") from None
    if not 1900 <= day.year <= 2100:
        raise InputError(f"{what} {value!r:.60} is not between 1900 and 2100")
    return day


def check_labels(labels: list[Labelled]) -> list[Finding]:
    """Return what is doubtful in a set of labels, in the order of the lines: twins, contradictions, leaks."""
    found = [*_same_id(labels), *_near_copies(labels), *_contradictions(labels), *_leaks(labels)]
    order = {label.where: i for i, label in enumerate(labels)}
    return sorted(found, key=lambda finding: (order[finding.where], finding.code))


def usable(labels: list[Labelled]) -> tuple[list[Labelled], list[Finding]]:
    """Return the labels to learn from, and the findings; a second record of one article and a contradiction are left out."""
    findings = check_labels(labels)
    dropped = {finding.where for finding in findings if finding.fatal}
    return [label for label in labels if label.where not in dropped], findings


def _same_id(labels: list[Labelled]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for label in labels:
        known = first.setdefault(label.article.id, label.where)
        if known != label.where:
            yield Finding(label.where, "same id", f"id {label.article.id!r} stands at {known} too", True)


def _near_copies(labels: list[Labelled]) -> Iterator[Finding]:
    """Find texts that share four fifths of their five-word runs with an earlier one."""
    for i, twin in near_copies([label.article.text for label in labels]):
        if labels[twin].article.id != labels[i].article.id:
            yield Finding(labels[i].where, "copy", f"nearly the text of {labels[twin].where}", True)


def _contradictions(labels: list[Labelled]) -> Iterator[Finding]:
    """Find a label that says none up to a day after another of its episode says agreed."""
    agreed: dict[str, Labelled] = {}
    for label in labels:
        if label.outcome == "agreed":
            known = agreed.setdefault(label.episode, label)
            if known.end != label.end:
                yield Finding(
                    label.where, "two dates", f"agreed on {label.end}, but on {known.end} at {known.where}", False
                )
    for label in labels:
        other = agreed.get(label.episode)
        if label.outcome == "none" and other and label.article.date and label.article.date <= other.end <= label.end:
            message = f"none up to {label.end}, but agreed on {other.end} at {other.where}"
            yield Finding(label.where, "contradiction", message, True)


def _leaks(labels: list[Labelled]) -> Iterator[Finding]:
    """Find articles that may report the outcome that they are to foretell."""
    for label in labels:
        if (
            label.outcome == "agreed"
            and label.article.date == label.end
            and _REPORTED.search(label.article.title.lower())
        ):
            yield Finding(label.where, "leak", "the headline reports an agreement on the day of the outcome", False)


def default_path() -> Path:
    """Return where the page keeps labelled articles: ``$STANCES_LABELS``, else in the user's data folder."""
    return user_data("STANCES_LABELS", "labels.jsonl")


def add_labels(store: Path, sources: list[str]) -> tuple[int, list[Finding], list[Problem]]:
    """Add the good records of some sources to a file of labels, and return how many, what was left out, and the problems.

    The file itself may be among the sources (``*.jsonl``): it adds nothing. It is written anew beside the old one, with the old lines as they were, and put in its place at the end; a lock
    file keeps a second writer out.

    Raises
    ------
    InputError
        If another process is adding to the file.
    """
    problems: list[Problem] = []
    lines = [item for source in _distinct(sources, [store]) for item in _numbered(source, problems)]
    added, findings, wrong = add_lines(store, lines)
    return added, findings, problems + wrong


def add_lines(store: Path, lines: list[tuple[str, str]]) -> tuple[int, list[Finding], list[Problem]]:
    """Do the same for records that come each with the place where they stand and their line."""
    if store.name.endswith(".gz"):
        raise InputError(f"{store}: a packed file is not added to", hint="give one that ends in .jsonl")
    with locked(store):
        known, _ = read_store(store)
        fresh, problems = _parsed(lines)
        kept, findings = usable([*known, *fresh])
        mine = {label.where for label in fresh}
        wanted = {label.where for label in kept} & mine
        good = [line.strip() for where, line in lines if where in wanted]
        if good:
            append_lines(store, good)
        return len(good), [f for f in findings if f.fatal and f.where in mine], problems


def _parsed(lines: Iterable[tuple[str, str]]) -> tuple[list[Labelled], list[Problem]]:
    labels: list[Labelled] = []
    problems: list[Problem] = []
    for where, line in lines:
        try:
            labels.append(parse_label(line, where))
        except StancesError as error:
            problems.append(Problem(where, error))
    return labels, problems
