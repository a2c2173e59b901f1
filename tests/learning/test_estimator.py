import itertools

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.utils.estimator_checks import parametrize_with_checks

from stances.learning.estimator import DiscreteTimeHazard


@pytest.mark.filterwarnings("ignore")
@parametrize_with_checks([DiscreteTimeHazard()])
def test_it_keeps_scikit_learns_contract(estimator, check):
    check(estimator)


def simulated(size=4000, effect=0.8, seed=0):
    draw = np.random.default_rng(seed)
    x = draw.normal(size=(size, 1))
    hazards = 1 / (1 + np.exp(-(-2 + effect * x)))
    days = np.full(size, -730.0)
    for start, end in reversed([(0, 30), (30, 90), (90, 180), (180, 365), (365, 730)]):
        days = np.where(draw.random(size) < hazards[:, 0], draw.integers(start + 1, end + 1, size), days)
    return x, days


def test_it_recovers_what_made_the_data():
    x, days = simulated()
    model = DiscreteTimeHazard(precision=0.01).fit(x, days)
    assert model.coef_[0] / model.spread_[0] == pytest.approx(0.8, abs=0.1)
    assert model.alpha_ == pytest.approx(np.full(5, -2.0), abs=0.2)


def test_a_strong_prior_is_the_prior_and_a_weak_one_the_data():
    x, days = simulated(400)
    assert DiscreteTimeHazard(precision=1e9, prior=0.3).fit(x, days).coef_[0] == pytest.approx(0.3, abs=1e-4)
    free = DiscreteTimeHazard(precision=0.0).fit(x, days).coef_[0]
    assert DiscreteTimeHazard(precision=1e-6, prior=5.0).fit(x, days).coef_[0] == pytest.approx(free, abs=1e-3)


def test_bounds_hold():
    x, days = simulated(400, effect=-1.0)
    assert DiscreteTimeHazard(precision=0.1, bounds=[(0.0, None)]).fit(x, days).coef_[0] == 0.0


def test_weights_count_like_copies():
    x, days = simulated(200)
    twice = DiscreteTimeHazard().fit(np.vstack([x, x]), np.concatenate([days, days]))
    weighted = DiscreteTimeHazard().fit(x, days, sample_weight=np.full(len(x), 2.0))
    assert twice.coef_ == pytest.approx(weighted.coef_, abs=1e-4)


def test_the_order_of_rows_changes_nothing():
    x, days = simulated(300)
    order = np.random.default_rng(1).permutation(len(x))
    assert DiscreteTimeHazard().fit(x[order], days[order]).coef_ == pytest.approx(
        DiscreteTimeHazard().fit(x, days).coef_, abs=1e-5
    )


def test_a_longer_horizon_is_no_less_likely():
    x, days = simulated(200)
    model = clone(DiscreteTimeHazard()).fit(x, days)
    said = [model.within(x, horizon) for horizon in (10, 30, 100, 365, 700)]
    assert all((b >= a).all() for a, b in itertools.pairwise(said))


def test_intervals_cover_what_made_the_data():
    covered = 0
    for seed in range(40):
        x, days = simulated(300, seed=seed)
        model = DiscreteTimeHazard(precision=1e-3).fit(x, days)
        error = model.coef_[0] - 0.8 * model.spread_[0]
        covered += abs(error) <= 1.2816 * np.sqrt(model.covariance_[-1, -1])
    assert 25 <= covered <= 39
