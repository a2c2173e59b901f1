from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.codebook import DRIVERS
from stances.errors import UsageError
from stances.explain.parts import parts_of
from stances.explain.what_if import Change, changed, idle, parse_anchor, parse_change, parse_drop, parse_set
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.records import Anchor, Article, Reading, Signal, Span
from stances.report.comparison import comparison
from stances.road import predict


@pytest.fixture(scope="module")
def reading(model, seed):
    return predict(seed, model).reading


def p(reading, model):
    return forecast(reading, model, shipped_rules()).likelihood.p


def test_setting_a_signal_to_what_it_is_changes_nothing(reading, model):
    for s in reading.signals:
        senses = {t.polarity for t in reading.signals if (t.driver, t.holder) == (s.driver, s.holder)}
        if len(senses) == 1:
            assert changed(reading, Change(set=((s.driver, s.holder, s.polarity),))) == reading


def test_a_bad_sense_is_no_likelier_than_a_good_one(reading, model):
    bad, good = (changed(reading, Change(set=(("linkage", "MEX", sense),))) for sense in (-1, 1))
    assert p(bad, model) < p(good, model)


def test_a_drop_takes_it_away(reading, model):
    driver = reading.signals[0].driver
    after = changed(reading, Change(drop=((driver, None),)))
    assert driver not in {s.driver for s in after.signals}
    assert not any(name.startswith(driver) for name in parts_of(forecast(after, model, shipped_rules())))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Change(set=(("linkage", "FRA", 1),)), "FRA is no party"),
        (Change(drop=(("mediation", "MEX"),)), "not stated"),
        (Change(stage="asleep"), "not in the codebook"),
        (Change(anchor=parse_anchor("1999-01-01:vote")), "not after the article"),
        (Change(anchor=parse_anchor("2099-01-01:vote")), "beyond every horizon"),
        (Change(elections=(("MEX", date(1999, 1, 1)),)), "not after the article"),
        (Change(elections=(("both", date(2018, 7, 1)),)), "one party's"),
        (Change(elections=(("FRA", date(2018, 7, 1)),)), "FRA is no party"),
        (Change(elections=(("MEX", date(2018, 7, 1)),), undated=True, anchor=parse_anchor("2018-07-01:vote")), "twice"),
        (Change(set=(("payoff", "MEX", 1),), drop=(("payoff", None),)), "payoff:MEX is changed twice"),
        (Change(set=(("payoff", "MEX", 1), ("payoff", "MEX", -1))), "changed twice"),
        (Change(elections=(("MEX", date(2018, 7, 1)), ("MEX", date(2018, 8, 1)))), "election:MEX is changed twice"),
    ],
)
def test_what_cannot_be_is_refused(reading, change, message):
    with pytest.raises(UsageError, match=message):
        changed(reading, change)


@pytest.mark.parametrize("text", ["linkage=1", "linkage:MEX", "linkage:MEX=2", "love:MEX=1"])
def test_a_set_that_is_none(text):
    with pytest.raises(UsageError):
        parse_set(text)


def test_parsing():
    assert parse_set("election:mex=+1") == ("election", "MEX", 1)
    assert parse_drop("payoff:both") == ("payoff", "both")
    with pytest.raises(UsageError, match="names no kind"):
        parse_anchor("2018-07-01")


signals = st.lists(
    st.tuples(st.sampled_from(DRIVERS), st.sampled_from(["MEX", "USA", "both"]), st.sampled_from([-1, 0, 1])),
    min_size=1,
    max_size=8,
    unique_by=lambda signal: signal[:2],
)


@given(signals)
def test_setting_all_signals_to_what_they_are_changes_nothing(model, some):
    made = tuple(Signal(d, h, s, 0.5, "q", Span("text", 0, 1)) for d, h, s in some)
    before = forecast(reading_of(made), model, shipped_rules())
    after = forecast(changed(before.reading, Change(set=tuple(some))), model, shipped_rules())
    assert after == before
    assert "nothing changes" in comparison(before, after)


def reading_of(signals, anchor=None):
    return Reading(Article("a", "t"), date(2018, 5, 17), ("MEX", "USA"), signals=signals, anchor=anchor)


def test_an_addition_stands_beside_what_is_stated():
    cost = Signal("payoff", "MEX", -1, 0.5, "q", Span("text", 0, 1))
    after = changed(reading_of((cost,)), Change(add=(("payoff", "MEX", 1),)))
    assert [s.polarity for s in after.signals] == [-1, 1]
    with pytest.raises(UsageError, match="stated already"):
        changed(after, Change(add=(("payoff", "MEX", 1),)))


def test_an_election_is_moved_or_comes_before_the_next_date():
    vote, meeting = Anchor(date(2018, 7, 1), "election"), Anchor(date(2018, 6, 1), "meeting")
    later = Change(elections=(("MEX", date(2018, 9, 1)),))
    sooner = Change(elections=(("MEX", date(2018, 5, 20)),))
    assert changed(reading_of((), vote), later).anchor == Anchor(date(2018, 9, 1), "election")
    assert changed(reading_of((), meeting), sooner).anchor == Anchor(date(2018, 5, 20), "election")
    assert changed(reading_of((), meeting), later).anchor == meeting
    assert "comes after the meeting" in idle(reading_of((), meeting), later)[0]
    assert changed(reading_of((), meeting), Change(undated=True)).anchor is None


def test_of_two_moved_elections_the_sooner_counts_in_any_order():
    moves = (("MEX", date(2018, 7, 1)), ("USA", date(2018, 11, 6)))
    for elections in (moves, moves[::-1]):
        change = Change(elections=elections, undated=True)
        assert changed(reading_of((), None), change).anchor == Anchor(date(2018, 7, 1), "election")
        assert "the election of United States on 2018-11-06" in idle(reading_of((), None), change)[0]


def test_the_options_together():
    change = parse_change(["linkage:MEX=-1", "election:USA=2018-11-06"], ["payoff:USA=1"], ["precedent"], "stalled")
    assert change.set == (("linkage", "MEX", -1),)
    assert change.elections == (("USA", date(2018, 11, 6)),)
    assert change.add == (("payoff", "USA", 1),)
    assert change.stage == "stalled"
    assert parse_change(["election:USA=-1"], [], []).set == (("election", "USA", -1),)
    assert parse_change([], [], [], None, "none").undated
    with pytest.raises(UsageError, match="no change"):
        parse_change([], [], [])


def test_both_columns_and_their_parts_add_up(reading, model):
    before = forecast(reading, model, shipped_rules())
    after = forecast(changed(reading, Change(stage="stalled")), model, shipped_rules())
    lines = comparison(before, after).splitlines()
    assert max(map(len, lines)) <= 80
    rows = [line.split()[-3:] for line in lines[lines.index("  On the log-odds scale") + 1 :]]
    for column in range(3):
        *parts, together = (float(row[column]) for row in rows)
        assert sum(parts) == pytest.approx(together, abs=0.01 * len(rows))
