import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from stances.learning.calibration import calibration_error, chance_errors, reliability
from stances.learning.scoring import HORIZONS, difference, mean_skill, score
from stances.learning.table import Case, weights

DRAW = np.random.default_rng(0)
CASES = [
    Case(f"a{i}", f"e{i // 2}", f"p{i // 4}", int(d), None, {})
    for i, d in enumerate(DRAW.choice([40, 150, 300, -800, -200], 80))
]
SAID = {h: DRAW.random(80) for h in HORIZONS}
BASE = {h: np.full(80, 0.4) for h in HORIZONS}


def test_the_parts_of_the_brier_score_add_up():
    s = score(CASES, SAID, BASE, 365)
    assert s.reliability - s.resolution + s.uncertainty + s.within == pytest.approx(s.brier.value)
    flat = score(CASES, BASE, BASE, 365)
    assert len(flat.bins) == 1, "equal likelihoods are never parted"
    assert (flat.resolution, flat.within) == pytest.approx((0, 0))


def test_the_figures_are_those_of_the_usual_libraries():
    s = score(CASES, SAID, BASE, 365)
    known = [i for i, case in enumerate(CASES) if case.days != -200]
    y, w = [CASES[i].days > 0 for i in known], np.array(weights(CASES))[known]
    assert s.auc.value == pytest.approx(roc_auc_score(y, SAID[365][known], sample_weight=w))
    assert s.brier.value == pytest.approx(np.average((SAID[365][known] - y) ** 2, weights=w))


def test_an_interval_holds_its_figure_and_a_sure_winner_is_seen():
    s = score(CASES, SAID, BASE, 180)
    for e in (s.brier, s.skill, s.log_score, s.auc):
        assert e.low <= e.value <= e.high
    truth = {h: np.array([float(0 < case.days <= h) for case in CASES]) for h in HORIZONS}
    assert difference(CASES, truth, BASE, 365).high < 0
    assert difference(CASES, BASE, BASE, 365) == (0, 0, 0)
    assert mean_skill(CASES, truth, BASE) == (1, 1, 1)


def test_the_order_of_cases_changes_nothing():
    order = np.random.default_rng(1).permutation(len(CASES))
    turned = score([CASES[i] for i in order], {h: p[order] for h, p in SAID.items()}, BASE, 365)
    straight = score(CASES, SAID, BASE, 365)
    assert turned.skill == pytest.approx(straight.skill)
    assert turned.auc == pytest.approx(straight.auc)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1), st.floats(0.1, 1)), min_size=1, max_size=60))
def test_bins_keep_the_weight_and_the_error_is_a_share(rows):
    y, p, w = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    bins = reliability(y, p, w)
    assert sum(b.weight for b in bins) == pytest.approx(w.sum())
    assert len(bins) <= 10
    assert 0 <= calibration_error(bins) <= 1


def test_a_right_model_seems_off_by_chance_and_less_so_with_more_episodes():
    p, w = np.tile(np.linspace(0.2, 0.6, 30), 20), np.ones(600)
    many = chance_errors(p, w, [str(i) for i in range(600)])
    few = chance_errors(p, w, [str(i // 10) for i in range(600)])
    assert 0.02 < many.mean() < few.mean()
    y = (np.random.default_rng(1).random(600) < p).astype(float)
    inside = np.quantile(many, (0.01, 0.99))
    assert inside[0] < calibration_error(reliability(y, p, w)) < inside[1]
    assert calibration_error(reliability(y, p * 0.5, w)) > inside[1]


def test_a_score_says_what_error_chance_alone_gives():
    s = score(CASES, SAID, BASE, 365)
    assert 0 < s.chance_error.low < s.chance_error.value < s.chance_error.high
