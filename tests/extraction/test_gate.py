"""Why a text gets no number, and what tells whether it is on a negotiation."""

import math

import pytest

from stances.extraction.gate import gate_figures, no_talks, unreadable, without_parties
from tests.extraction.made import cue, found, mention, view

ENGLISH = ["the"] * 12 + ["x"] * 88


def test_a_text_of_few_words_is_too_thin_unless_the_parties_are_given():
    thin = view(words=[["the"] * 20, ["of"] * 9])
    said = unreadable(thin, asked=False)
    assert said == ("too_thin", "only 29 words of text: too thin to read incentives from")
    assert unreadable(thin, asked=True) is None
    assert unreadable(view(words=[["the"] * 20, ["of"] * 10]), asked=False) is None


@pytest.mark.parametrize("asked", [False, True])
def test_a_text_with_few_of_the_common_english_words_is_not_read(asked):
    foreign = view(words=[["the"] * 11 + ["x"] * 89])
    assert unreadable(foreign, asked=asked) == (
        "language", "the text does not look English; only English is read",
    )  # fmt: skip
    assert unreadable(view(words=[ENGLISH]), asked=asked) is None
    assert unreadable(view(words=[ENGLISH[:50], ENGLISH[50:]]), asked=asked) is None


def test_without_two_governments_there_are_no_talks():
    assert without_parties(view(parties=None)) == (
        "parties", "found no government, a forecast needs two; name them with --parties",
    )  # fmt: skip
    text = "mexico and mexican and japan"
    items = [found(text, mention(text, "mexico"), mention(text, "mexican")), found(text, mention(text, "japan"))]
    assert without_parties(view(items=items, parties=None)).message.startswith("found JPN, MEX, a forecast")


def test_two_words_of_sport_or_business_are_other_talks():
    assert without_parties(view("A merger and a Takeover Bid.")) == (
        "other_talks", "sport, film or business talks, not talks between two governments",
    )  # fmt: skip
    assert without_parties(view("A merger.")) is None
    assert without_parties(view("Talks.")) is None


def figures(joint, *, parties=("CAN", "MEX"), kinds=(0.2, 0.2, 0.4), weighed=()):
    text = "mexico canada japan"
    both = found(text, mention(text, "mexico"), mention(text, "canada"))
    one = found(text, mention(text, "mexico"), mention(text, "japan"))
    seen = view(text, items=[both if here else one for here in joint], parties=parties, weighed=weighed)
    shares = dict(zip(("no", "ongoing", "concluded"), kinds, strict=True))
    return gate_figures(seen, shares)


def test_the_figures_of_the_gate():
    here = figures([0, 0, 0, 0, 0, 1, 1], weighed={("CAN", "MEX"): 1.5, ("JPN", "MEX"): 9.0})
    assert here == pytest.approx(
        {
            "text": math.log(0.25 / 0.75), "pair": 1.5, "talks": -math.log(8), "talks share": 0.0, "flexibility": 0.0,
        }
    )  # fmt: skip
    late = figures([0, 0, 0, 0, 0, 0, 1], kinds=(0.3, 0.1, 0.0))
    assert (late["text"], late["pair"]) == (pytest.approx(math.log(3)), 0.0)
    assert figures([1], parties=None)["pair"] == 0.0
    assert figures([], kinds=(0.0, 0.0, 0.0))["text"] == pytest.approx(math.log(1e-5), abs=1e-3)


def named(text, *words):
    """Return the figures of one sentence after a sentence on others that names talks and concedes."""
    other = "talks: japan offers more. "
    first = found(other, mention(other, "japan"), cues=[cue(other, "offers more", driver="flexibility")])
    whole = other + text
    second = found(whole, *(mention(whole, word) for word in words), start=len(other))
    return gate_figures(view(whole, items=[first, second]), {"no": 0.5, "ongoing": 0.5, "concluded": 0.0})


def test_talks_count_where_a_principal_is_named():
    assert named("mexico wants a deal now", "mexico")["talks"] == 0.0
    assert named("mexico wants a deal now", "mexico")["talks share"] == 0.5
    assert named("mexico wants a wall", "mexico")["talks"] == pytest.approx(-math.log(2))
    assert named("mexico wants a wall", "mexico")["talks share"] == 0.0
    assert named("there is a deal now")["talks share"] == 0.0


def test_what_is_conceded_counts_whoever_concedes():
    assert named("mexico wants a deal now", "mexico")["flexibility"] == pytest.approx(math.log(2))


def test_a_text_without_talks_is_told_the_way_to_a_forecast():
    said = no_talks(("MEX", "USA"))
    assert said.code == "no_negotiation"
    assert said.message.startswith("no talks between Mexico and United States found")
    assert said.message.endswith("--parties MEX,USA")
    assert "X1" in no_talks(("MEX", "X1")).message
