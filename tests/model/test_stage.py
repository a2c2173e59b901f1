"""How far the talks are, in words: what is not clear is not said as if it were."""

from stances.model.stage import STAGES, doubt, is_clear, stage_words
from stances.records import Article, Reading
from stances.report.text import head
from stances.road import predict

ARTICLE = Article("a", "Talks.")


def read(stage, **shares):
    return Reading(ARTICLE, None, ("MEX", "USA"), "trade", stage, stage_shares=tuple(shares.items()))


def test_half_is_clear_and_less_is_not():
    assert is_clear(read("stalled", stalled=0.5, broken=0.5))
    assert not is_clear(read("stalled", stalled=0.4999, broken=0.3))
    assert stage_words(read("stalled", stalled=0.4999)) == "perhaps talks stalled"


def test_what_a_person_stated_is_clear():
    assert is_clear(read("broken"))
    assert doubt(read("broken")) == ""


def test_three_are_named_at_most_and_none_below_a_tenth():
    four = read("stalled", stalled=0.3, broken=0.25, scheduled=0.2, under_way=0.15)
    assert doubt(four) == "the stage is not clear: talks stalled 30 %, talks broken off 25 %, talks scheduled 20 %"
    assert doubt(read("stalled", stalled=0.4, broken=0.09)) == "the stage is not clear: talks stalled 40 %"


def test_a_forecast_says_so_in_its_head_and_notes(seed):
    given = predict(seed)
    shares = dict(given.reading.stage_shares)
    assert shares[given.reading.stage] == max(shares.values())
    told = any(note.startswith("the stage is not clear") for note in given.notes)
    assert told == (max(shares.values()) < 0.5) == (f"perhaps {STAGES[given.reading.stage]}" in head(given))
