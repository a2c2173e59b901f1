"""From a reading to a likelihood with its interval and its parts."""

from datetime import date

import pytest

from stances.context.base_rates import rate
from stances.errors import UsageError
from stances.model.base import QUESTION, asks, base_offset
from stances.model.features import row
from stances.model.forecast import CONCLUDED, Z, forecast, likelihood_of, log_odds_of
from stances.model.hazard import CUTS, MAX_DAYS, expit, logit
from stances.model.rules import parse_rules
from stances.records import Abstention, Anchor, Article, Reading, Signal, Span

DAY = date(2018, 5, 17)
RULE = '[[rule]]\nid = "x"\nwhen = [{ signal = "payoff" }]\neffect = 0.7\nwhy = "w"\nsource = "s"'
RULES = parse_rules(RULE, "f")
QUESTION_TITLE = "Will Mexico and the United States sign a deal before 1 June 2019?"


def reading(*kinds, **fields):
    signals = tuple(Signal(d, h, p, 0.5, "q", Span("text", 0, 1)) for d, h, p in kinds)
    given = Reading(Article("a", "t", date=DAY), DAY, ("MEX", "USA"), issue="trade", signals=signals)
    return given._replace(**fields)


TOLD = reading(
    ("payoff", "MEX", 1), ("pressure", "USA", 1), ("payoff", "USA", 1), ("payoff", "MEX", 1), ("payoff", "MEX", -1),
    stage="narrowing", anchor=Anchor(date(2018, 6, 30), "meeting"),
)  # fmt: skip


@pytest.mark.parametrize("within", [0, -1, MAX_DAYS + 1])
def test_a_horizon_out_of_range_is_refused(model, within):
    with pytest.raises(UsageError) as error:
        forecast(TOLD, model, (), within=within)
    assert str(error.value) == f"a horizon of {within} days is out of range (1 to 1825 days)"


@pytest.mark.parametrize("within", [1, MAX_DAYS])
def test_the_first_and_the_last_horizon_are_answered(model, within):
    assert forecast(TOLD, model, (), within=within).likelihood.within_days == within


@pytest.mark.parametrize("why", [{"abstention": Abstention("no", "none")}, {"parties": None}])
def test_without_talks_there_is_a_reading_and_no_number(model, why):
    given = reading(**why)
    assert forecast(given, model, RULES) == (given, (), None, (), (), (), model.card, ())


def test_the_likelihood_is_the_hazards_after_the_rules(model):
    found = forecast(TOLD, model, RULES, within=100)
    shifts = model.hazard.shifts(row(TOLD))
    assert found.likelihood.p == pytest.approx(expit(model.hazard.log_odds(100, shifts, 44) + 0.7))
    assert found.likelihood.base_rate == pytest.approx(expit(model.hazard.base_log_odds(100)))
    assert (found.likelihood.within_days, found.likelihood.level) == (100, 0.8)
    assert [point.days for point in found.likelihood.curve] == list(CUTS[1:])
    assert likelihood_of(TOLD, model, RULES, 100) == found.likelihood.p
    assert [(r.id, r.effect) for r in found.rules] == [("x", 0.7)]
    assert found.model == model.card


def test_the_interval_is_that_of_the_delta_method(model):
    likelihood = forecast(TOLD, model, RULES, within=30).likelihood
    features = row(TOLD)
    shifts = model.hazard.shifts(features)
    reach = Z * model.hazard.slope(30, shifts, 44) * model.hazard.spread(features)
    centre = model.hazard.log_odds(30, shifts, 44) + 0.7
    assert likelihood.low == pytest.approx(expit(centre - reach))
    assert likelihood.high == pytest.approx(expit(centre + reach))
    assert likelihood.curve[0] == (30, likelihood.p, likelihood.low, likelihood.high)


def test_a_year_is_asked_where_no_horizon_is_given(model):
    assert forecast(TOLD, model, ()).likelihood.within_days == 365


def test_a_cap_on_a_question_lowers_what_its_own_rate_gives(model):
    asked = TOLD._replace(article=Article("q", "t", QUESTION_TITLE, DAY))
    cap = parse_rules(RULE.replace("effect = 0.7", "cap = 0.01"), "f")
    found = forecast(asked, model, cap)
    assert found.likelihood.p == pytest.approx(0.01)
    assert log_odds_of(found) == pytest.approx(logit(0.01))


def test_no_bound_falls_along_the_curve(model):
    uncertain = model._replace(hazard=model.hazard._replace(alpha_sd=3.0, alphas=(0.0,) * 5))
    curve = forecast(TOLD, uncertain, (), within=365).likelihood.curve
    assert [p.low for p in curve] == sorted(p.low for p in curve)
    assert [p.high for p in curve] == sorted(p.high for p in curve)


def test_given_features_take_the_place_of_the_readings_own(model):
    plain = reading()
    aged = forecast(TOLD._replace(anchor=None), model, (), features=row(plain))
    assert aged.likelihood == forecast(plain, model, ()).likelihood


def test_the_parts_of_a_forecast(model):
    found = forecast(TOLD, model, RULES, within=30)
    parts = {(c.driver, c.holder, c.polarity): c for c in found.contributions}
    shifts = model.hazard.shifts(row(TOLD))
    mexico, states = parts["payoff", "MEX", 1], parts["payoff", "USA", 1]
    assert (mexico.evidence, states.evidence) == ((0, 3), (2,))
    assert mexico.contribution == pytest.approx(shifts["payoff+"] * 2 / 3, abs=1e-6)
    assert states.contribution == pytest.approx(shifts["payoff+"] / 3, abs=1e-6)
    assert parts["payoff", "MEX", -1].evidence == (4,)
    assert parts["payoff", "MEX", -1].contribution == pytest.approx(shifts["payoff-"], abs=1e-6)
    stage = sum(value for name, value in shifts.items() if name.startswith("stage:"))
    assert parts["stage", "both", 0].contribution == pytest.approx(stage, abs=1e-6)
    issue = sum(value for name, value in shifts.items() if name.startswith("issue:"))
    assert parts["issue", "both", 0].contribution == pytest.approx(issue, abs=1e-6)
    away = -model.hazard.anchor.mean * model.hazard.anchor.centre
    assert parts["anchor", "both", 0].contribution == pytest.approx(away, abs=1e-6)
    assert log_odds_of(found) == pytest.approx(logit(found.likelihood.p))


def test_the_largest_part_comes_first_and_each_names_its_source(model):
    found = forecast(TOLD, model, RULES).contributions
    order = [(-abs(c.contribution), c.driver, c.holder) for c in found]
    assert order == sorted(order)
    sources = {c.driver: c.source for c in found}
    assert sources["stage"] == "stage of the talks"
    assert sources["anchor"] == "dates ahead"
    assert sources["issue"] == "rate of agreement by issue"
    assert sources["unstated"] == "what such articles usually state and this one does not"
    assert sources.get("weaker_side", "Raiffa 1982: an agreement takes two") == "Raiffa 1982: an agreement takes two"
    assert sources["payoff"] not in ("", None)
    assert all(
        c.evidence == () and c.holder == "both" and c.polarity == 0
        for c in found
        if c.driver not in ("payoff", "pressure")
    )


def test_each_party_has_a_stance(model):
    assert [(s.code, s.name) for s in forecast(TOLD, model, ()).stances] == [
        ("MEX", "Mexico"),
        ("USA", "United States"),
    ]
    assert forecast(TOLD, model, ()).stances[1].label == "seeks"


def test_what_a_reader_has_to_know_is_noted(model):
    assert CONCLUDED not in forecast(TOLD, model, ()).notes
    assert forecast(TOLD._replace(concluded=True), model, ()).notes[0] == CONCLUDED
    asked = TOLD._replace(article=TOLD.article._replace(title=QUESTION_TITLE))
    assert QUESTION in forecast(asked, model, ()).notes
    assert QUESTION not in forecast(TOLD, model, ()).notes


@pytest.mark.parametrize(
    ("by", "as_of", "within", "days"),
    [
        (None, DAY, 90, 90),
        (date(2018, 6, 16), DAY, 90, 30),
        (date(2018, 5, 1), DAY, 90, 1),
        (date(2040, 1, 1), DAY, 90, MAX_DAYS),
        (date(2018, 6, 16), None, 90, 90),
    ],
)
def test_a_question_starts_from_the_rate_of_questions_at_its_own_day(model, by, as_of, within, days):
    asked = reading(article=Article("q", "t", QUESTION_TITLE, DAY, by), as_of=as_of)
    expected = logit(rate("questions").share) - model.hazard.base_log_odds(days)
    assert base_offset(asked, model.hazard, within) == pytest.approx(expected)
    assert base_offset(reading(), model.hazard, within) == 0.0


def test_the_rate_of_questions_moves_the_whole_forecast(model):
    asked = TOLD._replace(article=Article("q", "t", QUESTION_TITLE, DAY))
    offset = base_offset(asked, model.hazard, 90)
    news, found = (forecast(given, model, RULES, within=90).likelihood for given in (TOLD, asked))
    assert logit(found.p) == pytest.approx(logit(news.p) + offset)
    assert logit(found.base_rate) == pytest.approx(logit(news.base_rate) + offset)
    assert logit(found.curve[-1].p) == pytest.approx(logit(news.curve[-1].p) + offset)
    assert likelihood_of(asked, model, RULES, 90) == pytest.approx(found.p)


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Will they sign by 2030?", True),
        ("Will they sign by 2030", False),
        ("Before 2030? They will sign", False),
        ("What WILL they sign BETWEEN May and July 2024?", True),
        ("Will they sign in 2030?", False),
        (f"{'x' * 976} Will they sign by 2030?", True),
        (f"{'x' * 977} Will they sign by 2030?", False),
    ],
)
def test_a_title_asks_what_will_be_and_by_when(title, question):
    assert asks(Article("q", "t", title)) is question
