from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stances.codebook import DRIVERS, STAGES
from stances.explain.levers import changes, levers
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.records import Article, Reading, Signal, Span

signals = st.lists(
    st.tuples(st.sampled_from(DRIVERS), st.sampled_from(["MEX", "USA", "both"]), st.sampled_from([-1, 0, 1])),
    max_size=8,
)


def reading(some, stage="under_way"):
    made = tuple(Signal(d, h, p, 0.5, "q", Span("text", 0, 1)) for d, h, p in some)
    return Reading(Article("a", "t"), date(2018, 5, 17), ("MEX", "USA"), signals=made, stage=stage)


@given(signals, st.sampled_from(STAGES))
def test_each_lever_moves_the_likelihood_in_the_sense_of_its_sign(model, some, stage):
    found = forecast(reading(some, stage), model, shipped_rules())
    sense = {tried.change: tried.sense for tried in changes(found.reading)}
    for lever in levers(found, model, shipped_rules()):
        assert (lever.p - found.likelihood.p) * sense[lever.change] > 0


def test_what_is_the_case_is_no_lever(model):
    found = [tried.change for tried in changes(reading([("ratification", "USA", -1)], "in_principle"))]
    assert "agreed in principle" not in found
    assert "United States: ratification in doubt" not in found
    assert "Mexico: ratification in doubt" in found


def test_an_open_signal_cannot_be_withdrawn():
    assert not any("payoff" in tried.change for tried in changes(reading([("payoff", "MEX", 0)])))
