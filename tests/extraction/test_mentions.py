"""Which government a name, a capital or a person stands for, and where it stands for none."""

from datetime import date

import pytest

from stances.context.actors import Form
from stances.extraction.automaton import Hit
from stances.extraction.document import Document
from stances.extraction.matcher import shipped_matcher
from stances.extraction.mentions import resolve_mentions
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


def resolved(text, forms, *keys):
    """Return who is meant by some forms, each where it stands first."""
    document = Document(Article("a", text, date=DAY))
    hits = [Hit(key, document.lower.index(key), document.lower.index(key) + len(key)) for key in keys]
    return [(m.code, document.cased[m.start : m.end]) for m in resolve_mentions(document, hits, forms, {})]


def form(code, text, use="name", sure=True):
    return {text.lower(): [Form(code, text, use, sure)]}


CONGO = {"congo": [Form("COD", "Congo", "name", True), Form("COG", "Congo", "name", True)]}


def test_of_forms_that_overlap_the_first_counts_and_of_those_that_touch_both():
    forms = form("RUR", "Ruritania") | form("TAN", "tania") | form("GRA", "Graustark")
    assert resolved("Ruritania waits.", forms, "ruritania", "tania") == [("RUR", "Ruritania")]
    both = [("RUR", "Ruritania"), ("GRA", "Graustark")]
    assert resolved("RuritaniaGraustark waits.", forms, "ruritania", "graustark") == both


def test_a_form_of_two_actors_is_open_though_both_are_sure():
    forms = CONGO | form("COG", "Brazzaville")
    assert resolved("Congo waits.", forms, "congo") == [("COD", "Congo")]
    both = [("COG", "Congo"), ("COG", "Brazzaville")]
    assert resolved("Congo waits. Brazzaville signs.", forms, "congo", "brazzaville") == both


def test_a_place_gives_an_open_form_no_support():
    forms = CONGO | form("COG", "Brazzaville", "capital")
    assert resolved("Congo waits. They met in Brazzaville.", forms, "congo", "brazzaville")[0] == ("COD", "Congo")


def test_what_an_open_form_covers_is_no_other_actor_and_the_word_after_it_may_be():
    forms = form("COD", "East Congo", sure=False) | form("COG", "Congo") | form("TCD", "Chad")
    assert resolved("East Congo waits.", forms, "east congo", "congo") == [("COD", "East Congo")]
    both = [("COD", "East Congo"), ("TCD", "Chad")]
    assert resolved("East CongoChad waits.", forms, "east congo", "chad") == both


def test_an_open_form_of_a_body_means_nobody_unless_its_actor_is_named_elsewhere():
    forms = form("EU", "the Union", "body", sure=False) | form("EU", "Brussels", "seat")
    assert resolved("He spoke for the Union.", forms, "the union") == []
    both = [("EU", "Brussels"), ("EU", "the Union")]
    assert resolved("Brussels agreed. He spoke for the Union.", forms, "brussels", "the union") == both


def test_a_line_in_capitals_may_name_an_actor_by_a_form_of_four_letters_and_no_shorter_one():
    assert resolved("ALL OF OZ GO", form("OZZ", "Oz"), "oz") == []
    assert resolved("ALL OF OZA GO", form("OZZ", "Oza"), "oza") == []
    assert resolved("ALL OF OZIA GO", form("OZZ", "Ozia"), "ozia") == [("OZZ", "OZIA")]


@pytest.mark.parametrize("named", ["KOR", "PRK"])
def test_the_other_korea_is_meant_where_only_it_is_named(named):
    for listed in ("KOR", "PRK"):
        forms = form(listed, "Korea", sure=False) | form(named, "Choson")
        assert resolved("Korea waits. Choson signs.", forms, "korea", "choson")[0] == (named, "Korea")
