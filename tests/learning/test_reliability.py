"""What we read counts as far as readers code it where we read it: no further, and no less."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.learning.hazard_fit import fit, matrix
from stances.learning.reliability import reliability, unmeasured
from stances.learning.table import FEATURES, Codes, read_table
from stances.resources import shipped


def columns(*values):
    """Features as they come, and no date."""
    return np.column_stack([np.array(v, dtype=float) for v in values] + [np.full(len(values[0]), np.nan)])


@pytest.fixture(scope="module")
def cases():
    return read_table(shipped("data", "outcomes.csv"))


def test_what_is_read_as_readers_read_counts_nearly_whole_and_guesses_nearly_nothing():
    draw = np.random.default_rng(0)
    stated, guessed = draw.random(4000) < 0.4, draw.random(4000) < 0.4
    found = reliability(columns(stated, guessed), columns(stated, stated), np.ones(4000))
    assert found.slope[:2] == pytest.approx([1.0, 0.0], abs=0.04)


@given(st.integers(0, 100), st.integers(5, 60))
def test_the_usual_article_is_expected_to_be_the_usual_article(seed, size):
    """Else a misread feature would move every forecast, also that of an article like all others."""
    draw = np.random.default_rng(seed)
    read, coded = columns(draw.random(size), draw.random(size)), columns(draw.random(size), draw.random(size))
    weight = draw.random(size) + 0.1
    expected = reliability(read, coded, weight).expected(read)
    assert np.average(expected[:, :-1], axis=0, weights=weight) == pytest.approx(
        np.average(coded[:, :-1], axis=0, weights=weight)
    )


def test_with_few_coded_articles_the_prior_speaks():
    read, coded = columns([1, 0]), columns([0, 1])
    assert reliability(read, coded, np.ones(2)).slope[0] > 0.3
    assert (unmeasured(read, np.ones(2)).slope == 0.5).all()


def test_one_hit_on_what_is_hardly_ever_read_proves_little_and_neither_does_one_miss():
    """Else the issue of a single episode would count as if it were always read right, or never."""
    read = columns([1] + [0] * 249)
    hit, miss = (reliability(read, columns([said] + [0] * 249), np.ones(250)).slope[0] for said in (1, 0))
    assert 0.35 < miss < 0.5 < hit < 0.65


@given(st.integers(0, 100), st.integers(5, 60))
def test_a_reading_never_counts_more_than_the_fact_nor_against_it(seed, size):
    draw = np.random.default_rng(seed)
    read, coded = columns(draw.random(size) / 9), columns(draw.choice([-1.0, 1.0], size))
    assert (
        (reliability(read, coded, np.ones(size)).slope >= 0) & (reliability(read, coded, np.ones(size)).slope <= 1)
    ).all()


def test_dates_that_are_dealt_out_at_random_tell_nothing():
    """Most dates fall in the first month: that they do is no sign that ours is the readers'."""
    draw = np.random.default_rng(0)
    days = draw.choice([10.0, 20.0, 60.0, np.nan], 3000, p=[0.4, 0.3, 0.1, 0.2])
    read, coded = (np.column_stack([np.zeros(3000), given]) for given in (days, draw.permutation(days)))
    assert reliability(read, coded, np.ones(3000)).slope[1] == pytest.approx(0.0, abs=0.05)


def test_what_is_read_badly_makes_a_forecast_less_sure_not_more(cases):
    """The slope itself is known from so many articles alone, and its error is part of the interval."""
    made = fit(cases)
    sure = made.reliability._replace(error=np.zeros_like(made.reliability.error)).through(made.coded)
    assert (np.diag(made.read.covariance_) >= np.diag(sure.covariance_)).all()
    assert np.diag(made.read.covariance_).sum() > np.diag(sure.covariance_).sum()


def test_the_model_of_our_reading_says_what_that_of_the_codes_says_of_what_is_expected(cases):
    made = fit(cases[::2])
    x = matrix([(case.features, None) for case in cases[1::2]])
    through, whole = made.read.within(x, 365), made.coded.within(made.reliability.expected(x), 365)
    date = made.coded.coef_[-1] * made.coded.centre_[-1] - made.read.coef_[-1] * made.read.centre_[-1]
    assert np.log(through / (1 - through)) == pytest.approx(np.log(whole / (1 - whole)), abs=abs(date) + 0.05)


def test_a_driver_that_is_read_badly_moves_a_forecast_less_than_one_that_a_person_coded(cases):
    """Else an analyst would be told that a guess is worth a fact."""
    made = fit(cases)
    assert (np.abs(made.read.coef_) <= np.abs(made.coded.coef_)).all()
    drivers = [i for i, name in enumerate(FEATURES) if name.endswith(("+", "-"))]
    ratio = np.abs(made.read.coef_[drivers]).sum() / np.abs(made.coded.coef_[drivers]).sum()
    assert 0.2 < ratio < 0.8


def test_where_nobody_coded_a_reading_counts_half_and_where_the_codes_are_the_reading_nearly_whole(cases):
    bare = [case._replace(codes=None) for case in cases]
    assert (fit(bare).reliability.slope == 0.5).all()
    as_coded = [case._replace(codes=Codes(case.ahead, case.features)) for case in cases]
    assert np.median(fit(as_coded).reliability.slope) > 0.8


def test_signals_that_a_user_stated_count_as_stated_and_tell_nothing_of_how_we_read_the_stage(cases):
    """Their stage, issue and date are our own reading: they would vouch for themselves."""
    plain = fit(cases).reliability
    more = [
        case._replace(
            id=f"{case.id}-mine",
            episode=f"{case.id}-mine",
            codes=Codes(None, {**case.features, "payoff-": 1.0}, whole=False),
        )
        for case in cases[:60]
    ]
    assert (fit([*cases, *more]).reliability.slope == plain.slope).all()
    flipped = [case._replace(codes=Codes(None, {**case.features, "payoff-": 0.0}, whole=False)) for case in more]
    one, other = (fit([*cases, *some]).coded.coef_[FEATURES.index("payoff-")] for some in (more, flipped))
    assert one != other
