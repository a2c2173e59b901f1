"""Reading: an article to parties, signals, stage, next date, issue and scope, or to the reason why not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.errors import ModelError
from stances.extraction.dates import find_anchor
from stances.extraction.decision import MOST_QUOTES, combined
from stances.extraction.holder import choose_holder
from stances.extraction.issue import find_issue
from stances.extraction.linear import LinearText
from stances.extraction.view import View, view
from stances.records import Abstention, Reading, Signal

if TYPE_CHECKING:
    from datetime import date

    from stances.extraction.matcher import Matcher
    from stances.records import Article

_LEARNED = ("signals", "holder", "kind", "issue", "stage", "scope")
_LONGEST_QUOTE = 55
_FEWEST_WORDS = 30
_SURE = 0.5
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "for",
        "with",
        "on",
        "is",
        "was",
        "by",
        "as",
        "at",
        "from",
        "has",
        "said",
        "it",
        "be",
    ]
)
_NOT_STATES = re.compile(
    r"\b(?:box office|quarterback|touchdown|midfielder|striker|transfer window|premier league|nba|nfl|mlb|film star"
    r"|shareholders|takeover bid|merger|collective bargaining|union contract|free agent)\b"
)


class Reader(NamedTuple):
    """The learned parts of reading; see ``stances/learning/reading_fit.py``."""

    signals: LinearText
    holder: LinearText
    kind: LinearText
    issue: LinearText
    stage: LinearText
    scope: LinearText
    threshold: float
    cue_weights: dict[str, float]
    gate: float

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reader:
        """Return the reader of its shipped form.

        Raises
        ------
        ModelError
            If a part is missing.
        """
        try:
            signals, holder, kind, issue, stage, scope = (LinearText.from_json(data[name]) for name in _LEARNED)
            weights = {str(name): float(weight) for name, weight in data["cue_weights"].items()}
            return cls(
                signals, holder, kind, issue, stage, scope, float(data["threshold"]), weights, float(data["gate"])
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"the model's reader is damaged ({error})", hint="run `stances models verify`") from None


def read_article(
    article: Article, reader: Reader, matcher: Matcher, *, parties: tuple[str, str] | None = None,
    issue: str | None = None, as_of: date | None = None,
) -> Reading:  # fmt: skip
    """Return what an article states; an abstention where it is no negotiation between two governments.

    Parameters
    ----------
    article : Article
        The article.
    reader : Reader
        Learned parts.
    matcher : Matcher
        Compiled vocabulary.
    parties, issue : optional
        Override what the text says.
    as_of : date, optional
        The article's date where it has none.
    """
    day = article.date or as_of
    if day is not None and article.date is None:
        article = article._replace(date=day)
    seen = view(article, matcher, parties)
    given = parties or article.parties
    whole = seen.article_features()
    reason = _abstain(seen, reader.kind.probabilities(whole), reader.gate, asked=given is not None)
    if reason or seen.parties is None:
        return Reading(article, day, seen.parties, sentences=len(seen.found), abstention=reason)
    signals = tuple(_signals(seen, seen.parties, reader))
    if not signals and given is None:
        silent = Abstention("too_thin", "no incentive of either side is stated")
        return Reading(article, day, seen.parties, sentences=len(seen.found), abstention=silent)
    stage, shares = stage_of(reader.stage.probabilities(whole))
    return Reading(
        article,
        day,
        seen.parties,
        issue or article.issue or find_issue(seen.document, reader.issue, whole),
        stage,
        _best(reader.scope, whole),
        find_anchor(seen.document, day) if day else None,
        signals,
        len(seen.found),
        stage_shares=shares,
    )


def _best(model: LinearText, features: list[str]) -> str:
    scores = model.scores(features)
    return model.classes[max(range(len(scores)), key=scores.__getitem__)]


def _abstain(seen: View, kinds: dict[str, float], gate: float, *, asked: bool) -> Abstention | None:
    words = [word for sentence in seen.words for word in sentence]
    actors = {m.code for item in seen.found for m in item.mentions}
    if len(words) < _FEWEST_WORDS and not asked:
        return Abstention("too_thin", f"only {len(words)} words of text: too thin to read incentives from")
    if len(words) >= _FEWEST_WORDS and sum(w in _ENGLISH for w in words) < len(words) * 0.12:
        return Abstention("language", "the text does not look English; only English is read")
    if asked:
        return None
    if seen.parties is None:
        named = ", ".join(sorted(actors)) or "no government"
        return Abstention("parties", f"found {named}, a forecast needs two; name them with --parties")
    if len(_NOT_STATES.findall(seen.document.lower)) >= 2:
        return Abstention("other_talks", "sport, film or business talks, not talks between two governments")
    if not_talks(kinds) > gate:
        return Abstention("no_negotiation", "no negotiation between two governments is reported")
    return None


def not_talks(kinds: dict[str, float]) -> float:
    """Return the likelihood that a text is no negotiation, against that it is one under way."""
    return kinds["no"] / (kinds["no"] + kinds["ongoing"] + 1e-12)


def stage_of(probabilities: dict[str, float]) -> tuple[str, tuple[tuple[str, float], ...]]:
    """Return the stage and every stage's share; agreed in principle and broken off need half of it.

    Examples
    --------
    >>> stage_of({"broken": 0.3, "under_way": 0.25, "stalled": 0.15})[0]
    'under_way'
    """
    total = sum(probabilities.values()) or 1.0
    shares = {stage: p / total for stage, p in probabilities.items()}
    sure = {s: p for s, p in shares.items() if s not in ("in_principle", "broken") or p >= _SURE}
    best = max(sure, key=lambda stage: (sure[stage], stage)) if sure else "under_way"
    return best, tuple((stage, round(p, 4)) for stage, p in shares.items())


def _signals(seen: View, parties: tuple[str, str], reader: Reader) -> list[Signal]:
    """Return the signals above the threshold, at most five quotes a kind, in reading order."""
    scored = []
    for number, item in enumerate(seen.found):
        tagged = reader.signals.probabilities(seen.sentence_features(number))
        for kind, p in combined(tagged, item, seen.document.lower, reader.cue_weights).items():
            if p >= reader.threshold:
                scored.append((p, number, kind))
    taken: dict[str, int] = {}
    kept = []
    for p, number, kind in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        taken[kind] = taken.get(kind, 0) + 1
        if taken[kind] <= MOST_QUOTES:
            kept.append((number, kind, p))
    return [_signal(seen, parties, reader, *choice) for choice in sorted(kept)]


def _signal(seen: View, parties: tuple[str, str], reader: Reader, number: int, kind: str, p: float) -> Signal:
    driver, polarity = kind[:-2], int(kind[-2:])
    item = seen.found[number]
    holder = choose_holder(reader.holder, driver, polarity, item, seen.spoken_of[number], parties)
    start, end = _stretch(seen, number, driver)
    span = seen.document.span(start, end)
    return Signal(driver, holder, polarity, round(p, 3), seen.document.quote(start, end), span)


def _stretch(seen: View, number: int, driver: str) -> tuple[int, int]:
    """Return the sentence, or of a long one the words around the driver's first cue."""
    item = seen.found[number]
    start, end = item.sentence.start, item.sentence.end
    text = seen.document.lower
    while len(text[start:end].split()) > _LONGEST_QUOTE:
        cue = next((hit for hit in item.cues if hit.cue.driver == driver), None)
        middle = cue.start if cue else start
        if middle - start > end - middle:
            start = text.index(" ", start) + 1
        else:
            end = text.rindex(" ", start, end)
    return start, end
