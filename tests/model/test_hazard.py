"""The hazard's arithmetic, against the same sums done by hand."""

import math

import pytest

from stances.model.hazard import CUTS, MAX_DAYS, Coefficient, Hazard, expit, logit

ALPHAS = (-1.0, -1.5, -2.0, -2.5, -3.0)
PLAIN = Hazard(
    ALPHAS,
    0.3,
    {"a": Coefficient(0.5, 0.2, 0.3), "b": Coefficient(-0.4, 0.1, 0.0)},
    Coefficient(0.8, 0.4, 0.25),
)
AWAY, NEAR = -0.8 * 0.25, 0.8 * 0.75


def none_within(days, etas):
    """Return the likelihood that no period's hazard came true; the last period's goes on."""
    left = 1.0
    for eta, start, end in zip(etas, CUTS, CUTS[1:], strict=False):
        last = MAX_DAYS if end == CUTS[-1] else end
        share = max(0, min(days, last) - start) / (end - start)
        left *= (1 - expit(eta)) ** share
    return left


@pytest.mark.parametrize("days", [1, 15, 30, 31, 90, 180, 200, 365, 730, 731, MAX_DAYS])
def test_the_base_rate_is_the_product_over_the_periods(days):
    assert expit(PLAIN.base_log_odds(days)) == pytest.approx(1 - none_within(days, ALPHAS))


@pytest.mark.parametrize("days", [1, 30, 100, 365, 730, MAX_DAYS])
@pytest.mark.parametrize(("ahead", "period"), [(None, None), (1, 0), (30, 0), (31, 1), (365, 3), (730, 4), (900, 4)])
def test_the_next_date_counts_in_the_period_in_which_it_falls(days, ahead, period):
    etas = [alpha + 0.7 + (NEAR if i == period else AWAY) for i, alpha in enumerate(ALPHAS)]
    found = PLAIN.log_odds(days, {"a": 0.9, "b": -0.2}, ahead)
    assert expit(found) == pytest.approx(1 - none_within(days, etas))


def test_within_no_day_there_is_no_agreement():
    assert PLAIN.log_odds(0, {}, None) == -40.0


def test_a_feature_shifts_by_its_distance_from_the_mean_article():
    assert PLAIN.shifts({"a": 1.0, "c": 5.0}) == pytest.approx({"a": 0.5 * 0.7, "b": 0.0})
    assert PLAIN.shifts({"b": 1.0}) == pytest.approx({"a": -0.5 * 0.3, "b": -0.4})


def test_in_one_period_each_feature_adds_its_own_shift():
    parts = PLAIN.contributions(30, {"a": 0.9, "b": -0.2}, 10)
    assert parts == pytest.approx({"a": 0.9, "b": -0.2, "anchor": NEAR}, abs=1e-6)


def test_over_several_periods_the_parts_add_up_and_keep_their_ratio():
    shifts = {"a": 2.0, "b": -0.5}
    parts = PLAIN.contributions(400, shifts, None)
    assert sum(parts.values()) == pytest.approx(PLAIN.log_odds(400, shifts, None) - PLAIN.base_log_odds(400))
    assert parts["a"] == pytest.approx(-4 * parts["b"])


def test_a_date_that_weighs_nothing_has_no_part():
    still = PLAIN._replace(anchor=Coefficient(0.0, 0.0, 0.25))
    shifts = {"a": 2.5, "b": -0.5}
    parts = still.contributions(400, shifts, 60)
    assert parts["anchor"] == pytest.approx(0.0, abs=1e-3)  # what the sum over nodes leaves of the integral
    assert parts["a"] + parts["b"] == pytest.approx(
        still.log_odds(400, shifts, 60) - still.base_log_odds(400), abs=1e-3
    )


@pytest.mark.parametrize("days", [30, 400])
def test_the_slope_is_the_derivative(days):
    shifts = {"a": 0.9, "b": -0.2}
    up, down = (PLAIN.log_odds(days, {**shifts, "step": step}, 60) for step in (0.0051, 0.0049))
    assert PLAIN.slope(days, shifts, 60) == pytest.approx((up - down) / 0.0002, abs=1e-4)


def test_the_spread_joins_what_is_unsure():
    known = 0.3**2 + 0.25 * 0.4**2
    assert PLAIN.spread({"a": 0.3}) == pytest.approx(math.sqrt(known))
    assert PLAIN.spread({"a": 1.0, "b": 2.0}) == pytest.approx(math.sqrt(known + (0.2 * 0.7) ** 2 + (0.1 * 2) ** 2))
    assert PLAIN.spread({}) == pytest.approx(math.sqrt(known + (0.2 * 0.3) ** 2))


def test_likelihood_and_log_odds():
    assert expit(0.0) == 0.5
    assert logit(0.8) == pytest.approx(math.log(4))
    assert expit(logit(0.3)) == pytest.approx(0.3)
    assert expit(1e6) == expit(36.0) == pytest.approx(1.0)
    assert expit(1e6) < 1
    assert expit(-1e6) == expit(-36.0) == pytest.approx(math.exp(-36))
    assert expit(-35.0) > expit(-36.0)
