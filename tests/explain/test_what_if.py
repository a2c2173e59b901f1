import pytest

from stances.errors import UsageError
from stances.explain.parts import parts_of
from stances.explain.what_if import Change, changed, parse_anchor, parse_drop, parse_set
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
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
        (Change(drop=(("deadline", "MEX"),)), "not stated"),
        (Change(stage="asleep"), "not in the codebook"),
        (Change(anchor=parse_anchor("1999-01-01:vote")), "not after the article"),
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
