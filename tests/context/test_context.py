from datetime import date

import pytest

from stances.context import memberships, neighbours, regimes, trade
from stances.context.actors import COLUMNS, names
from stances.context.background import background
from stances.context.base_rates import beside, rate
from stances.context.elections import elections, next_election
from stances.context.memberships import common_bodies
from stances.context.neighbours import border, regions
from stances.context.ratification import KINDS, ROUTES, routes
from stances.context.regimes import regime
from stances.context.tables import rows
from stances.context.trade import agreements
from stances.records import Article, Reading


@pytest.mark.parametrize(
    ("code", "day", "office", "expected"),
    [
        ("MEX", "2018-05-17", "both", "2018-07-01"),
        ("USA", "2018-05-17", "legislative", "2018-11-06"),
        ("USA", "2020-05-01", "both", "2020-11-03"),
        ("FRA", "2017-01-01", "executive", "2017-04-23"),
        ("GBR", "2019-11-01", "legislative", "2019-12-12"),
        ("GBR", "2024-01-01", "legislative", "2024-07-04"),
        ("DEU", "2021-01-01", "legislative", "2021-09-26"),
        ("IND", "2019-01-01", "legislative", "2019-04-11"),
        ("BRA", "2022-01-01", "both", "2022-10-02"),
        ("JPN", "2021-01-01", "legislative", "2021-10-31"),
        ("KOR", "2022-01-01", "executive", "2022-03-09"),
        ("ISR", "2022-01-01", "legislative", "2022-11-01"),
        ("IRN", "2021-01-01", "executive", "2021-06-18"),
        ("TUR", "2023-01-01", "both", "2023-05-14"),
        ("CAN", "2015-05-01", "legislative", "2015-10-19"),
        ("EU", "2019-01-01", "legislative", "2019-05-23"),
        ("EU", "2024-01-01", "legislative", "2024-06-06"),
        ("MEX", "2024-01-01", "both", "2024-06-02"),
        ("USA", "2022-06-01", "legislative", "2022-11-08"),
        ("USA", "2026-01-01", "legislative", "2026-11-03"),
        ("GBR", "2016-01-01", "legislative", "2017-06-08"),
        ("FRA", "2022-01-01", "executive", "2022-04-10"),
        ("FRA", "2024-06-10", "legislative", "2024-06-30"),
        ("DEU", "2024-12-01", "legislative", "2025-02-23"),
        ("IND", "2024-01-01", "legislative", "2024-04-19"),
        ("BRA", "2018-01-01", "both", "2018-10-07"),
        ("JPN", "2024-10-01", "legislative", "2024-10-27"),
        ("KOR", "2025-01-01", "executive", "2025-06-03"),
        ("ISR", "2019-01-01", "legislative", "2019-04-09"),
        ("IRN", "2024-06-01", "executive", "2024-06-28"),
        ("TUR", "2018-05-01", "both", "2018-06-24"),
        ("CAN", "2025-03-01", "legislative", "2025-04-28"),
        ("AUS", "2025-01-01", "legislative", "2025-05-03"),
        ("POL", "2023-01-01", "legislative", "2023-10-15"),
        ("TWN", "2023-06-01", "both", "2024-01-13"),
        ("UKR", "2019-01-01", "executive", "2019-03-31"),
        ("TCD", "2021-01-01", "executive", "2021-04-11"),
        ("AUT", "2022-01-01", "legislative", "2024-09-29"),
    ],
)
def test_known_elections(code, day, office, expected):
    found = next_election(code, date.fromisoformat(day))
    assert (found.date.isoformat(), found.office) == (expected, office)


def test_the_tables_know_only_actors_and_their_own_words():
    assert elections().keys() <= names().keys()
    assert routes().keys() <= names().keys()
    for known in routes().values():
        for route in known:
            assert route.route in ROUTES
            assert route.kind in KINDS
            assert route.source
    for held in elections().values():
        assert {e.precision for e in held} <= {"day", "month", "year"}
        assert {e.office for e in held} <= {"executive", "legislative", "both"}


@pytest.mark.parametrize(
    ("code", "kind", "route", "body"),
    [
        ("USA", "treaty", "upper", "Senate"), ("USA", "executive", "executive", "President"), ("MEX", "treaty", "upper", "Senado"),
        ("CHE", "treaty", "referendum", "cantons"), ("COL", "treaty", "court", "Corte Constitucional"),
        ("IRN", "treaty", "simple", "Guardian Council"), ("GBR", "treaty", "simple", "House of Commons"),
        ("EU", "trade", "qualified", "every member state"), ("PHL", "treaty", "upper", "Senate"),
        ("GHA", "treaty", "qualified", "Parliament"), ("CAN", "treaty", "executive", "Cabinet"),
    ],
)  # fmt: skip
def test_known_ratification_routes(code, kind, route, body):
    known = next(r for r in routes()[code] if r.kind == kind)
    assert known.route == route
    assert body in known.bodies


def test_many_states_are_covered():
    assert len(elections()) >= 180
    assert len(routes()) >= 60


@pytest.mark.parametrize(
    ("pair", "day", "expected"),
    [
        (("EU", "TUR"), "2016-03-01", "EC Turkey"),
        (("FRA", "TUR"), "2016-03-01", "EC Turkey"),
        (("CAN", "USA"), "1992-01-01", "Canada US"),
        (("KOR", "USA"), "2013-01-01", "Korea US"),
        (("EU", "JPN"), "2020-01-01", "EC Japan"),
        (("EU", "JPN"), "2018-01-01", None),
        (("DEU", "FRA"), "2010-01-01", None),
        (("EU", "GBR"), "2020-05-01", None),
        (("CHN", "USA"), "2018-01-01", None),
    ],
)
def test_known_trade_agreements(pair, day, expected):
    found = agreements(pair, date.fromisoformat(day))
    assert (found[0].name if found else None) == expected
    assert found == agreements(pair[::-1], date.fromisoformat(day))


@pytest.mark.parametrize(
    ("pair", "day", "inside", "outside"),
    [
        (("CHN", "USA"), "2001-12-10", set(), {"WTO"}),
        (("CHN", "USA"), "2001-12-11", {"WTO"}, set()),
        (("FRA", "GBR"), "2020-01-31", {"EU", "NATO", "G7"}, set()),
        (("FRA", "GBR"), "2020-02-01", {"NATO", "G7"}, {"EU"}),
        (("QAT", "SAU"), "2018-06-01", {"GCC", "OPEC", "Arab League"}, set()),
        (("QAT", "SAU"), "2019-06-01", {"GCC"}, {"OPEC"}),
        (("FIN", "USA"), "2023-04-03", {"OECD"}, {"NATO"}),
        (("FIN", "USA"), "2023-04-04", {"NATO"}, set()),
        (("BRA", "VEN"), "2014-01-01", {"MERCOSUR"}, set()),
        (("BRA", "VEN"), "2018-01-01", set(), {"MERCOSUR"}),
        (("CHN", "JPN"), "2022-01-01", {"RCEP"}, {"CPTPP"}),
        (("MLI", "SEN"), "2025-06-01", set(), {"ECOWAS"}),
    ],
)
def test_known_memberships(pair, day, inside, outside):
    found = set(common_bodies(pair, date.fromisoformat(day)))
    assert inside <= found
    assert not outside & found


@pytest.mark.parametrize(
    ("code", "day", "democratic"),
    [
        ("USA", "2018-05-17", True), ("CHN", "2018-05-17", False), ("CHL", "1988-01-01", False), ("CHL", "1995-01-01", True),
        ("POL", "1987-01-01", False), ("KOR", "1986-01-01", False), ("IND", "1987-01-01", True), ("MMR", "2022-01-01", False),
        ("AFG", "2021-08-14", True), ("AFG", "2021-08-15", False), ("SAU", "2015-01-01", False),
    ],
)  # fmt: skip
def test_known_regimes(code, day, democratic):
    assert regime(code, date.fromisoformat(day)).democratic is democratic


@pytest.mark.parametrize(
    ("pair", "day", "expected"),
    [
        (("MEX", "USA"), "2018-05-17", True), (("EU", "TUR"), "2016-03-18", True), (("EU", "RUS"), "2003-01-01", True),
        (("IRN", "RUS"), "1987-01-01", True), (("IRN", "RUS"), "2015-01-01", False), (("DEU", "POL"), "1988-01-01", False),
        (("GBR", "RWA"), "2022-04-13", False), (("AUS", "PNG"), "2013-07-19", False), (("KEN", "SDN"), "2012-01-01", False),
    ],
)  # fmt: skip
def test_known_borders(pair, day, expected):
    assert border(pair, date.fromisoformat(day)) is expected
    assert border(pair[::-1], date.fromisoformat(day)) is expected


def test_the_tables_of_ties_know_only_actors_and_cover_the_states():
    states = {code for code, _, kind, *_ in rows("actors.csv", COLUMNS) if kind == "state"}
    assert {code for code, *_ in rows("regimes.csv", regimes.COLUMNS)} <= names().keys()
    assert {code for _, code, *_ in rows("memberships.csv", memberships.COLUMNS)} <= names().keys()
    assert {code for pair in rows("borders.csv", neighbours.BORDERS) for code in pair[:2]} <= names().keys()
    assert {code for code, *_ in rows("trade_size.csv", trade.SIZES)} <= states
    assert regions().keys() >= states
    for _, _, first, second in rows("trade_agreements.csv", trade.AGREEMENTS):
        assert {*first.split(), *second.split()} <= names().keys()


def test_ties_stand_in_the_background_apart_from_the_article():
    reading = Reading(Article("x", "", ""), date(2018, 5, 17), ("MEX", "USA"), "migration")
    facts = background(reading)
    both = " | ".join(facts["both"])
    assert "share a land border" in both
    assert "NAFTA" in both
    assert "4.7 times" in both
    assert facts["MEX"][0] == "Mexico: presidential democracy since 2000 (REIGN)"
    assert not reading.signals
    undated = background(reading._replace(as_of=None))
    assert not any("border" in fact for fact in undated["both"])


def test_base_rates_are_drawn_to_their_kind_and_tell_their_cases():
    news, asked, disputes, sanctions = beside("trade")
    assert (news.all, asked.all, disputes.all, sanctions.all) == (270, 90, 1151, 1024)
    assert sanctions.share < asked.share < news.share < disputes.share
    nuclear, everything = rate("news", "nuclear", 365), rate("news", "all", 365)
    assert nuclear.low < nuclear.share < everything.share
    assert nuclear.high - nuclear.low > everything.high - everything.low
    assert rate("news", "health", 365).share == everything.share
