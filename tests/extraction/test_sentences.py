"""Where a full stop ends a sentence."""

import pytest

from stances.extraction.sentences import split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["He left.", "She stayed."],
        ["He left!", "Why?", "Nobody knows"],
        ['"He left."', "She stayed."],
        ["He left.)", "(She stayed.)"],
        ["He left.", '"She stayed."'],
        ["He left.", "[She stayed]"],
        ["He left.", "-She stayed"],
        ["He left...", "She stayed."],
        ["He left.", "2 stayed."],
        ["He left.", "• She stayed."],
        ["He left.", "* She stayed."],
        ["He left. she stayed."],
        ["He left.She stayed."],
        ["Mr. Ross met Sen. Hatch in St. Louis on Jan. 5."],
        ["No. 5 is alive."],
        ["John F. Kennedy met J. Doe."],
        ["He and I.", "They left."],
        ["He met U.S. Aides of the U.N. Council."],
        ["He left the U.S.", "The rest stayed."],
        ["He left the U.S.", "But she stayed."],
        ["He works for Acme Inc. of Ohio."],
        ["He works for Acme Inc.", "It pays."],
        ['He said "I love the U.S."', "Aides agreed."],
        ["It is 5 p.m. Friday."],
        ["It is 5 p.m.", "They meet."],
        ["It grew 5.5 pct. Nobody knows why."],
        ["An overly-long-word-that-ends-so-mr.", "He left."],
        ["Is it the U.S.?", "Officials think so."],
        ["He left."],
        ["Talks go on"],
        [],
    ],
)
def test_sentences_are_told_apart(sentences):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_the_space_around_a_sentence_is_left_out():
    assert split_sentences("  He left. She stayed.  ") == [(2, 10), (11, 22)]
    assert split_sentences("   ") == []


def test_a_mark_within_a_word_before_the_sentence_is_not_looked_at():
    text = "The end. Mr. Ross left."
    assert [text[a:b] for a, b in split_sentences(text)] == ["The end.", "Mr. Ross left."]
