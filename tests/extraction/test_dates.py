"""Which date ahead bears on the talks, and on which day it falls."""

from datetime import date

import pytest

from stances.extraction.dates import find_anchor
from stances.extraction.document import Document
from stances.records import Anchor, Article

THURSDAY = date(2018, 5, 17)


def when(words, day=THURSDAY, after="."):
    anchor = find_anchor(Document(Article("a", f"The two will meet {words}{after}")), day)
    return anchor.date if anchor else None


def kind(text):
    anchor = find_anchor(Document(Article("a", text)), THURSDAY)
    return anchor.kind if anchor else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on June 5", date(2018, 6, 5)),
        ("on June 5th, 2019", date(2019, 6, 5)),
        ("on June 5 2019", date(2019, 6, 5)),
        ("on 5 June", date(2018, 6, 5)),
        ("on 5 June 2019", date(2019, 6, 5)),
        ("on Aug. 9", date(2018, 8, 9)),
        ("on Sept. 9", date(2018, 9, 9)),
        ("on September 9", date(2018, 9, 9)),
        ("on December 31", date(2018, 12, 31)),
        ("on May 17", None),
        ("on May 18", date(2018, 5, 18)),
        ("on May 16", None),
        ("on Jan. 17", None),
        ("on Jan. 16", date(2019, 1, 16)),
        ("on June 31", None),
        ("on June 5, 2017", None),
        ("on May 16, 2020", date(2020, 5, 16)),
        ("on May 17, 2020", None),
        ("with June 5,000 men", None),
        ("at the end of June", date(2018, 6, 30)),
        ("at the end of February", date(2019, 2, 28)),
        ("by the end of December", date(2018, 12, 31)),
        ("at the end of May", date(2018, 5, 31)),
        ("at the end of April", date(2019, 4, 30)),
        ("by the end of the month", date(2018, 5, 31)),
        ("by the end of this year", date(2018, 12, 31)),
        ("next week", date(2018, 5, 21)),
        ("next month", date(2018, 6, 1)),
        ("next year", date(2019, 1, 1)),
        ("next spring", date(2019, 3, 1)),
        ("next summer", date(2018, 6, 1)),
        ("next autumn", date(2018, 9, 1)),
        ("next fall", date(2018, 9, 1)),
        ("next winter", date(2018, 12, 1)),
        ("in three days", date(2018, 5, 20)),
        ("within 10 more days", date(2018, 5, 27)),
        ("within a week", date(2018, 5, 24)),
        ("in one week", date(2018, 5, 24)),
        ("in two weeks", date(2018, 5, 31)),
        ("in four weeks", date(2018, 6, 14)),
        ("in five weeks", date(2018, 6, 21)),
        ("in six months", date(2018, 11, 13)),
        ("in ten days", date(2018, 5, 27)),
        ("in several days", date(2018, 5, 20)),
        ("in 24 months", date(2020, 5, 6)),
        ("in 25 months", None),
        ("in 0 days", None),
        ("tomorrow", date(2018, 5, 18)),
        ("on Friday", date(2018, 5, 18)),
        ("on Wednesday", date(2018, 5, 23)),
        ("later this week", date(2018, 5, 18)),
        ("later this month", date(2018, 5, 31)),
        ("later this year", date(2018, 12, 31)),
        ("later this spring", date(2018, 5, 31)),
        ("later this fall", date(2018, 11, 30)),
        ("in June", date(2018, 6, 15)),
        ("in early June", date(2018, 6, 5)),
        ("in late-June", None),
        ("in late August 2019", date(2019, 8, 25)),
        ("in mid-July", date(2018, 7, 15)),
        ("in May", None),
        ("by June 5", date(2018, 6, 5)),
        ("by June 5th", date(2018, 6, 5)),
        ("on Feb. 29", None),
        ("on Feb. 29, 2020", date(2020, 2, 29)),
        ("on Thursday", date(2018, 5, 24)),
        ("Sunday", date(2018, 5, 20)),
        ("next Monday", date(2018, 5, 21)),
    ],
)
def test_the_day_that_is_meant(words, expected):
    assert when(words) == expected


@pytest.mark.parametrize(
    ("day", "words", "expected"),
    [
        (date(2018, 12, 10), "next month", date(2019, 1, 1)),
        (date(2018, 11, 10), "next month", date(2018, 12, 1)),
        (date(2018, 12, 10), "by the end of the month", date(2018, 12, 31)),
        (date(2018, 6, 10), "next summer", date(2019, 6, 1)),
        (date(2018, 12, 10), "on Jan. 5", date(2019, 1, 5)),
        (date(2019, 1, 10), "on December 20", None),
        (date(2019, 1, 10), "in December", None),
        (date(2019, 6, 10), "in December", date(2019, 12, 15)),
        (date(2020, 1, 10), "on Feb. 29", date(2020, 2, 29)),
        (date(2018, 7, 10), "later this summer", date(2018, 8, 31)),
        (date(2018, 5, 19), "later this week", date(2018, 5, 20)),
        (date(2018, 5, 20), "next week", date(2018, 5, 21)),
        (date(2018, 5, 21), "next week", date(2018, 5, 28)),
        (date(9999, 12, 30), "in two weeks", None),
        (date(9999, 12, 30), "next year", None),
    ],
)
def test_the_day_that_is_meant_at_the_turn_of_the_year(day, words, expected):
    assert when(words, day) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers met on Monday.", None),
        ("The ministers will meet, he said on Monday.", None),
        ("The ministers will meet, he said here, on Monday.", "meeting"),
        ("The ministers will meet Monday.", "meeting"),
        ("The ministers were to meet Monday.", "meeting"),
        ("Ministers wait for a meeting until Monday.", "meeting"),
        ("A meeting was held by Monday.", None),
        ("A meeting since June 5.", None),
        ("A meeting signed on June 5.", None),
        ("A treaty of the meeting will be signed on June 5.", "signing"),
        ("Talks have been stalled since the end of March.", None),
        ("The talks have gone on since next week.", None),
        ("Officials met last June 5.", None),
        (f"He will {'very ' * 14}hold a meeting Monday.", None),
        (f"He will {'very ' * 10}hold a meeting Monday.", "meeting"),
        (f"Last year's talks {'very ' * 8}ended June 5.", "meeting"),
    ],
)
def test_a_date_is_past_by_the_words_before_it(text, expected):
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The elections are on June 5.", "election"),
        ("Mexico goes to the polls on June 5.", "election"),
        ("Mexico elects a president on June 5.", "election"),
        ("The two sides must agree by June 5.", "deadline"),
        ("Tariffs follow unless Mexico acts by June 5.", "deadline"),
        ("The truce expires on June 5.", "expiry"),
        ("The truce runs out on June 5.", "expiry"),
        ("They will sign on June 5.", "signing"),
        ("It is to be signed by June 5.", "signing"),
        ("Parliament votes on June 5.", "vote"),
        ("A referendum on June 5.", "vote"),
        ("The tariffs take effect on June 5.", "deadline"),
        ("The deadline is June 5.", "deadline"),
        ("A summit on June 5.", "meeting"),
        ("They will sign at a summit on June 5.", "signing"),
        ("Rain is near on June 5.", None),
    ],
)
def test_the_kind_of_a_date(text, expected):
    assert kind(text) == expected


def test_the_soonest_counts_whatever_stands_first():
    text = "The vote is on July 1. They will meet on June 9 and on June 5. Rain on May 20."
    assert find_anchor(Document(Article("a", text)), THURSDAY) == Anchor(date(2018, 6, 5), "meeting")
