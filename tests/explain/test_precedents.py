from datetime import date

from stances.codebook import DRIVERS, ISSUES, SCOPES
from stances.context.actors import names
from stances.context.casebook import casebook
from stances.explain.precedents import precedents
from stances.road import predict


def test_every_case_keeps_to_the_codebook():
    assert len(casebook()) >= 180
    assert len({case.id for case in casebook()}) == len(casebook())
    for case in casebook():
        assert case.parties == tuple(sorted(case.parties))
        assert {*case.parties} <= names().keys()
        assert case.issue in ISSUES
        assert case.scope in SCOPES
        assert case.outcome in ("agreed", "none")
        assert case.start <= case.date[: len(case.start)]
        for driver, holder, polarity in case.drivers:
            assert driver in DRIVERS
            assert holder in (*case.parties, "both")
            assert polarity in (-1, 0, 1)


def test_both_outcomes_and_many_issues_are_there():
    outcomes = [case.outcome for case in casebook()]
    assert min(outcomes.count("agreed"), outcomes.count("none")) > len(outcomes) / 5
    assert len({case.issue for case in casebook()}) >= 15


def test_the_asylum_talks_are_near_the_safe_third_country_agreement(model, seed):
    near = precedents(predict(seed, model).reading)
    assert "can-usa-safe-third-country-2002" in [p.case.id for p in near]
    assert [p.similarity for p in near] == sorted((p.similarity for p in near), reverse=True)
    assert all(p.case.date < "2018-05-17" for p in near)


def test_nothing_of_the_future_is_near(model, seed):
    reading = predict(seed, model).reading._replace(as_of=date(1950, 1, 1))
    assert all(p.case.year < 1950 for p in precedents(reading))
