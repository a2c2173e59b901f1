from datetime import date

import pytest

from stances.context.actors import names
from stances.context.elections import elections, next_election
from stances.context.ratification import KINDS, ROUTES, routes


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


def test_many_states_are_covered():
    assert len(elections()) >= 180
    assert len(routes()) >= 60
