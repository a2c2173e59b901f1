"""No country bias: a state's name exchanged for another's changes nothing that the text contributes.

What may change is context, which stands beside a forecast and is no part of the likelihood: coming elections, ratification
routes, ties, bodies, trade, near cases. Names that mean two things, or a leader in office, may change who is found at all.
"""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.context.actors import forms
from stances.extraction.lexicon import shipped_lexicon
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.records import BOTH
from tests.conftest import READS
from tests.properties.reading import read
from tests.synthetic.generate import STATES, THINGS, Sides, kinds, plant, written

OFTEN_NAMED = (
    ("IRN", "Iran", "Iranian"), ("ISR", "Israel", "Israeli"), ("RUS", "Russia", "Russian"), ("CHN", "China", "Chinese"),
    ("MEX", "Mexico", "Mexican"), ("CAN", "Canada", "Canadian"), ("JPN", "Japan", "Japanese"),
    ("DEU", "Germany", "German"), ("FRA", "France", "French"), ("CUB", "Cuba", "Cuban"), ("IND", "India", "Indian"),
)  # fmt: skip
"""States of which the corpora are full, so that a learned word could have stuck to them."""

pairs = st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda pair: pair[0] != pair[1])
known = st.tuples(st.sampled_from(OFTEN_NAMED), st.sampled_from(OFTEN_NAMED)).filter(lambda pair: pair[0] != pair[1])


def of_pair(pair, seed):
    """Return the article of a seed on the talks of a pair."""
    random = Random(seed)
    who = Sides(*pair, random.choice(THINGS))
    return written(random, who, [plant(random, kind, who) for kind in kinds(random, 6)], 4)


def without_names(reading, parties):
    """Return the signals with their strengths, the holder by its place in the pair."""
    place = {parties[0]: "A", parties[1]: "B", BOTH: BOTH}
    return [(s.driver, place[s.holder], s.polarity, s.strength) for s in reading.signals]


@READS
@given(pairs | known, pairs | known, st.integers(0, 10**6))
def test_another_pair_of_names_changes_no_signal_and_no_likelihood(model, one, other, seed):
    """Else the same words would be worth more from one capital than from another."""
    made = [of_pair(pair, seed) for pair in (one, other)]
    readings = [read(m.article.text, model, m.parties, m.article.title) for m in made]
    first, second = (without_names(r, m.parties) for r, m in zip(readings, made, strict=True))
    assert first == second
    assert readings[0].stage_shares == readings[1].stage_shares
    results = [forecast(r, model, shipped_rules()) for r in readings]
    assert results[0].likelihood == results[1].likelihood
    parts = [sorted((c.driver, c.polarity, c.contribution) for c in result.contributions) for result in results]
    assert parts[0] == parts[1]


@READS
@given(pairs, st.integers(0, 10**6))
def test_the_pair_is_found_whoever_it_is(model, pair, seed):
    """Else talks of small states would be taken for talks of others."""
    made = of_pair(pair, seed)
    found = read(made.article.text, model, None, made.article.title).parties
    assert found is not None
    assert set(found) == set(made.parties)


@pytest.mark.parametrize("verb", ["rejected the offer of", "accepted the proposal of", "threatened sanctions against"])
def test_every_state_holds_what_it_does(model, verb):
    """Else a state's refusal would go to the other side because its name is rare."""
    wrong = set()
    for code, name, _ in (*STATES, *OFTEN_NAMED):
        kinds_ = read(f"{name} {verb} Belgium.", model, (code, "BEL"), "Talks").signals
        mine = [s.holder for s in kinds_ if s.driver in ("flexibility", "pressure")]
        expected = "BEL" if "against" in verb else code
        wrong |= {name} if mine and set(mine) != {expected} else set()
        assert mine, name
    assert wrong == set()


BODIES_AND_HISTORY = re.compile(
    r"senate|congress|commons|knesset|duma|mps|republicans|democrats|u\.?n\b|wto|gatt|imf|vatican|text|pro-israel"
    r"|anti-american|vietnam|iraq|libya|oslo accords|helsinki accords|jordan valley|\bus\b"
)
"""What a cue may name: bodies, organisations, wars and accords of the past that are proverbial."""


def test_no_cue_names_a_party():
    """Else an idiom would be read only where a certain state stands in it; `{party}` stands for any."""
    names = {form.text.lower() for form in forms() if form.use in ("name", "adjective", "capital")}
    named = set()
    for _, _, _, pattern, _ in shipped_lexicon().entries:
        words = set(re.findall(r"[a-z][a-z.'-]*", BODIES_AND_HISTORY.sub(" ", pattern)))
        named |= {pattern} if words & names else set()
    assert named == set()
