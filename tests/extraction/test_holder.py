"""Whose incentive a sentence states: the marks, and the choice that they lead to."""

from array import array

import pytest

from stances.extraction.holder import candidate_features, choose_holder, heard_holder, last_party
from stances.extraction.holder_marks import both_marks, named_parties, party_marks
from stances.extraction.linear import LinearText
from tests.extraction.made import cue, found, mention

PAIR = ("CAN", "MEX")


def marks(party, text, *mentions, driver="payoff", before=None, cues=(), start=0):
    given = found(text, *mentions, cues=cues, start=start)
    return party_marks(party, driver, given, before, named_parties(given, PAIR), text)


def test_a_named_party_has_the_marks_of_its_place():
    text = 'the mexican envoy said "canada gains 30 pct"'
    named = mention(text, "mexican", "adjective"), mention(text, "canada")
    assert marks("MEX", text, *named, before="MEX") == [
        "n:1|2", "first", "before|2", "turns:xy",
        "<the", "<<the", ">envoy", ">>envoy said", "use:adjective", "quoted:0",
    ]  # fmt: skip
    assert marks("CAN", text, *named) == [
        "n:1|2", "last", "turns:yx", '<"', '<<said "', ">gains", ">>gains 0", "use:name", "quoted:1",
    ]  # fmt: skip


def test_the_edge_of_a_sentence_is_a_mark():
    text = "Before. canada"
    assert marks("CAN", text, mention(text, "canada"), start=8) == [
        "n:1|1", "first", "last", "only", "turns:x", "<^", "<<^", ">$", ">>$", "use:name", "quoted:0",
    ]  # fmt: skip


def test_words_far_from_a_mention_are_no_marks():
    far = "x" * 31
    text = f"{far} canada {far}"
    seen = marks("CAN", text, mention(text, "canada"))
    assert f"<{'x' * 29}" in seen
    assert f">{'x' * 29}" in seen


def test_turns_and_numbers_are_counted_up_to_a_few():
    text = "canada mexico canada mexico canada mexico"
    named = [mention(text, word, nth=n) for n in range(3) for word in ("canada", "mexico")]
    seen = marks("CAN", text, *named)
    assert seen[:3] == ["n:2|2", "first", "turns:xyxy"]
    assert sum(mark.startswith("use:") for mark in seen) == 3
    twice = "canada canada"
    assert "turns:x" in marks("CAN", twice, mention(twice, "canada"), mention(twice, "canada", nth=1))


def test_who_speaks_and_whose_body_it_is():
    text = "the mexican senate and the canadian envoy"
    person, body = mention(text, "canadian", "person"), mention(text, "mexican", "body")
    assert "speaker" in marks("CAN", text, body, person)
    assert "speaker" not in marks("MEX", text, body, person)
    assert "body" in marks("MEX", text, body, person)
    assert "body" not in marks("CAN", text, body, person)
    assert "speaker" in marks("MEX", text, mention(text, "mexican", "seat"), person)
    assert "speaker" not in marks("CAN", text, mention(text, "mexican", "seat"), person)


def test_a_party_stands_ahead_of_a_cue_in_it_or_behind():
    text = "japan mexico canada gains mexico ground canada mexico"
    named = [mention(text, *w) for w in (("mexico",), ("canada",))]
    named += [mention(text, "mexico", nth=1), mention(text, "canada", nth=1), mention(text, "mexico", nth=2)]
    cues = [cue(text, "gains mexico ground", pattern="gains ... ground")]
    places = {"ahead of cue", "in cue", "last in cue", "behind cue"}
    assert places.intersection(marks("CAN", text, *named, cues=cues)) == {"ahead of cue", "behind cue"}
    assert places.intersection(marks("MEX", text, *named, cues=cues)) == {"in cue", "last in cue"}
    assert not places.intersection(marks("MEX", text, *named, cues=cues, driver="linkage"))


def test_the_first_and_the_last_party_in_a_cue_are_told_apart():
    text = "aid of mexico to canada"
    named = mention(text, "mexico"), mention(text, "canada")
    cues = [cue(text, text, pattern="aid ... canada")]
    assert "in cue" in marks("MEX", text, *named, cues=cues)
    assert "last in cue" not in marks("MEX", text, *named, cues=cues)
    assert "in cue" not in marks("CAN", text, *named, cues=cues)
    assert "last in cue" in marks("CAN", text, *named, cues=cues)


def test_a_mention_that_touches_a_cue_stands_beside_it():
    text = "mexico aid canada"
    named = mention(text, "mexico"), mention(text, "canada")
    cues = [cue(text, " aid ")]
    assert "ahead of cue" in marks("MEX", text, *named, cues=cues)
    assert "in cue" not in marks("MEX", text, *named, cues=cues)
    assert "behind cue" in marks("CAN", text, *named, cues=cues)
    assert "last in cue" not in marks("CAN", text, *named, cues=cues)


@pytest.mark.parametrize(
    ("text", "driver", "holder"),
    [
        ("canada waits for the mexican election", "election", "MEX"),
        ("canada has waited long for the election in mexico", "election", "MEX"),
        ("the election in canada and mexico", "election", "CAN"),
        ("the mexican side awaits the election, canada too", "election", "MEX"),
        ("the mexican side awaited the election, canada too", "election", "CAN"),
        ("canada awaits election mexico wants", "election", "CAN"),
        ("canada awaits the senate's word, mexico has it", "ratification", "CAN"),
        ("canada awaits the senate's word, mexico has it", "payoff", None),
        ("canada and mexico talk", "election", None),
    ],
)
def test_who_is_named_nearest_to_a_word_of_the_driver(text, driver, holder):
    named = sorted((mention(text, w) for w in ("mexico", "mexican", "canada") if w in text), key=lambda m: m.start)
    on_topic = {party for party in PAIR if "topic" in marks(party, text, *named, driver=driver)}
    assert on_topic == ({holder} if holder else set())


def test_an_unnamed_party_has_the_marks_of_the_words():
    text = "they want what their people need"
    assert marks("MEX", text, before="MEX") == [
        "n:0|0", "before|0", "head:they|before", "pronoun:they|before", "pronoun:their|before", "carried",
    ]  # fmt: skip
    assert marks("CAN", text, before="MEX") == ["n:0|0", "head:they", "pronoun:they", "pronoun:their"]
    named = "they say canada gains"
    assert marks("MEX", named, mention(named, "canada")) == ["n:0|1", "turns:y", "head:they"]


def test_what_speaks_for_both():
    text = "both sides met and mexico and canada agreed"
    named = [mention(text, "mexico"), mention(text, "canada")]
    words = ["word:both", "word:sides", "word:met", "word:agreed"]
    assert both_marks(named, found(text), None, text) == ["both", "both:2", "named:2", *words]
    assert both_marks(named * 2, found(text), None, text)[:3] == ["both", "both:2", "named:3"]
    assert both_marks([], found("it rains"), None, "it rains") == ["both", "both:0", "named:0", "nobody before"]
    assert both_marks([], found("it rains"), "MEX", "it rains") == ["both", "both:0", "named:0"]


def test_a_mere_place_and_a_third_state_are_no_party():
    text = "mexico canada japan"
    given = found(text, mention(text, "mexico", place=True), mention(text, "canada"), mention(text, "japan"))
    assert [m.code for m in named_parties(given, PAIR)] == ["CAN"]


def test_each_mark_stands_alone_with_the_driver_and_with_the_sense():
    given = found("it rains")
    seen = candidate_features("both", "payoff", -1, given, "MEX", PAIR, "it rains")
    assert {mark for mark in seen if mark.split("/")[0] == "both"} == {"both", "both/payoff", "both/payoff-1"}
    assert "n:0|0/payoff+1" in candidate_features("MEX", "payoff", 1, given, "MEX", PAIR, "it rains")


def choose(weights, text, *mentions, driver="payoff", polarity=1, before=None):
    steps = array("b", [round(100 * weight) for weight in weights.values()])
    model = LinearText(["holder"], [0.0], [0.01], list(weights), steps)
    return choose_holder(model, driver, polarity, found(text, *mentions), before, PAIR, text)


def test_the_holder_is_the_one_for_which_most_speaks():
    text = "mexico and canada"
    named = mention(text, "mexico"), mention(text, "canada")
    assert choose({"first": 1.0}, text, *named) == "MEX"
    assert choose({"last": 1.0}, text, *named) == "CAN"
    assert choose({"both": 1.0, "first": 0.5}, text, *named) == "both"
    assert choose({"both": 1.0, "first": 1.0}, text, *named) == "both"
    assert choose({"use:name": 1.0}, text, *named) == "both"
    assert choose({"first/payoff+1": 1.0}, text, *named, polarity=-1) == "both"
    assert choose({"before|2": 1.0}, text, *named, before="CAN") == "CAN"


def test_who_acts_in_the_passive_is_the_holder_whatever_the_marks_say():
    text = "mexico's offer was refused by canada"
    named = mention(text, "mexico"), mention(text, "canada")
    assert choose({"first": 1.0}, text, *named, driver="flexibility", polarity=-1) == "CAN"
    assert choose({"first": 1.0}, text, *named, driver="payoff", polarity=-1) == "MEX"


def test_the_party_named_first_is_spoken_of_next():
    text = "mexico and canada"
    assert last_party(found(text, mention(text, "mexico"), mention(text, "canada")), "CAN", PAIR) == "MEX"
    assert last_party(found(text), "CAN", PAIR) == "CAN"
    assert last_party(found(text), None, PAIR) is None


@pytest.mark.parametrize(
    ("shares", "holder"),
    [
        ((0.5, 0.2, 0.3), "CAN"),
        ((0.2, 0.5, 0.3), "MEX"),
        ((0.3, 0.2, 0.5), "both"),
        ((0.5, 0.1, 0.5), "both"),
        ((0.1, 0.5, 0.5), "both"),
        ((0.4, 0.4, 0.2), "both"),
    ],
)
def test_of_what_an_encoder_heard_the_likeliest_counts_and_a_tie_is_both(shares, holder):
    assert heard_holder(shares, PAIR) == holder
