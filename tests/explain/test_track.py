import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.codebook import DRIVERS, STAGES
from stances.explain.ageing import HALF_LIFE
from stances.explain.track import track
from stances.model.forecast import log_odds_of
from stances.model.hazard import logit
from stances.model.rules import shipped_rules
from stances.records import Abstention, Article, Reading, Signal, Span


def reading(name, day, *signals, pair=("MEX", "USA"), text=None, **more):
    made = tuple(Signal(d, h, s, 0.5, "q", Span("text", 0, 1)) for d, h, s in signals)
    article = Article(name, text or f"text of {name}", date=day)
    return Reading(article, day, pair, signals=made, **more)


def test_one_article_is_its_forecast_and_later_ones_move_it(model):
    first = reading("a", date(2018, 5, 1), ("payoff", "MEX", 1))
    second = reading("b", date(2018, 5, 20), ("payoff", "MEX", -1))
    found = track([second, first], model, shipped_rules())
    assert [step.articles for step in found.steps] == [("a",), ("b",)]
    assert found.steps[0].moved == ()
    before, after = (step.forecast.likelihood.p for step in found.steps)
    assert after < before
    assert any(move.part.startswith("payoff") for move in found.steps[1].moved)


def test_an_old_signal_counts_less_and_then_not_at_all(model):
    def after(days):
        old = reading("a", date(2018, 1, 1), ("linkage", "MEX", 1))
        new = reading("b", date.fromordinal(date(2018, 1, 1).toordinal() + days))
        return track([old, new], model, shipped_rules()).steps[-1].forecast.likelihood.p

    assert after(1) > after(HALF_LIFE) > after(3 * HALF_LIFE) > after(5 * HALF_LIFE)


def test_what_is_left_out_is_said(model):
    found = track(
        [
            reading("a", date(2018, 1, 1)),
            reading("b", date(2018, 1, 2), text="text of a"),
            reading("c", date(2018, 1, 3), pair=("CAN", "USA")),
            reading("d", None),
            reading("e", date(2018, 1, 4), abstention=Abstention("no_negotiation", "no talks")),
        ],
        model,
        shipped_rules(),
    )
    assert len(found.steps) == 1
    assert found.merged == (("b", "a"),)
    assert [name for name, _ in found.left_out] == ["c", "e", "d"]


def test_nothing_gives_nothing(model):
    assert track([], model, shipped_rules()) == ((), None, (), ())


@pytest.mark.parametrize("days", [0, 10])
def test_the_order_of_the_articles_changes_nothing(model, days):
    some = [
        reading("a", date(2018, 1, 1), ("payoff", "MEX", 1)),
        reading("b", date(2018, 1, 1 + days), ("flexibility", "USA", -1)),
    ]
    likelihoods = [
        [s.forecast.likelihood.p for s in track(order, model, shipped_rules()).steps] for order in (some, some[::-1])
    ]
    assert likelihoods[0] == pytest.approx(likelihoods[1])


def test_what_appeared_after_the_outcome_is_left_out(model):
    before, on, after = (reading(name, date(2018, 6, day)) for name, day in (("a", 1), ("b", 12), ("c", 13)))
    found = track([before, on, after], model, shipped_rules(), outcome=date(2018, 6, 12))
    assert [step.articles for step in found.steps] == [("a",), ("b",)]
    assert found.left_out == (("c", "it appeared on 2018-06-13, after the outcome of 2018-06-12"),)


def test_an_article_that_reports_the_deal_is_marked(model):
    found = track(
        [reading("a", date(2018, 6, 1)), reading("b", date(2018, 6, 2), concluded=True)], model, shipped_rules()
    )
    assert [step.concluded for step in found.steps] == [False, True]


def test_a_move_names_its_quotes_and_what_happened(model):
    old = reading("a", date(2018, 1, 1), ("linkage", "MEX", 1), stage="called_for")
    new = reading("b", date(2018, 1, 21), ("payoff", "USA", 1), stage="under_way")
    last = track([old, new], model, shipped_rules()).steps[-1]
    moved = {move.part: move for move in last.moved}
    assert moved["payoff + USA"].why == "newly stated"
    assert [last.stated_in[i] for i in moved["payoff + USA"].quotes] == ["b"]
    assert moved["linkage + MEX"].why == "fades: not stated this time"
    assert moved["linkage + MEX"].change < 0
    assert moved["stage"].why == "called for → under way"


signals = st.lists(
    st.tuples(st.sampled_from(DRIVERS), st.sampled_from(["MEX", "USA", "both"]), st.sampled_from([-1, 0, 1])),
    max_size=6,
)
days = st.lists(st.tuples(st.integers(0, 400), signals, st.sampled_from(STAGES)), min_size=2, max_size=5)


@given(days)
def test_the_parts_of_a_move_add_up_to_it(model, given_days):
    readings = [
        reading(f"n{n}", date.fromordinal(date(2018, 1, 1).toordinal() + day), *some, stage=stage, text=f"text {n}")
        for n, (day, some, stage) in enumerate(given_days)
    ]
    steps = track(readings, model, shipped_rules()).steps
    for before, after in itertools.pairwise(steps):
        move = log_odds_of(after.forecast) - log_odds_of(before.forecast)
        assert sum(part.change for part in after.moved) == pytest.approx(move, abs=1e-9)
        p, q = (step.forecast.likelihood.p for step in (before, after))
        assert move == pytest.approx(logit(q) - logit(p), abs=1e-6)
