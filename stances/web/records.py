"""What the JSON API takes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from stances.explain.what_if import Change, parse_anchor, parse_drop, parse_set
from stances.reading.dates import parse_day
from stances.reading.record import to_article
from stances.records import Article

MAX_TEXT = 200_000
"""Characters of an article at most."""


class ArticleIn(BaseModel):
    """An article, as in the records of the command line."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"date": "2018-05-17", "title": "Talks open", "text": "Mexico and the United States hold talks …"}
            ]
        }
    )

    id: str = Field(default="article", max_length=200)
    text: str = Field(min_length=1, max_length=MAX_TEXT)
    title: str = Field(default="", max_length=2000)
    date: str | None = Field(default=None, max_length=40)
    by: str | None = Field(default=None, max_length=40)
    parties: list[str] | None = None
    issue: str | None = Field(default=None, max_length=40)
    within_days: int = Field(default=365, ge=1, le=1825)

    def article(self) -> Article:
        """Return the article; a wrong date or code is the sender's mistake."""
        return to_article(self.model_dump(exclude={"within_days"}), "the article")


class ChangeIn(BaseModel):
    """A change to what an article states, as ``stances what-if`` takes it."""

    set: list[str] = Field(default_factory=list, max_length=50)
    drop: list[str] = Field(default_factory=list, max_length=50)
    stage: str | None = Field(default=None, max_length=40)
    date: str | None = Field(default=None, max_length=40)

    def change(self) -> Change:
        """Return the change."""
        return Change(
            tuple(parse_set(text) for text in self.set),
            tuple(parse_drop(text) for text in self.drop),
            self.stage,
            parse_anchor(self.date) if self.date else None,
        )


class WhatIfIn(BaseModel):
    """An article and a change."""

    article: ArticleIn
    change: ChangeIn


def day_of(text: str) -> str | None:
    """Return a form's day, None where it is empty.

    Raises
    ------
    UsageError
        If it is none.
    """
    return parse_day(text, "date").isoformat() if text.strip() else None
