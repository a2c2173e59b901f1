"""The figures of one decision a sentence and kind, by hand."""

import math

import pytest

from stances.extraction.decision import candidates, cue_strengths, decided, denied, log_odds, opposite_of
from stances.extraction.scorecard import Scorecard
from tests.extraction.made import cue, found, mention


def test_the_strongest_cue_of_a_kind_counts():
    text = "aid and gain and loss"
    cues = [cue(text, "aid", strength=0.4), cue(text, "gain", strength=0.3), cue(text, "loss", polarity=-1)]
    assert cue_strengths(found(text, cues=cues), text) == {"payoff+1": 0.4, "payoff-1": 0.5}


def test_a_negated_cue_speaks_for_the_other_sense():
    text = "there is no gain, loss is near"
    cues = [cue(text, "gain"), cue(text, "loss", polarity=-1, strength=0.2), cue(text, "near", "deadline", 0)]
    given = found(text, cues=cues)
    assert cue_strengths(given, text) == {"payoff-1": 0.5, "deadline+0": 0.5}
    assert denied(given, text) == {"payoff+1"}


def test_a_kind_with_a_cue_that_is_not_negated_is_not_denied():
    text = "no gain, yet aid"
    assert denied(found(text, cues=[cue(text, "gain"), cue(text, "aid")]), text) == set()


def test_a_negation_in_a_gap_counts_and_one_of_the_pattern_does_not():
    text = "they reached no agreement"
    gap = cue(text, "reached no agreement", pattern="reached ... agreement")
    own = cue(text, "reached no agreement", polarity=-1)
    assert cue_strengths(found(text, cues=[gap]), text) == {"payoff-1": 0.5}
    assert cue_strengths(found(text, cues=[own]), text) == {"payoff-1": 0.5}
    both = "they never reached no agreement"
    assert cue_strengths(found(both, cues=[cue(both, "reached no agreement")]), both) == {"payoff-1": 0.5}


TEXT = "mexico and canada see a gain, no loss for mexico"
TAGGED = {"payoff+1": 0.3, "payoff-1": 0.6, "linkage+1": 0.012, "linkage-1": 0.0125, "election+1": 0.001}
BEFORE = {"payoff+1": 0.2, "payoff-1": 0.6, "linkage+1": 0.1, "linkage-1": 1e-9, "election+1": 0.1}


def figures(before=BEFORE, title=False, cues=(("gain", "payoff", 1),)):
    cues = [cue(TEXT, word, driver, polarity, 0.4) for word, driver, polarity in cues]
    given = found(
        TEXT, mention(TEXT, "mexico"), mention(TEXT, "canada"), mention(TEXT, "mexico", nth=1), cues=cues, title=title
    )
    tagged = {**TAGGED, "election-1": 0.001}
    text = f"{TEXT} and what follows is not looked at"
    return candidates(tagged, before and {**before, "election-1": 0.1}, given, text, ("CAN", "MEX"))


def test_the_figures_of_a_kind_with_a_cue():
    assert figures()["payoff+1"] == pytest.approx(
        {
            "tagger": math.log(0.3 / 0.7),
            "cue": 0.4,
            "opposite cue": 0.0,
            "cued": 1.0,
            "cued tagger": math.log(0.3 / 0.7),
            "before": math.log(0.2 / 0.8),
            "opposite": math.log(0.6 / 0.4),
            "strongest": 0.0,
            "parties": 2.0,
            "words": math.log(10),
            "title": 0.0,
            "payoff+1": 1.0,
        }
    )


def test_the_figures_of_a_kind_without():
    assert figures(before=None, title=True)["payoff-1"] == pytest.approx(
        {
            "tagger": math.log(0.6 / 0.4),
            "cue": 0.0,
            "opposite cue": 0.4,
            "cued": 0.0,
            "cued tagger": 0.0,
            "before": -6.0,
            "opposite": math.log(0.3 / 0.7),
            "strongest": 1.0,
            "parties": 2.0,
            "words": math.log(10),
            "title": 1.0,
            "payoff-1": 1.0,
        }
    )


def test_what_is_hardly_likely_is_no_candidate_unless_a_cue_says_so():
    assert set(figures()) == {"payoff+1", "payoff-1", "linkage-1"}
    assert set(figures(cues=[("gain", "election", 1)])) == {"payoff+1", "payoff-1", "linkage-1", "election+1"}


def test_a_kind_whose_cues_are_all_negated_is_no_candidate():
    assert set(figures(cues=[("loss", "payoff", -1)])) == {"payoff+1", "linkage-1"}


def test_a_sentence_before_that_says_hardly_anything_counts_as_none():
    assert figures()["linkage-1"]["before"] == -6.0


def senses(plus, minus, *, cued=(0.0, 0.0)):
    """Decide on both senses of payoff and on linkage, where the scorecard holds a cue for a bad sign."""
    decision = Scorecard(("yes",), (0.0,), {"tagger": (1.0,), "cue": (-9.0,)})
    rows = (("payoff+1", plus, cued[0]), ("payoff-1", minus, cued[1]), ("linkage+1", 0.0, 0.0))
    return set(decided({kind: {"tagger": score, "cue": cue} for kind, score, cue in rows}, decision))


def test_the_likelier_sense_stays_and_both_on_a_tie():
    assert senses(-1.0, 1.0) == {"payoff-1", "linkage+1"}
    assert senses(1.0, -1.0) == {"payoff+1", "linkage+1"}
    assert senses(1.0, 1.0) == {"payoff+1", "payoff-1", "linkage+1"}
    assert (opposite_of("payoff+1"), opposite_of("payoff-1")) == ("payoff-1", "payoff+1")


def test_a_cue_never_speaks_against_its_own_sense():
    assert senses(1.0, 0.9, cued=(0.5, 0.0)) == {"payoff+1", "linkage+1"}
    assert senses(1.0, 0.0, cued=(0.0, 0.5)) == {"payoff-1", "linkage+1"}
    assert senses(3.0, 0.0, cued=(0.0, 0.5)) == {"payoff+1", "linkage+1"}


def test_log_odds_stay_finite():
    assert log_odds(0.75) == pytest.approx(math.log(3))
    assert log_odds(0.0) == log_odds(1e-9) == pytest.approx(math.log(1e-5 / (1 - 1e-5)))
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
