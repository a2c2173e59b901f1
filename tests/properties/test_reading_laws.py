"""Laws of reading: of the article's words all that matters counts, and nothing else."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.records import Article
from stances.road import predict
from tests.conftest import READS
from tests.properties.reading import kinds, read, stated
from tests.properties.strategies import texts
from tests.synthetic.generate import fillers, synthetic

SPACES = st.sampled_from([" ", "  ", "\n", "\t", " \n", "\N{NO-BREAK SPACE}"])
SEEDS = st.integers(0, 10**6)
LOUDEST = 0.5
"""Below, a signal is shown as weak; the loudest filler, on a text of eleven annexes, has 0.45."""

UNRELATED = (
    "Bakers in the old quarter say that a loaf wants a long night in the cool before it sees the oven.",
    "The museum shows forty watercolours of birds, most of them herons, and two small bronze hares.",
    "Heavy rain is forecast for the hills, with sunshine returning to the coast in the afternoon.",
    "A gardener recommends feeding tomatoes with compost and keeping slugs away with broken eggshells.",
    "The choir rehearses on the second floor, above the bicycle shop, and sings mostly in summer.",
    "Knitters prefer a wool that has been washed twice, since it neither itches nor loses its colour.",
    "Two cats live in the engine shed, and the younger of them likes to ride on the footplate.",
)


@READS
@given(texts)
def test_any_text_never_crashes_and_quotes_are_to_the_letter(model, text):
    """Else one odd article would end a night's batch, or a quote would be words that the article does not have."""
    article = Article("x", text or " ", title=text[:40])
    for parties in (("MEX", "USA"), None):
        for signal in predict(article, model, parties=parties).reading.signals:
            assert article.field_text(signal.span.field)[signal.span.start : signal.span.end] == signal.quote


def test_quotes_of_the_seed_are_to_the_letter(model, seed):
    """Else the page would mark other words than those that it quotes."""
    signals = predict(seed, model).reading.signals
    assert signals
    for s in signals:
        assert seed.field_text(s.span.field)[s.span.start : s.span.end] == s.quote


@READS
@given(SEEDS)
def test_the_order_of_the_parties_changes_no_signal(model, seed):
    """Else `--parties MEX,USA` and `--parties USA,MEX` would give two readings of one article."""
    made = synthetic(Random(seed))
    one, two = (
        read(made.article.text, model, parties, made.article.title) for parties in (made.parties, made.parties[::-1])
    )
    assert one.signals == two.signals
    results = [forecast(reading, model, shipped_rules()) for reading in (one, two)]
    assert results[0].likelihood == results[1].likelihood


@READS
@given(st.lists(SPACES, min_size=20, max_size=20), SEEDS)
def test_white_space_within_a_paragraph_changes_no_signal(model, spaces, seed):
    """Else an article pasted from a narrow column would read otherwise than the same from a page."""
    made = synthetic(Random(seed))
    count = iter(range(10**6))
    text = re.sub(r"(?<!\n) (?!\n)", lambda _: spaces[next(count) % len(spaces)], made.article.text)
    assert kinds(read(text, model, made.parties)) == kinds(read(made.article.text, model, made.parties))


@READS
@given(st.lists(SPACES, min_size=20, max_size=20))
def test_white_space_changes_no_signal_of_the_seed(model, seed, spaces):
    """Else the same, in prose as newspapers print it."""
    count = iter(range(10**6))
    text = re.sub(r"(?<!\n) (?!\n)", lambda _: spaces[next(count) % len(spaces)], seed.text)
    assert kinds(predict(seed._replace(text=text), model).reading) == kinds(predict(seed, model).reading)


@READS
@given(st.integers(2, 6), SEEDS)
def test_blank_lines_between_paragraphs_change_no_signal(model, lines, seed):
    """Else a blank line more, as mail programs set it, would change what an article says."""
    made = synthetic(Random(seed))
    text = made.article.text.replace("\n\n", "\n" * lines)
    assert kinds(read(text, model, made.parties)) == kinds(read(made.article.text, model, made.parties))


@READS
@given(st.lists(st.sampled_from(UNRELATED[:5]), min_size=1, max_size=6))
def test_appended_unrelated_paragraphs_change_no_signal(model, seed, paragraphs):
    """Else what a page prints below an article, the weather or a recipe, would change its forecast."""
    text = "\n\n".join([seed.text, *paragraphs])
    before, after = (predict(article, model) for article in (seed, seed._replace(text=text)))
    assert kinds(after.reading) == kinds(before.reading)
    assert after.likelihood == before.likelihood


@READS
@given(st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=4), SEEDS)
def test_paragraphs_on_other_things_state_nothing(model, paragraphs, seed):
    """Else the number of an article's pages would be evidence."""
    made = synthetic(Random(seed))
    text = "\n\n".join([made.article.text, *paragraphs])
    before, after = (read(t, model, made.parties, made.article.title) for t in (made.article.text, text))
    added = [signal for signal in after.signals if signal not in before.signals]
    assert [signal for signal in after.signals if signal not in added] == list(before.signals)
    assert all(signal.strength < LOUDEST for signal in added), (
        "a new sentence may say something faintly, the old say the same"
    )


@READS
@given(st.sampled_from(fillers()), SEEDS)
def test_a_filler_sentence_states_no_strong_signal(model, line, seed):
    """Else a sentence on soup or the weather in the hall would count as an incentive."""
    made = synthetic(Random(seed), filler=6)
    for signal in read(made.article.text, model, made.parties, made.article.title).signals:
        inside = [f for f in made.filler if signal.quote in f]
        assert not inside or signal.strength < LOUDEST, inside


MARKS = [('"', '"'), ("“", "”"), ("„", "“"), ("“", '"')]
INNER = [("'", "'"), ("‘", "’"), ("‛", "’")]
SAID = (
    "Norway will not accept the offer",
    "the accord is a top priority for Norway",
    "Norway is ready to compromise",
    "the talks have stalled",
    "Norway violated the truce",
    "the Norwegian parliament ratified the accord",
)


@pytest.mark.parametrize("said", SAID)
def test_the_kind_of_quotation_mark_changes_no_signal(model, said):
    """Else a paper with typographic quotes would be read otherwise than one with plain ones."""
    plain = stated(f'"{said[0].upper()}{said[1:]}," the minister said.', model)
    assert plain
    for left, right in MARKS:
        assert stated(f"{left}{said[0].upper()}{said[1:]},{right} the minister said.", model) == plain


@pytest.mark.parametrize("said", SAID)
def test_a_quote_within_a_quote_states_the_same_whatever_its_marks(model, said):
    """Else what an envoy reports of another's words would get lost, or change, with a paper's house style."""
    found = {
        frozenset(stated(f"{l1}They told us {l2}{said}{r2}, no more,{r1} the envoy said.", model))
        for l1, r1 in MARKS
        for l2, r2 in INNER
    }
    assert len(found) == 1
    assert {k for k, _ in stated(f"{said[0].upper()}{said[1:]}.", model)} & {k for k, _ in next(iter(found))}


@READS
@given(SEEDS)
def test_a_text_in_capitals_with_quotes_never_breaks_offsets(model, seed):
    """Else wires of the 1980s would be quoted wrongly."""
    made = synthetic(Random(seed))
    text = made.article.text.upper()
    for s in read(text, model, made.parties, made.article.title.upper()).signals:
        assert (text if s.span.field == "text" else made.article.title.upper())[s.span.start : s.span.end] == s.quote
