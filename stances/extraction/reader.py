"""Reading: an article to parties, signals, stage, next date, issue and scope, or to the reason why not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import ARTICLE_KINDS, ISSUES, SCOPES, SIGNAL_KINDS, STAGES
from stances.errors import ModelError
from stances.extraction.dates import find_anchor
from stances.extraction.decision import MOST_QUOTES, RARE, candidates, decided, log_odds
from stances.extraction.gate import gate_figures, no_talks, unreadable, without_parties
from stances.extraction.holder import choose_holder, heard_holder
from stances.extraction.issue import issue_shares
from stances.extraction.linear import LinearText
from stances.extraction.numbers import finite
from stances.extraction.scorecard import Scorecard
from stances.extraction.stage import stage_figures
from stances.extraction.view import View, view
from stances.records import Abstention, Reading, Signal

if TYPE_CHECKING:
    from datetime import date

    from stances.extraction.document import Sentence
    from stances.extraction.encoder import Encoder
    from stances.extraction.matcher import Matcher
    from stances.records import Article

_LONGEST_QUOTE = 55
_CLASSES = {
    "tagger": SIGNAL_KINDS,
    "kind": ARTICLE_KINDS,
    "issue": ISSUES,
    "scope": SCOPES,
    "lead": STAGES,
    "stage": STAGES,
}
"""What some parts tell apart: a forecast asks them for each of these and knows no other."""


class Heard(NamedTuple):
    """What words alone tell: signals by sentence, the kind of article, its features, and the log-odds of each stage.

    ``holders`` has, by sentence and driver, the likelihood of each holder (a, b, both) where an encoder heard it.
    """

    tagged: list[dict[str, float]]
    kinds: dict[str, float]
    words: set[str]
    stages: dict[str, float]
    holders: list[dict[str, tuple[float, ...]]] | None = None


def joined(light: Heard, encoder: Encoder, seen: View) -> Heard:
    """Return the mean, in log-odds, of what the light reader's words tell and what an encoder hears.

    Holders are the encoder's; the kind of article is that of the words, which the encoder's made worse on unseen pairs.
    """
    told, stages = encoder.hear(seen), encoder.hear_stages(seen)
    return Heard(
        [_mean(*both) for both in zip(light.tagged, told.kinds, strict=True)],
        light.kinds,
        light.words,
        {stage: (score + stages[stage]) / 2 for stage, score in light.stages.items()},
        told.holders,
    )


def _mean(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {kind: 1 / (1 + math.exp(-(log_odds(p) + log_odds(other[kind])) / 2)) for kind, p in one.items()}


class Reader(NamedTuple):
    """The learned parts of reading; see ``stances/learning/reading_fit.py``.

    ``tagger``, ``holder``, ``kind``, ``issue``, ``scope`` and ``lead`` (the stage by the first sentences) read words; ``decision``, ``gate`` and
    ``stage`` are scorecards over what those and the cues say. ``clusters`` maps a word to its class of like words. Where
    there is an ``encoder``, the deep reader's, ``hear`` gives the mean of what it and the words tell.
    """

    tagger: LinearText
    holder: LinearText
    kind: LinearText
    issue: LinearText
    scope: LinearText
    lead: LinearText
    decision: Scorecard
    gate: Scorecard
    stage: Scorecard
    clusters: dict[str, str]
    threshold: float
    rare_threshold: float
    gate_threshold: float
    encoder: Encoder | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the form in which it ships."""
        classes: dict[str, list[str]] = {}
        for word, name in sorted(self.clusters.items()):
            classes.setdefault(name, []).append(word)
        parts = {n: p.to_json() for n, p in self._asdict().items() if isinstance(p, (LinearText, Scorecard))}
        clusters = {name: " ".join(words) for name, words in classes.items()}
        return {
            **parts,
            "clusters": clusters,
            "threshold": self.threshold,
            "rare_threshold": self.rare_threshold,
            "gate_threshold": self.gate_threshold,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reader:
        """Return the reader of its shipped form.

        Raises
        ------
        ModelError
            If a part is missing.
        """
        try:
            tagger, holder, kind, issue, scope, lead = (LinearText.from_json(data[n]) for n in cls._fields[:6])
            decision, gate, stage = (Scorecard.from_json(data[n]) for n in cls._fields[6:9])
            _check_classes({n: data[n]["classes"] for n in _CLASSES})
            clusters = {word: name for name, words in data["clusters"].items() for word in words.split(" ")}
            return cls(
                tagger, holder, kind, issue, scope, lead, decision, gate, stage, clusters,
                finite(data["threshold"], 0, 1), finite(data["rare_threshold"], 0, 1), finite(data["gate_threshold"], 0, 1),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(f"the model's reader is damaged ({error})", hint="run `stances models verify`") from None

    def finds_talks(self, seen: View, kinds: dict[str, float]) -> bool:
        """Tell whether the two are thought to negotiate, by the article's words and what is counted in it."""
        return self.gate.probability(gate_figures(seen, kinds)) <= self.gate_threshold

    def hear(self, seen: View, words: set[str], kinds: dict[str, float]) -> Heard:
        """Return what the words of an article tell, beside the kind that they make it."""
        light = Heard(self._tag(seen), kinds, words, self.lead.by_class(seen.lead_features()))
        return joined(light, self.encoder, seen) if self.encoder else light

    def _tag(self, seen: View) -> list[dict[str, float]]:
        return [
            self.tagger.probabilities(seen.sentence_features(number, self.clusters))
            for number in range(len(seen.found))
        ]


def _check_classes(found: dict[str, list[str]]) -> None:
    for part, classes in found.items():
        if sorted(classes) != sorted(_CLASSES[part]):
            raise ValueError(f"{part} does not tell the codebook's classes apart")


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
    if article.date is None and as_of is not None:
        article = article._replace(date=as_of)
    seen = view(article, matcher, parties)
    asked = (parties or article.parties) is not None
    reason = unreadable(seen, asked=asked) or (None if asked else without_parties(seen))
    if reason or seen.parties is None or not seen.found:
        return _abstained(seen, reason or Abstention("too_thin", "no sentence to read"))
    words = seen.article_features()
    kinds = reader.kind.probabilities(words)
    if not asked and not reader.finds_talks(seen, kinds):  # asked first: nine in ten news articles end here
        return _abstained(seen, no_talks(seen.parties))
    return interpret(seen, reader.hear(seen, words, kinds), reader, issue=issue or article.issue, asked=asked)


def interpret(seen: View, heard: Heard, reader: Reader, *, issue: str | None = None, asked: bool = False) -> Reading:
    """Return the reading that follows from what an article's words tell.

    Parameters
    ----------
    seen : View
        The article, with its two principals.
    heard : Heard
        What its words tell; while learning, by parts that never saw the article's pair.
    reader : Reader
        Its scorecards decide.
    issue : str, optional
        Overrides the issue read.
    asked : bool
        Whether the parties were given: then a text without a signal is read too.
    """
    assert seen.parties is not None
    signals = tuple(_signals(seen, seen.parties, heard, reader))
    if not signals and not asked:
        return _abstained(seen, Abstention("too_thin", "no incentive of either side is stated"))
    article = seen.document.article
    anchor = find_anchor(seen.document, article.date) if article.date else None
    shares = reader.stage.shares(stage_figures(seen, anchor, heard.stages))
    issues = {} if issue else issue_shares(seen.document, reader.issue.by_class(heard.words))
    return Reading(
        article,
        article.date,
        seen.parties,
        issue or next(iter(issues)),
        max(shares, key=lambda stage: shares[stage]),
        _best(reader.scope, heard.words),
        anchor,
        signals,
        len(seen.found),
        stage_shares=tuple((stage, round(share, 4)) for stage, share in shares.items()),
        issue_shares=tuple(issues.items()),
        unnamed=_unnamed(seen, seen.parties) if asked else (),
        concluded=heard.kinds["concluded"] > max(heard.kinds["ongoing"], heard.kinds["no"]),
    )


def _unnamed(seen: View, parties: tuple[str, str]) -> tuple[str, ...]:
    named = {mention.code for item in seen.found for mention in item.mentions}
    return tuple(code for code in parties if code not in named)


def _abstained(seen: View, reason: Abstention) -> Reading:
    article = seen.document.article
    return Reading(article, article.date, seen.parties, sentences=len(seen.found), abstention=reason)


def _best(model: LinearText, features: set[str]) -> str:
    scores = model.scores(features)
    return model.classes[max(range(len(scores)), key=scores.__getitem__)]


def _signals(seen: View, parties: tuple[str, str], heard: Heard, reader: Reader) -> list[Signal]:
    """Return the signals above the threshold, at most five quotes a kind, in reading order."""
    scored, tagged = [], heard.tagged
    for number, item in enumerate(seen.found):
        before = tagged[number - 1] if number else None
        figures = candidates(tagged[number], before, item, seen.document.lower, parties)
        for kind, p in decided(figures, reader.decision).items():
            if p >= (reader.rare_threshold if kind[:-2] in RARE else reader.threshold):
                scored.append((p, number, kind))
    taken: dict[str, int] = {}
    kept = []
    for p, number, kind in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        taken[kind] = taken.get(kind, 0) + 1
        if taken[kind] <= MOST_QUOTES:
            kept.append((number, kind, p))
    return [_signal(seen, parties, heard, reader, *choice) for choice in sorted(kept)]


def _signal(
    seen: View, parties: tuple[str, str], heard: Heard, reader: Reader, number: int, kind: str, p: float
) -> Signal:
    driver, polarity = kind[:-2], int(kind[-2:])
    item = seen.found[number]
    if heard.holders and (told := heard.holders[number].get(driver)):
        holder = heard_holder(told, parties)
    else:
        holder = choose_holder(
            reader.holder, driver, polarity, item, seen.spoken_of[number], parties, seen.document.lower
        )
    start, end = _stretch(seen, number, driver)
    span = seen.document.span(start, end)
    return Signal(driver, holder, polarity, round(p, 3), seen.document.quote(start, end), span)


def _stretch(seen: View, number: int, driver: str) -> tuple[int, int]:
    """Return the sentence, or of a long one the words around the driver's first cue."""
    item = seen.found[number]
    text = seen.document.lower
    start, end = item.sentence.start, item.sentence.end
    if text.count(" ", start, end) < _LONGEST_QUOTE:
        return start, end
    cue = next((hit for hit in item.cues if hit.cue.driver == driver), None)
    start, end = _around(text, item.sentence, cue.start if cue else item.sentence.start)
    for _ in range(len(text[start:end].split()) - _LONGEST_QUOTE):
        middle = cue.start if cue else start
        if middle - start > end - middle:
            start = text.index(" ", start) + 1
        else:
            end = text.rindex(" ", start, end)
    return start, end


def _around(text: str, sentence: Sentence, middle: int) -> tuple[int, int]:
    """Return the stretch of a sentence that goes a quote's length to either side, so that the rest need not be gone over."""
    start = end = middle
    for _ in range(_LONGEST_QUOTE + 1):
        start = max(text.rfind(" ", sentence.start, start), sentence.start)
        end = text.find(" ", end + 1, sentence.end) if end < sentence.end else end
        end = sentence.end if end < 0 else end
    return start + (start > sentence.start), end
