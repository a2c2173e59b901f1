"""The figures of the stage: cues, words of the lead, the next date."""

import math
from datetime import date

import pytest

from stances.codebook import STAGES
from stances.extraction.stage import stage_cues, stage_figures
from stances.records import Anchor
from tests.extraction.made import cue, found, view

DAY = date(2018, 5, 17)
TEXT = "talks stalled and stalled"
STALLED = found(TEXT, cues=[cue(TEXT, "stalled", "stage:stalled", 0), cue(TEXT, "talks", "stage:stalled", 0)])
OTHER = found(TEXT, cues=[cue(TEXT, "stalled", "payoff")])


def test_a_cue_counts_once_a_sentence_and_apart_in_the_lead():
    figures = stage_cues(view(items=[OTHER] * 5 + [STALLED] * 2))
    assert figures["cues:stalled"] == pytest.approx(math.log(3))
    assert figures["lead:stalled"] == 1.0
    assert {name: value for name, value in figures.items() if value} == {
        "cues:stalled": figures["cues:stalled"],
        "lead:stalled": 1.0,
    }
    assert set(figures) == {f"{what}:{stage}" for what in ("cues", "lead") for stage in STAGES}
    assert stage_cues(view(items=[OTHER] * 6 + [STALLED]))["lead:stalled"] == 0.0


@pytest.mark.parametrize(
    ("kind", "days", "meeting", "limit", "soon"),
    [
        ("meeting", 30, 1.0, 0.0, 1.0),
        ("meeting", 31, 1.0, 0.0, 0.0),
        ("deadline", 1, 0.0, 1.0, 1.0),
        ("expiry", 1, 0.0, 1.0, 1.0),
        ("vote", 1, 0.0, 1.0, 1.0),
        ("election", 1, 0.0, 1.0, 1.0),
        ("signing", 1, 0.0, 0.0, 1.0),
    ],
)
def test_the_next_date_counts_by_kind_and_nearness(kind, days, meeting, limit, soon):
    anchor = Anchor(date.fromordinal(DAY.toordinal() + days), kind)
    figures = stage_figures(view(items=[STALLED], day=DAY), anchor, {"stalled": 0.5})
    assert figures.pop("words:stalled") == 0.5
    assert {name: value for name, value in figures.items() if name.startswith("anchor")} == {
        "anchor": 1.0,
        "anchor:meeting": meeting,
        "anchor:limit": limit,
        "anchor:soon": soon,
    }
    assert figures["lead:stalled"] == 1.0


def test_without_a_day_or_a_date_there_is_no_figure_of_it():
    anchor = Anchor(DAY, "vote")
    assert "anchor" not in stage_figures(view(items=[STALLED]), anchor, {})
    assert "anchor" not in stage_figures(view(items=[STALLED], day=DAY), None, {})
