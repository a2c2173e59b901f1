"""Which government a name, a capital or a person stands for, and where it stands for none."""

from datetime import date

import pytest

from stances.extraction.document import Document
from stances.extraction.matcher import shipped_matcher
from stances.records import Article

DAY = date(2018, 5, 17)


def mentions(text, day=DAY):
    document = Document(Article("a", text, date=day))
    found = [m for item in shipped_matcher().find(document) for m in item.mentions]
    return [(m.code, document.cased[m.start : m.end], m.use, m.place) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paris rejected the plan.", [("FRA", "Paris", "capital", False)]),
        ("They met in Paris.", [("FRA", "Paris", "capital", True)]),
        ("They arrived in Paris.", [("FRA", "Paris", "capital", True)]),
        ("Paris police said so.", [("FRA", "Paris", "capital", True)]),
        ("Paris city police said so.", [("FRA", "Paris", "capital", True)]),
        ("The police said Paris agreed.", [("FRA", "Paris", "capital", False)]),
        ("Paris (Reuters) - Talks go on.", [("FRA", "Paris", "capital", True)]),
        ("They live in France.", [("FRA", "France", "name", False)]),
        ("MEXICO AND CANADA MEET", [("MEX", "MEXICO", "name", False), ("CAN", "CANADA", "name", False)]),
        ("Talks with CANADA go on and they will go on for long.", []),
        ("He saw CANADA AND THE STATES OF OLD.", []),
        ("The mexico of old.", []),
        ("The river Jordan is low.", []),
        ("The Jordan River is low.", []),
        ("Michael Jordan plays.", []),
        ("Jordan signs.", [("JOR", "Jordan", "name", False)]),
        ("The Washington Post says so.", []),
        ("George Washington slept here.", []),
        ("Washington refused.", [("USA", "Washington", "capital", False)]),
        ("May said so.", []),
        ("Prime Minister May said so.", [("GBR", "May", "person", False)]),
        ("Mrs. May said so.", [("GBR", "May", "person", False)]),
        (
            "Theresa May left. May said so.",
            [("GBR", "Theresa May", "person", False), ("GBR", "May", "person", False)],
        ),
        ("trump cards.", []),
        ("TRUMP SAYS SO", [("USA", "TRUMP", "person", False)]),
        ("Donald Trump said so.", [("USA", "Donald Trump", "person", False)]),
    ],
)
def test_who_is_meant(text, expected):
    assert mentions(text) == expected


def test_a_person_counts_in_the_years_of_office_and_at_any_time_without_a_day():
    assert mentions("Trump said so.", date(2012, 1, 1)) == []
    assert mentions("Trump said so.", None) == [("USA", "Trump", "person", False)]


def test_of_several_people_of_a_name_the_one_in_office_is_meant():
    assert mentions("President Bush said so.", date(2005, 1, 1)) == [("USA", "Bush", "person", False)]
    assert mentions("Mr. Bush said so.", date(1990, 1, 1)) == [("USA", "Bush", "person", False)]
    assert mentions("President Bush said so.", date(1996, 1, 1)) == []


def test_a_headline_in_capitals_is_told_from_the_text_below():
    document = Document(Article("a", "Officials met.", "TALKS WITH MEXICO", DAY))
    assert [m.code for item in shipped_matcher().find(document) for m in item.mentions] == ["MEX"]


def test_an_ambiguous_name_goes_to_the_actor_that_is_named_elsewhere():
    assert [m[0] for m in mentions("North Korea waits. Korea will sign.")] == ["PRK", "PRK"]
    assert [m[0] for m in mentions("South Korea waits. Korea will sign.")] == ["KOR", "KOR"]
    assert [m[0] for m in mentions("Korea will sign. North Korea waits.")] == ["PRK", "PRK"]
