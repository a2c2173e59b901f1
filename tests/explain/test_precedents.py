from datetime import date

import stances.explain.precedents as near
from stances.codebook import DRIVERS, ISSUES, SCOPES
from stances.context.actors import names
from stances.context.casebook import casebook
from stances.context.relation import relation
from stances.explain.precedents import like_relation, precedents
from stances.reading.source import read
from stances.records import Reading, Signal, Span
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


ASYLUM = {"can-usa-safe-third-country-2002", "eu-tur-statement-2016"}


def test_the_asylum_talks_are_near_their_two_models(model, seed):
    found = precedents(predict(seed, model).reading)
    assert {p.case.id for p in found} >= ASYLUM
    assert [p.similarity for p in found] == sorted((p.similarity for p in found), reverse=True)
    assert all(p.case.date < "2018-05-17" for p in found)


def test_the_first_article_is_near_them_too(model, shared):
    (article,) = read(str(shared / "seeds" / "us-mexico-asylum-pact-2018-05.txt"))
    assert {p.case.id for p in precedents(predict(article, model, as_of=date(2018, 5, 17)).reading)} >= ASYLUM


def test_they_are_near_by_what_is_stated_and_not_by_their_names(seed):
    stated = [("payoff", "USA", 1), ("payoff", "MEX", -1), ("linkage", "MEX", 1), ("ratification", "USA", 1)]
    signals = tuple(Signal(d, h, p, 1.0, "", Span("text", 0, 0)) for d, h, p in stated)
    reading = Reading(seed, date(2018, 5, 17), ("MEX", "USA"), "migration", signals=signals)
    assert {p.case.id for p in precedents(reading)} >= ASYLUM
    others = {p.case.id for p in precedents(reading._replace(issue="trade"))}
    assert not others & ASYLUM


def test_a_relation_is_nearest_to_itself():
    one = relation(("MEX", "USA"), date(2018, 5, 17))
    assert like_relation(one, one) == 1
    assert like_relation(one, relation(("EU", "TUR"), date(2016, 3, 18))) > like_relation(
        one, relation(("GBR", "RWA"), date(2022, 4, 13))
    )


def test_nothing_of_the_future_is_near(model, seed):
    reading = predict(seed, model).reading._replace(as_of=date(1950, 1, 1))
    assert all(p.case.year < 1950 for p in precedents(reading))


def test_passing_over_cases_loses_none(model, seed):
    reading = predict(seed, model).reading
    here = relation(reading.parties, reading.as_of)
    stated = frozenset((s.driver, s.polarity) for s in reading.signals if s.polarity)
    most = sum(near.WEIGHTS.values())
    for issue in ("migration", "trade", "health", "other"):
        asked = reading._replace(issue=issue)
        every = sorted(
            -round(
                (
                    near.WEIGHTS["issue"] * near._issue_likeness(past.case.issue, issue)
                    + near._likeness(past, asked, stated)
                    + near.WEIGHTS["relation"] * like_relation(here, relation(past.case.parties, past.case.day))
                )
                / most,
                3,
            )
            for pasts in near._pasts().values()
            for past in pasts
            if past.over < "2018-05-17"
        )
        assert [-p.similarity for p in precedents(asked)] == every[:5]


def test_a_case_of_some_day_of_the_month_is_not_over_before_the_month_is(seed):
    case = next(case for case in casebook() if len(case.date) == 7 and not case.date.endswith("-12"))
    reading = Reading(seed, case.day.replace(day=28), case.parties, case.issue, scope=case.scope)
    after = case.day.replace(month=case.day.month + 1)
    assert case not in [p.case for p in precedents(reading)]
    assert case in [p.case for p in precedents(reading._replace(as_of=after))]
