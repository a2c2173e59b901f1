import numpy as np

from stances.learning.evaluate import held_out, horizon_only
from stances.learning.gate import Opponents, differences, passes, passes_by_chance, rate_of, shuffled
from stances.learning.scoring import HORIZONS, Estimate
from stances.learning.table import read_table
from stances.resources import shipped

CASES = read_table(shipped("data", "outcomes.csv"))[::6]


def test_every_interval_must_lie_below_zero():
    good, unsure = Estimate(-0.02, -0.03, -0.001), Estimate(-0.02, -0.05, 0.001)
    assert passes({"a": good, "b": good})
    assert not passes({"a": good, "b": unsure})


def test_one_who_knows_passes_and_one_who_guesses_does_not():
    base = held_out(CASES, horizon_only)
    truth = {h: np.array([float(0 < case.days <= h) for case in CASES]) for h in HORIZONS}
    assert passes(differences(CASES, Opponents(truth, {"rate": base})))
    assert not passes(differences(CASES, Opponents(base, {"rate": base})))


def test_shuffling_moves_outcomes_between_episodes_and_nothing_else():
    dealt = shuffled(CASES, 0)
    assert [c._replace(days=0) for c in dealt] == [c._replace(days=0) for c in CASES]
    assert sum(a.days != b.days for a, b in zip(dealt, CASES, strict=True)) > len(CASES) / 2
    assert {c.days for c in dealt} <= {c.days for c in CASES}


def test_a_candidate_by_chance_names_each_opponent():
    assert passes_by_chance(CASES, 0).keys() == {"horizon only", "issue rate", "without the new articles"}


def test_the_interval_of_a_rate_holds_it():
    figure = rate_of(3, 100)
    assert figure.low < 0.03 < figure.high
