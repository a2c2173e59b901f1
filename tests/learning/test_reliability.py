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


def test_the_model_of_our_reading_says_what_that_of_the_codes_says_of_what_is_expected(cases):
    made = fit(cases[::2])
    x = matrix([(case.features, None) for case in cases[1::2]])
    through, whole = made.read.within(x, 365), made.coded.within(made.reliability.expected(x), 365)
    date = made.coded.coef_[-1] * made.coded.centre_[-1] - made.read.coef_[-1] * made.read.centre_[-1]
    assert np.log(through / (1 - through)) == pytest.approx(np.log(whole / (1 - whole)), abs=abs(date) + 0.05)


def test_a_driver_that_is_read_badly_moves_a_forecast_less_than_one_that_a_person_coded(cases):
    """Else an analyst would be told that a guess is worth a fact."""
    made = fit(cases)
    assert (np.abs(made.read.coef_) <= np.abs(made.coded.coef_) * 1.25).all()
    drivers = [i for i, name in enumerate(FEATURES) if name.endswith(("+", "-"))]
    ratio = np.abs(made.read.coef_[drivers]).sum() / np.abs(made.coded.coef_[drivers]).sum()
    assert 0.2 < ratio < 0.8


def test_articles_that_nobody_coded_count_as_read(cases):
    bare = [case._replace(codes=None) for case in cases]
    assert (fit(bare).reliability.slope == 0.5).all()
    as_coded = [case._replace(codes=Codes(case.ahead, case.features)) for case in cases]
    assert fit(as_coded).reliability.slope[:-1] == pytest.approx(1.0, abs=0.52)
    assert np.median(fit(as_coded).reliability.slope) > 0.9
