"""Laws of learning: neither the order of what is learned from nor a bad line among it decides what is learned."""

import itertools
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.learning.estimator import DiscreteTimeHazard
from stances.learning.labels import add_lines, check_labels, read_labels
from stances.learning.table import Case, fingerprint, weights
from tests.conftest import READS
from tests.properties.test_labels_states import BAD, line

cases = st.lists(
    st.builds(
        Case,
        st.uuids().map(str),
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from(["MEX-USA", "JPN-RUS"]),
        st.integers(1, 700) | st.integers(-700, -1),
        st.none() | st.integers(1, 300),
        st.dictionaries(st.sampled_from(["payoff+", "issue:trade", "weaker_side"]), st.floats(-1, 1)),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda case: case.id,
)
tables = (
    st.integers(0, 10**6)
    .map(np.random.default_rng)
    .map(lambda draw: (draw.normal(size=(60, 2)), np.where(draw.random(60) < 0.5, draw.integers(1, 700, 60), -730.0)))
)


@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_a_table_is_not_in_its_fingerprint(given_, random):
    """Else the same articles, listed in another order, would seem to be another training."""
    mixed = list(given_)
    random.shuffle(mixed)
    assert fingerprint(mixed) == fingerprint(given_)
    assert fingerprint([*given_, given_[0]._replace(id="another")]) != fingerprint(given_)


@given(cases)
def test_every_episode_weighs_one(given_):
    """Else a round of talks with forty articles would outvote forty rounds with one."""
    total: dict[str, float] = {}
    for case, weight in zip(given_, weights(given_), strict=True):
        total[case.episode] = total.get(case.episode, 0.0) + weight
    assert all(weight == pytest.approx(1.0) for weight in total.values())


@READS
@given(tables, st.integers(0, 10**6))
def test_the_order_of_rows_changes_nothing(table, seed):
    """Else retraining on the same articles would give another model."""
    x, days = table
    order = np.random.default_rng(seed).permutation(len(x))
    one, two = DiscreteTimeHazard().fit(x, days), DiscreteTimeHazard().fit(x[order], days[order])
    assert two.coef_ == pytest.approx(one.coef_, abs=1e-4)
    assert two.alpha_ == pytest.approx(one.alpha_, abs=1e-4)


@READS
@given(tables)
def test_an_article_twice_at_half_the_weight_changes_nothing(table):
    """Else copying an article of an episode would move the model."""
    x, days = table
    twice = DiscreteTimeHazard().fit(np.vstack([x, x]), np.tile(days, 2), sample_weight=np.full(2 * len(x), 0.5))
    assert twice.coef_ == pytest.approx(DiscreteTimeHazard().fit(x, days).coef_, abs=1e-4)


@READS
@given(tables, st.floats(-0.5, 0.5))
def test_between_prior_and_data(table, prior):
    """Else a tight prior would not be the literature's word, or a loose one not the data's."""
    x, days = table
    tight = DiscreteTimeHazard(precision=1e9, prior=prior).fit(x, days)
    assert tight.coef_ == pytest.approx(np.full(2, prior), abs=1e-3)
    loose, free = (DiscreteTimeHazard(precision=p, prior=prior).fit(x, days) for p in (1e-6, 0.0))
    assert loose.coef_ == pytest.approx(free.coef_, abs=1e-2)


@READS
@given(tables, st.lists(st.integers(1, 730), min_size=2, max_size=5))
def test_a_fitted_model_is_no_likelier_by_an_earlier_day(table, horizons):
    """Else a user's own model would contradict itself."""
    x, days = table
    model = DiscreteTimeHazard().fit(x, days)
    said = [model.within(x, horizon) for horizon in sorted(horizons)]
    for earlier, later in itertools.pairwise(said):
        assert (later >= earlier - 1e-12).all()


@READS
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6, unique=True), BAD, st.integers(0, 6))
def test_one_bad_line_is_told_and_the_rest_is_learned_from(numbers, bad, place):
    """Else a slip in one record would cost a user all the others, or pass unseen."""
    lines = [line(number) for number in numbers]
    lines.insert(min(place, len(lines)), bad)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mine.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        labels, problems = read_labels([str(path)])
    assert [int(label.article.id) for label in labels] == numbers
    if bad.strip():
        assert [p.where.rsplit(":", 1)[1] for p in problems] == [str(min(place, len(numbers)) + 1)]


@READS
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_labels_come_back_as_they_were_added(numbers, random):
    """Else what a person labelled is not what is learned from."""
    mixed = list(numbers)
    random.shuffle(mixed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "labels.jsonl"
        for number in mixed:
            assert add_lines(path, [("x:1", line(number))])[0] == 1
        stored = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
        assert stored == [json.loads(line(number)) for number in mixed]
        assert check_labels(read_labels([str(path)])[0]) == []
