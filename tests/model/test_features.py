"""The row of features and the stance, by hand."""

import pytest

from stances.codebook import DRIVERS
from stances.model.features import balance, driver_features, row, weaker_side
from stances.model.stance import stance_of
from stances.records import Article, Reading, Signal, Span

KINDS = ("payoff", "linkage", "pressure", "progress", "deadline", "priority", "precedent", "election", "mediation")


def signals(*kinds):
    return tuple(Signal(d, h, p, 0.5, "q", Span("text", 0, 1)) for d, h, p in kinds)


def reading(*kinds, **fields):
    return Reading(Article("a", "t"), None, ("MEX", "USA"), signals=signals(*kinds))._replace(**fields)


def test_a_driver_counts_once_in_each_sense_and_not_where_it_is_open():
    given = signals(
        ("payoff", "MEX", 1),
        ("payoff", "USA", 1),
        ("payoff", "USA", -1),
        ("linkage", "USA", -1),
        ("election", "USA", 0),
    )
    assert driver_features(given) == {"payoff+": 1.0, "payoff-": 1.0, "linkage-": 1.0}


def test_a_row_holds_issue_drivers_and_the_weaker_side():
    assert row(reading(("payoff", "MEX", -1), issue="trade")) == {
        "payoff-": 1.0,
        "issue:trade": 1.0,
        "weaker_side": pytest.approx(-1 / 3),
    }


@pytest.mark.parametrize(
    ("stage", "group"),
    [
        ("called_for", "called_for"),
        ("narrowing", "advanced"),
        ("in_principle", "advanced"),
        ("stalled", "held_up"),
        ("broken", "held_up"),
    ],
)
def test_a_stage_that_a_person_stated_is_sure(stage, group):
    assert row(reading(stage=stage))[f"stage:{group}"] == 1.0


def test_a_stage_that_was_read_counts_by_its_shares():
    shares = (("under_way", 0.4), ("stalled", 0.1), ("broken", 0.2), ("called_for", 0.3))
    found = row(reading(stage="called_for", stage_shares=shares))
    stages = {name: value for name, value in found.items() if name.startswith("stage:")}
    assert stages == pytest.approx({"stage:held_up": 0.3, "stage:called_for": 0.3})


def test_an_issue_that_was_read_counts_by_its_shares():
    found = row(reading(issue="trade", issue_shares=(("trade", 0.6), ("tariff", 0.3))))
    assert {name: value for name, value in found.items() if name.startswith("issue:")} == {
        "issue:trade": 0.6,
        "issue:tariff": 0.3,
    }


def test_the_weaker_side_is_that_with_the_lower_balance_and_never_favourable():
    assert weaker_side(reading(("payoff", "MEX", -1), ("linkage", "MEX", -1), ("payoff", "USA", 1))) == -0.5
    assert weaker_side(reading(("payoff", "MEX", 1), ("payoff", "USA", 1))) == 0.0
    assert weaker_side(reading(("payoff", "MEX", -1), parties=None)) == 0.0


def test_a_balance_counts_kinds_of_the_partys_own():
    given = signals(
        ("payoff", "MEX", 1), ("payoff", "MEX", 1), ("linkage", "MEX", -1), ("pressure", "MEX", 1),
        ("pressure", "MEX", 0), ("progress", "both", 1), ("election", "USA", -1),
    )  # fmt: skip
    assert balance(given, "MEX") == pytest.approx(1 / 5)
    assert balance(given, "USA") == pytest.approx(-1 / 3)
    assert balance(given, "both") == 0.0


def test_a_bound_belongs_to_the_lower_label():
    kinds = [("MEX", 1)] * 8 + [("MEX", -1)] * 10
    given = signals(*((driver, *kind) for driver, kind in zip((*DRIVERS[:8], *DRIVERS[:10]), kinds, strict=True)))
    assert stance_of("MEX", "Mexico", given)[2:] == (-0.1, "leans against")


@pytest.mark.parametrize(
    ("favourable", "unfavourable", "score", "label"),
    [
        (0, 2, -0.5, "resists"),
        (0, 1, -0.333, "leans against"),
        (3, 5, -0.2, "leans against"),
        (3, 4, -0.111, "leans against"),
        (4, 4, 0.0, "mixed"),
        (5, 4, 0.091, "mixed"),
        (1, 0, 0.333, "leans for"),
        (4, 3, 0.111, "leans for"),
        (2, 0, 0.5, "seeks"),
    ],
)
def test_a_stance_is_named_by_its_balance(favourable, unfavourable, score, label):
    kinds = [("MEX", 1)] * favourable + [("MEX", -1)] * unfavourable
    given = signals(*((driver, *kind) for driver, kind in zip(KINDS, kinds, strict=False)))
    assert stance_of("MEX", "Mexico", given) == ("MEX", "Mexico", score, label)
