"""What the JSON API takes and gives."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from stances.codebook import DRIVERS, ISSUES, STAGES
from stances.explain.what_if import ANCHOR_KINDS, Change, parse_change
from stances.model.hazard import MAX_DAYS
from stances.reading.record import to_article
from stances.records import Article

MAX_TEXT = 200_000
"""Characters of an article at most."""

MAX_ARTICLES = 50
"""Articles of one negotiation at most."""

_DRIVER = f"(?:{'|'.join(DRIVERS)})"
_HOLDER = "(?:[A-Za-z]{3}|both)"
Code = Annotated[str, Field(pattern="^[A-Z]{2,3}$", examples=["USA", "MEX"])]


def _written(value: Any) -> Any:
    """Hold that a day is written as one; a number is none, whatever second it may count."""
    if isinstance(value, date) or (isinstance(value, str) and re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return value[:10] if isinstance(value, str) else value
    raise ValueError("no day, write YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_written), Field(ge=date(1900, 1, 1), le=date(2100, 12, 31))]
SetTo = Annotated[str, Field(pattern=f"^{_DRIVER}:{_HOLDER}=(?:-1|0|[+]?1)$", examples=["linkage:MEX=-1"])]
Drop = Annotated[str, Field(pattern=f"^{_DRIVER}(?::{_HOLDER})?$", examples=["precedent", "payoff:MEX"])]
Election = Annotated[
    str, Field(pattern="^election:[A-Za-z]{3}=[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["election:MEX=2018-06-03"])
]
NextDate = Annotated[
    str,
    Field(
        pattern=f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}:(?:{'|'.join(ANCHOR_KINDS)})$|^none$",
        examples=["2018-07-01:election"],
    ),
]
Issue = Annotated[str, Field(json_schema_extra={"enum": list(ISSUES)}, pattern=f"^(?:{'|'.join(ISSUES)})$")]
Stage = Annotated[str, Field(json_schema_extra={"enum": list(STAGES)}, pattern=f"^(?:{'|'.join(STAGES)})$")]

EXAMPLE: dict[str, Any] = {
    "id": "talks-1",
    "date": "2018-05-17",
    "title": "Mexico and United States open talks on asylum",
    "text": "American and Mexican officials sit down on Thursday for two days of talks on an asylum agreement. Mexico would "
    "have to shelter many more migrants, but officials said that a concession could strengthen its hand in trade talks. The "
    "White House would not have to go to Congress for a vote, and called the agreement one of its real priorities.",
}
"""An article of our own, for the description of the interface."""


class ArticleIn(BaseModel):
    """An article, as in the records of the command line."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: str = Field(default="article", max_length=200)
    text: str = Field(min_length=1, max_length=MAX_TEXT, pattern=r"\S")
    title: str = Field(default="", max_length=2000)
    date: Day | None = None
    by: Day | None = Field(default=None, description="horizon as a day, in place of within_days")
    parties: tuple[Code, Code] | None = Field(default=None, description="the two parties' codes, instead of those read")
    issue: Issue | None = None
    within_days: int = Field(default=365, strict=True, ge=1, le=MAX_DAYS)

    def article(self) -> Article:
        """Return the article; a code that is no party's is the sender's mistake."""
        fields = self.model_dump(mode="json", exclude={"within_days"})
        return to_article({**fields, "parties": list(self.parties) if self.parties else None}, "the article")


class ChangeIn(BaseModel):
    """A change to what an article states, as ``stances what-if`` takes it."""

    set: list[SetTo | Election] = Field(default_factory=list, max_length=50, description="in place of what is stated")
    add: list[SetTo] = Field(default_factory=list, max_length=50, description="beside what is stated")
    drop: list[Drop] = Field(default_factory=list, max_length=50)
    stage: Stage | None = None
    date: NextDate | None = None

    def change(self) -> Change:
        """Return the change."""
        return parse_change([*self.set], [*self.add], [*self.drop], self.stage, self.date)


class WhatIfIn(BaseModel):
    """An article and a change."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"article": EXAMPLE, "change": {"set": ["ratification:USA=-1"]}}]}
    )

    article: ArticleIn
    change: ChangeIn


class TrackIn(BaseModel):
    """Several dated articles on one negotiation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"articles": [EXAMPLE], "within_days": 365}]})

    articles: list[ArticleIn] = Field(min_length=1, max_length=MAX_ARTICLES)
    within_days: int = Field(default=365, strict=True, ge=1, le=MAX_DAYS)


class SignalIn(BaseModel):
    """A signal that a person left or put in place of one that was read; its quote stands in the article to the letter."""

    driver: Annotated[str, Field(json_schema_extra={"enum": list(DRIVERS)}, pattern=f"^{_DRIVER}$")]
    holder: Annotated[str, Field(pattern="^(?:[A-Z]{2,3}|both)$")]
    polarity: int = Field(strict=True, ge=-1, le=1)
    quote: str = Field(min_length=1, max_length=2000)


class LabelIn(ArticleIn):
    """An article with what followed: an agreement on a day, or none up to a day."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{**EXAMPLE, "outcome": "none", "censor_date": "2020-05-17"}]}
    )

    id: str = Field(min_length=1, max_length=200, pattern=r"\S")
    date: Day
    outcome: Literal["agreed", "none"]
    outcome_date: Day | None = Field(default=None, description="day of the agreement, where one came")
    censor_date: Day | None = Field(default=None, description="day up to which none is known, where none came")
    episode: str | None = Field(default=None, max_length=200, pattern=r"\S")
    signals: list[SignalIn] | None = Field(default=None, max_length=200)


class LabelsIn(BaseModel):
    """Labelled articles to keep."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"labels": [{**EXAMPLE, "outcome": "none", "censor_date": "2020-05-17"}]}]}
    )

    labels: list[LabelIn] = Field(min_length=1, max_length=100)


class ProblemOut(BaseModel):
    """What was wrong with a request (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
