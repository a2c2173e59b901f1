"""The work on hostile texts grows with their length and no faster: calls are counted, no clock is looked at."""

import sys

import pytest

from stances.context.actors import forms
from stances.errors import DataError
from stances.extraction.document import Document
from stances.extraction.lexicon import Lexicon, shipped_lexicon
from stances.extraction.patterns import compile_pattern
from stances.reading.html import parse_html
from stances.records import Article
from stances.report.text import to_text, wrapped
from stances.road import predict

EVERY = " and ".join(sorted({form.text for form in forms() if form.use == "name"}))

TEXTS = {
    "one word": "talks ",
    "a cue without end": "no deal in return for ",
    "names and negations": "Mexico did not agree, no election in Mexico, the United States ruled out a vote ",
    "nested quotes": '"He said "Mexico said "she won\'t ',
    "dots": "U.S. ... ?!. ",
    "no spaces": "mexico-us-deal-",
    "dates": "on monday 5 may 2018 they will meet in two weeks ",
    "furniture": "Advertisement\n\nMexico and the United States hold talks on a deal.\n\n",
    "wrapped lines": "Mexico and the United\nStates hold talks\n    They agreed\n",
    "every state in each sentence": f"{EVERY} hold talks. ",
}


def calls(work):
    """Return how many functions, of Python and of C, a piece of work calls."""
    count = 0

    def tick(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_is_at_most_four_times_the_calls(name, model):
    unit = TEXTS[name]
    once = max(2, 3000 // len(unit))

    def told(times):
        article = Article("a", unit * times, "Mexico and the United States open talks")
        return lambda: to_text(predict(article, model, parties=("MEX", "USA")), full=True)

    told(4 * once)()  # what is found once a process and kept
    assert calls(told(4 * once)) <= 4.4 * calls(told(once))


def test_furniture_is_passed_over_by_the_line():
    lines = ["Advertisement", "Talks go on. A deal is near.", "Share this"]
    document = Document(Article("a", "\n\n".join(lines), "Talks"))
    assert [document.cased[s.start : s.end] for s in document.sentences] == ["Talks", "Talks go on.", "A deal is near."]
    assert [s.title for s in document.sentences] == [True, False, False]


def test_what_words_begin_is_not_kept_without_end(monkeypatch):
    monkeypatch.setattr("stances.extraction.lexicon._MOST_KEPT", 50)
    lexicon = Lexicon(shipped_lexicon().entries, shipped_lexicon().starts)
    for number in range(1000):
        assert lexicon.by_word[f"word{number}"] is None
        assert len(lexicon.by_word) <= 50
    assert lexicon.by_word["x" * 10_000] is None
    assert "x" * 10_000 not in lexicon.by_word


def test_a_paragraph_of_many_tags_is_joined_once():
    pages = [f"<html><body><p>{'<b>Mexico</b> talks ' * n}</p></body></html>" for n in (1, 3)]
    assert parse_html(pages[1], "p").text.split() == 3 * parse_html(pages[0], "p").text.split()


def test_a_word_that_fills_a_page_is_cut():
    assert len(wrapped(f"a {'x' * 1_000_000} b")) < 20


def test_a_pattern_has_a_length_at_most():
    with pytest.raises(DataError, match="longer than"):
        compile_pattern("a " * 1000)
