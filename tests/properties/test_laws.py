"""Laws of the road, held on our own article and on any text."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.codebook import DRIVERS, drivers
from stances.model.forecast import forecast, log_odds_of
from stances.model.rules import shipped_rules
from stances.records import Article, Signal, Span
from stances.road import predict

WORDS = st.sampled_from(
    [
        "Mexico",
        "U.S.",
        "Trump",
        "talks",
        "deal",
        "said",
        "will",
        "not",
        "agreed",
        "election",
        "Congress.",
        "NAFTA",
        "tariffs",
        "“if”",
        "threat,",
        "July",
        "1",
        "2018",
        "\n\n",
        "Korea's",
    ]
)


def kinds(forecast_):
    return sorted((s.driver, s.holder, s.polarity, " ".join(s.quote.split())) for s in forecast_.reading.signals)


@given(st.text(max_size=400) | st.lists(WORDS, max_size=80).map(" ".join))
def test_any_text_never_crashes_and_quotes_are_to_the_letter(model, text):
    article = Article("x", text or " ", title=text[:40])
    result = predict(article, model, parties=("MEX", "USA"))
    for signal in result.reading.signals:
        assert article.field_text(signal.span.field)[signal.span.start : signal.span.end] == signal.quote


def test_quotes_of_the_seed_are_to_the_letter(model, seed):
    signals = predict(seed, model).reading.signals
    assert signals
    for s in signals:
        assert seed.field_text(s.span.field)[s.span.start : s.span.end] == s.quote


def test_the_order_of_the_parties_changes_nothing(model, seed):
    reading = predict(seed, model).reading
    turned = reading._replace(parties=reading.parties[::-1])
    rules = shipped_rules()
    assert forecast(turned, model, rules).likelihood.p == pytest.approx(
        forecast(reading, model, rules).likelihood.p, abs=1e-12
    )


@given(st.lists(st.sampled_from([" ", "  ", "\n", "\t", " \n"]), min_size=20, max_size=20))
def test_white_space_within_a_paragraph_changes_no_signal(model, seed, spaces):
    count = iter(range(10**6))
    text = re.sub(r"(?<!\n) (?!\n)", lambda _: spaces[next(count) % len(spaces)], seed.text)
    assert kinds(predict(seed._replace(text=text), model)) == kinds(predict(seed, model))


def test_blank_lines_between_paragraphs_change_no_signal(model, seed):
    text = seed.text.replace("\n\n", "\n\n\n\n")
    assert kinds(predict(seed._replace(text=text), model)) == kinds(predict(seed, model))


@given(st.integers(1, 1824), st.integers(1, 1824))
def test_a_longer_horizon_is_no_less_likely(model, seed, a, b):
    reading = predict(seed, model).reading
    p, q = (forecast(reading, model, shipped_rules(), within=d).likelihood.p for d in sorted((a, b)))
    assert p <= q + 1e-12


@given(st.integers(1, 1825))
def test_contributions_add_up(model, seed, days):
    result = predict(seed, model, within=days)
    p = result.likelihood.p
    assert log_odds_of(result) == pytest.approx(math.log(p / (1 - p)), abs=1e-9)
    assert result.likelihood.low <= p <= result.likelihood.high


@given(st.sampled_from([d for d in DRIVERS if drivers()[d].sign]), st.sampled_from(["MEX", "USA", "both"]))
def test_a_favourable_signal_never_lowers_the_likelihood(model, seed, driver, holder):
    reading = predict(seed, model).reading
    rules = shipped_rules()
    more = reading._replace(signals=(*reading.signals, Signal(driver, holder, 1, 0.5, "q", Span("text", 0, 1))))
    assert forecast(more, model, rules).likelihood.p >= forecast(reading, model, rules).likelihood.p - 1e-12


UNRELATED = (
    "Bakers in the old quarter say that a loaf wants a long night in the cool before it sees the oven.",
    "The museum shows forty watercolours of birds, most of them herons, and two small bronze hares.",
    "Heavy rain is forecast for the hills, with sunshine returning to the coast in the afternoon.",
    "A gardener recommends feeding tomatoes with compost and keeping slugs away with broken eggshells.",
    "The choir rehearses on the second floor, above the bicycle shop, and sings mostly in summer.",
)


@given(st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=6))
def test_appended_unrelated_paragraphs_change_no_signal(model, seed, paragraphs):
    text = "\n\n".join([seed.text, *paragraphs])
    assert kinds(predict(seed._replace(text=text), model)) == kinds(predict(seed, model))
