"""Laws of wording: what is meant, and not how it is put, decides which signal is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.extraction.decision import denied
from stances.extraction.document import Document
from stances.extraction.lexicon import STAGE, shipped_lexicon
from stances.extraction.matcher import shipped_matcher
from stances.records import Article
from tests.conftest import READS
from tests.properties.reading import read, rows, stated

CUES = [i for i, (subject, polarity, *_) in enumerate(shipped_lexicon().entries) if polarity and STAGE not in subject]
NAMED = {"{party}": "Norway", "{body}": "parliament", "{date}": "Monday", "{person}": "Angela Merkel"}


def cases(name):
    """Return the rows of a table; one that says why it does not hold is expected to fail, so that a mend shows."""
    return [
        pytest.param(
            row,
            id=f"{row['kind']}-{number}",
            marks=[pytest.mark.xfail(reason=row["fails"], strict=True)] if "fails" in row else [],
        )
        for number, row in enumerate(rows(name), 1)
    ]


@pytest.mark.parametrize("row", cases("paraphrases"))
def test_a_paraphrase_states_the_same_signal(model, row):
    """Else two papers that report one fact in other words would give their readers two forecasts."""
    for wording in row["says"]:
        assert (row["kind"], row["holder"]) in stated(wording, model), wording


@pytest.mark.parametrize("row", cases("voices"))
def test_the_passive_voice_has_the_holder_of_the_active(model, row):
    """Else a refusal would be booked to the side whose offer was refused."""
    for wording in row["says"]:
        found = stated(wording, model)
        assert (row["kind"], row["holder"]) in found, wording
        assert {holder for kind, holder in found if kind == row["kind"]} == {row["holder"]}, wording


@pytest.mark.parametrize("verb", ["rejects", "rejected", "refused", "rebuffed", "spurned", "turned down"])
@pytest.mark.parametrize("what", ["offer", "proposal", "demand"])
@pytest.mark.parametrize(("one", "other"), [(("NOR", "Norway"), "Switzerland"), (("CHE", "Switzerland"), "Norway")])
def test_rejecting_an_offer_and_an_offer_rejected_are_the_same(model, verb, what, one, other):
    """Else the same act would count for one side in one paper and for the other in the next, or not at all."""
    code, name = one
    participle = {"rejects": "is rejected"}.get(verb, f"was {verb}")
    active = stated(f"{name} {verb} {other}'s {what}.", model)
    passive = stated(f"{other}'s {what} {participle} by {name}.", model)
    refusals = [{signal for signal in found if signal[0] == "flexibility-1"} for found in (active, passive)]
    assert refusals == [{("flexibility-1", code)}] * 2


@pytest.mark.parametrize("row", cases("negations"))
def test_a_negation_does_not_state_what_it_negates(model, row):
    """Else "made no progress" would raise the likelihood as "made progress" does."""
    assert row["kind"] in {kind for kind, _ in stated(row["plain"], model)}
    for wording in row["negated"]:
        assert row["kind"] not in {kind for kind, _ in stated(wording, model)}, wording


def written_out(cue):
    """Return the words of a cue, the first choice at each step."""
    words = [(step.words or step.prefixes)[0] for step in cue.sequence]
    return " ".join(NAMED.get(word, word) for word in words)


@READS
@given(st.sampled_from(CUES), st.sampled_from(["never", "not", "without", "no"]))
def test_no_cue_gives_its_own_sense_where_it_is_negated(model, number, negation):
    """Else any one of the lexicon's cues could turn a denial into its opposite."""
    text = f"It is {negation} {written_out(shipped_lexicon().cue(number))} that counts here."
    article = Article("a", text)
    document = Document(article)
    out = {kind for found in shipped_matcher().find(document) for kind in denied(found, document.lower)}
    reading = read(text, model, title="")
    assert out.isdisjoint(f"{s.driver}{s.polarity:+d}" for s in reading.signals)


@given(st.sampled_from(CUES))
def test_every_cue_is_found_in_its_own_words(number):
    """Else a person who adds an idiom would never see it match."""
    cue = shipped_lexicon().cue(number)
    document = Document(Article("a", f"Well, {written_out(cue)} here."))
    hits = [hit.cue for found in shipped_matcher().find(document) for hit in found.cues]
    assert (cue.driver, cue.polarity) in {(hit.driver, hit.polarity) for hit in hits}
