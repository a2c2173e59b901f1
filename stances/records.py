"""The records that travel along the road from an article to a forecast. Imports nothing of ours.

They are named tuples: as frozen as dataclasses, and a cold start makes them in a fifth of the time.
"""

from __future__ import annotations

from datetime import date as Day
from typing import Literal, NamedTuple

Field = Literal["title", "text"]

BOTH = "both"
"""Holder of a signal that belongs to the pair and not to one side."""


class Article(NamedTuple):
    """One news article as it was read.

    Parameters
    ----------
    id : str
        Name of the article within its source, never empty.
    text : str
        Body, to the letter: every quote's offsets count characters of it.
    title : str
        Headline, possibly empty.
    date : date or None
        Day of publication where the source states it.
    by : date or None
        Day up to which an agreement is asked for, where the record states one.
    parties : tuple of str or None
        The two parties' codes where the record states them.
    issue : str or None
        Issue of the codebook where the record states it.
    source : str
        Publisher or file, for the reader's eye.
    """

    id: str
    text: str
    title: str = ""
    date: Day | None = None
    by: Day | None = None
    parties: tuple[str, str] | None = None
    issue: str | None = None
    source: str = ""

    def field_text(self, name: Field) -> str:
        """Return the characters of the title or of the text."""
        return self.title if name == "title" else self.text


class Span(NamedTuple):
    """A stretch ``[start, end)`` of characters of an article's title or text."""

    field: Field
    start: int
    end: int


class Abstention(NamedTuple):
    """Why an article gets no number: a code for programs and a message for people."""

    code: str
    message: str


class Signal(NamedTuple):
    """One stated incentive or act.

    Parameters
    ----------
    driver : str
        A driver of the codebook.
    holder : str
        A party's code, or ``"both"``.
    polarity : int
        +1 makes agreement more likely, -1 less, 0 stated but open.
    strength : float
        How sure the reading is, 0 to 1: the calibrated likelihood that a person would code it so.
    quote : str
        The stretch of the article that states it, to the letter.
    span : Span
        Where the quote stands.
    """

    driver: str
    holder: str
    polarity: int
    strength: float
    quote: str
    span: Span


class Anchor(NamedTuple):
    """The soonest date after publication that bears on the talks."""

    date: Day
    kind: str

    @property
    def words(self) -> str:
        """Kind and day in words."""
        return f"{self.kind} on {self.date}"


class Reading(NamedTuple):
    """All that was read in an article, before any number.

    ``stage_shares`` and ``issue_shares`` tell how sure the stage and the issue are; empty where a person stated them. ``concluded`` marks a text that rather reports
    a deal that was made or failed for good; ``unnamed`` has those of the given parties that the text does not name. ``parties`` is None, and ``abstention`` set, where the text is no negotiation
    between two governments.
    """

    article: Article
    as_of: Day | None
    parties: tuple[str, str] | None = None
    issue: str = "other"
    stage: str = "under_way"
    scope: str = "sectoral"
    anchor: Anchor | None = None
    signals: tuple[Signal, ...] = ()
    sentences: int = 0
    stage_shares: tuple[tuple[str, float], ...] = ()
    issue_shares: tuple[tuple[str, float], ...] = ()
    concluded: bool = False
    unnamed: tuple[str, ...] = ()
    abstention: Abstention | None = None

    @property
    def days_ahead(self) -> int | None:
        """Days from the article to the next date; None where either is unknown."""
        return (self.anchor.date - self.as_of).days if self.anchor and self.as_of else None


class CurvePoint(NamedTuple):
    """Likelihood that an agreement is concluded within ``days`` days, with its interval."""

    days: int
    p: float
    low: float
    high: float


class Likelihood(NamedTuple):
    """Likelihood at the asked horizon, the horizon-only base rate beside it, and the whole curve."""

    within_days: int
    p: float
    low: float
    high: float
    level: float
    base_rate: float
    curve: tuple[CurvePoint, ...]


class Contribution(NamedTuple):
    """What one driver of one holder, or one piece of context, adds to the log-odds.

    Parameters
    ----------
    driver : str
        A driver of the codebook, or ``stage``, ``anchor``, ``issue``, ``unstated``.
    holder : str
        A party's code, or ``"both"``.
    polarity : int
        -1, 0 or 1.
    contribution : float
        In log-odds of the likelihood at the asked horizon.
    source : str
        Who says that the sign is so.
    evidence : tuple of int
        Indices into the forecast's signals.
    """

    driver: str
    holder: str
    polarity: int
    contribution: float
    source: str
    evidence: tuple[int, ...] = ()


class RuleOutcome(NamedTuple):
    """One rule of the rule layer: did it fire, what did it do, and if not, which condition failed; and who says so."""

    id: str
    fired: bool
    effect: float
    why: str
    failed: str | None = None
    source: str = ""


class Stance(NamedTuple):
    """Where one party stands, from its own signals: -1 resists … +1 seeks."""

    code: str
    name: str
    score: float
    label: str


class Lever(NamedTuple):
    """One change that would move the forecast, and the likelihood after it."""

    change: str
    p: float


class ModelCard(NamedTuple):
    """Which model spoke, and on how many cases it rests."""

    name: str
    version: str
    fingerprint: str
    episodes: int
    pairs: int


class Forecast(NamedTuple):
    """A reading with its number, or with the reason why there is none.

    ``likelihood`` is None exactly where ``reading.abstention`` is set.
    """

    reading: Reading
    stances: tuple[Stance, ...] = ()
    likelihood: Likelihood | None = None
    contributions: tuple[Contribution, ...] = ()
    rules: tuple[RuleOutcome, ...] = ()
    levers: tuple[Lever, ...] = ()
    model: ModelCard | None = None
    notes: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """Return the page for a notebook, in a frame of its own so that its style stays inside."""
        from html import escape
        from importlib import import_module  # the records know no report: only a notebook asks for one

        page = import_module("stances.report.html").to_html([self])
        return f'<iframe srcdoc="{escape(page)}" style="width:100%;height:40rem;border:0" sandbox=""></iframe>'
