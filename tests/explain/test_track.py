from datetime import date

import pytest

from stances.explain.track import HALF_LIFE, track
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
    assert any(name.startswith("payoff") for name, _ in found.steps[1].moved)


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
    assert [name for name, _ in found.left_out] == ["b", "c", "e", "d"]


def test_nothing_gives_nothing(model):
    assert track([], model, shipped_rules()) == ((), ())


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
