"""Simulated from the model itself, the fit finds what made the data, and its intervals cover as they claim."""

import itertools

import numpy as np
import pytest

from stances.codebook import drivers
from stances.learning.estimator import DiscreteTimeHazard
from stances.learning.hazard_fit import Widths, fit, to_hazard
from stances.learning.table import FEATURES, read_table
from stances.learning.train import fitted
from stances.model.artefact import hazard_to_json
from stances.model.hazard import CUTS
from stances.resources import shipped

PERIODS = list(itertools.pairwise(CUTS))
PRECISION, MEAN, Z = 10.0, 0.1, 1.2816
ALPHA_MEAN = -2.0


@pytest.fixture(scope="module")
def cases():
    return read_table(shipped("data", "outcomes.csv"))


def simulated(draw, size, alpha, effect):
    """Durations from the hazard: three features and, in the last column, the days to a date for half of the cases."""
    x = draw.normal(size=(size, 4))
    x[:, 3] = np.where(draw.random(size) < 0.5, draw.integers(1, 200, size), np.nan)
    z = (x[:, :3] - x[:, :3].mean(axis=0)) / x[:, :3].std(axis=0)
    centre = np.mean(~np.isnan(x[:, 3])) / len(PERIODS)
    days = np.full(size, -730.0)
    for k, (start, end) in reversed(list(enumerate(PERIODS))):
        inside = (np.nan_to_num(x[:, 3], nan=-1) > start) & (np.nan_to_num(x[:, 3], nan=-1) <= end)
        eta = alpha[k] + z @ effect[:3] + effect[3] * (inside - centre)
        event = draw.random(size) < 1 / (1 + np.exp(-eta))
        days = np.where(event, draw.integers(start + 1, end + 1, size), days)
    cut = draw.random(size) < 0.2  # a fifth is followed for half a year alone
    return x, np.where(cut & ((days < 0) | (days > 180)), -180.0, days)


def test_eighty_percent_intervals_cover_eighty_percent():
    draw = np.random.default_rng(0)
    covered = []
    for _ in range(120):
        alpha = draw.normal(ALPHA_MEAN, 1, len(PERIODS))
        effect = draw.normal(MEAN, PRECISION**-0.5, 4)
        x, days = simulated(draw, 300, alpha, effect)
        model = DiscreteTimeHazard(precision=PRECISION, prior=MEAN, date_column=3).fit(x, days)
        error = np.concatenate([model.alpha_ - alpha, model.coef_ - effect])
        covered.append(np.abs(error) <= Z * np.sqrt(np.diag(model.covariance_)))
    rate = np.mean(covered, axis=0)
    sampling = np.sqrt(0.8 * 0.2 / len(covered))
    assert np.mean(rate) == pytest.approx(0.8, abs=0.04)
    assert (np.abs(rate - 0.8) < 3.5 * sampling).all(), rate


def test_more_data_come_nearer_to_the_truth():
    effect, alpha = np.array([0.5, -0.3, 0.0, 0.8]), np.full(len(PERIODS), ALPHA_MEAN)
    errors = []
    for size in (200, 20_000):
        x, days = simulated(np.random.default_rng(1), size, alpha, effect)
        found = DiscreteTimeHazard(precision=1e-3, date_column=3).fit(x, days).coef_
        errors.append(np.abs(found - effect).max())
    assert errors[1] < 0.08 < errors[0]


def test_infinitely_tight_priors_are_the_codebook(cases):
    tight = fit(cases, (Widths(1e-4, 1e-4, 1e-4, 1e-4),))
    model = to_hazard(tight.coded)
    assert model.effects["payoff-"].mean == pytest.approx(drivers()["payoff"].negative, abs=1e-3)
    assert model.effects["stage:called_for"].mean == pytest.approx(-0.5, abs=1e-3)
    assert model.anchor.mean == pytest.approx(0.1, abs=1e-3)
    read, slope = to_hazard(tight.read), tight.reliability.slope[FEATURES.index("payoff-")]
    assert 0 < slope < 1
    assert read.effects["payoff-"].mean == pytest.approx(slope * drivers()["payoff"].negative, abs=1e-3)


def test_an_average_over_widths_lies_between_its_fits_and_leans_to_the_likelier(cases):
    """Else the forecast would hang on the one width that happened to come first."""
    tight, loose = Widths(0.01, 0.01, 0.01), Widths(0.2, 0.5, 0.1)
    one, two, both = (fit(cases, grid).coded for grid in ((tight,), (loose,), (tight, loose)))
    low, high = np.minimum(one.coef_, two.coef_), np.maximum(one.coef_, two.coef_)
    assert ((both.coef_ >= low - 1e-9) & (both.coef_ <= high + 1e-9)).all()
    likelier = max((one, two), key=lambda model: model.evidence_)
    other = min((one, two), key=lambda model: model.evidence_)
    assert np.abs(both.coef_ - likelier.coef_).sum() < np.abs(both.coef_ - other.coef_).sum()
    least = np.minimum(np.diag(one.covariance_), np.diag(two.covariance_))
    assert (np.diag(both.covariance_) >= least - 1e-12).all(), "not to know the width makes nothing surer"


def test_the_evidence_is_the_likelihood_of_the_data(cases):
    """Against plain summing over a grid, in a model of one effect and no unknown but it and the intercepts."""
    draw = np.random.default_rng(3)
    x = draw.normal(size=(200, 1))
    days = np.where(draw.random(200) < 0.3, 15.0, -30.0)  # one period alone has data
    model = DiscreteTimeHazard(precision=4.0, prior=0.2).fit(x, days)
    z, event = (x[:, 0] - model.centre_) / model.spread_, days > 0
    alphas, effects = np.meshgrid(np.linspace(-5, 2, 400), np.linspace(-2, 2, 400))
    log = -0.5 * (alphas + 2) ** 2 - 0.5 * 4.0 * (effects - 0.2) ** 2 + 0.5 * np.log(4.0) - np.log(2 * np.pi)
    for value, came in zip(z, event, strict=True):
        eta = alphas + effects * value
        log += came * eta - np.logaddexp(0, eta)
    whole = np.log(np.exp(log - log.max()).sum() * (7 / 399) * (4 / 399)) + log.max()
    assert model.evidence_ == pytest.approx(whole, abs=0.05)


def test_the_order_of_the_table_changes_not_one_digit(cases):
    part = cases[::16]
    turned = [part[i] for i in np.random.default_rng(0).permutation(len(part))]
    assert hazard_to_json(fitted(turned)) == hazard_to_json(fitted(part))


def test_an_article_twice_in_its_episode_changes_little(cases):
    twice = [*cases, *(case._replace(id=f"{case.id}-again") for case in cases[::10])]
    one, two = (to_hazard(fit(rows, (Widths(),)).read) for rows in (cases, twice))
    shifts = [abs(h - k) for h, k in zip(one.alphas, two.alphas, strict=True)]
    shifts += [abs(one.effects[n].mean - two.effects[n].mean) for n in one.effects]
    assert max(shifts) < 0.06
    whole = [*cases, *(case._replace(id=f"{case.id}-again") for case in cases)]
    same = to_hazard(fit(whole, (Widths(),)).read)
    assert same.alphas == pytest.approx(one.alphas, abs=1e-4), "every article twice is every article once"
