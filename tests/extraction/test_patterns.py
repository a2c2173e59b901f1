"""The pattern language: what a pattern stands for, and what is said of one that stands for nothing."""

import pytest

from stances.errors import DataError
from stances.extraction.patterns import GAP, Step, compile_pattern, from_line, to_line


def lines(pattern):
    return [to_line(sequence) for sequence in compile_pattern(pattern)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in return for", ["in return for"]),
        ("In Return", ["in return"]),
        ("don't go", ["don 't go"]),
        ("negotiat* (a|the) deal", ["negotiat* a|the deal"]),
        ("(offer*|promise) aid", ["promise|offer* aid"]),
        ("(give up|cede|hand over) land", ["cede land", "give up land", "hand over land"]),
        ("(very|) close", ["very close", "close"]),
        ("(a|b c) (d|)", ["a d", "a", "b c d", "b c"]),
        ("rul* out ... talks", ["rul* out ...talks"]),
        ("... talks", ["talks"]),
        ("talks ...", ["talks"]),
        ("(a ... b|c) d", ["c d", "a ...b d"]),
        ("{party} talks", ["{party} talks"]),
        ("{body} {date} {person} x", ["{body} {date} {person} x"]),
        ("cease-fire* now", ["cease-fire* now"]),
        ("x  y", ["x y"]),
        ("(a  b|c) y", ["c y", "a b y"]),
        ("don't* go", ["don 't* go"]),
    ],
)
def test_the_sequences_of_a_pattern(pattern, expected):
    assert lines(pattern) == expected


def test_a_step_holds_words_beginnings_and_the_gap_before_it():
    assert compile_pattern("(a|b*) ... {date} c") == [
        (Step(("a",), ("b",), 0), Step(("{date}",), (), GAP), Step(("c",), (), 0))
    ]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "pattern '' is not well formed (words, word*, (a|b), ..., {party})"),
        ("(a|b", "pattern '(a|b' is not well formed (words, word*, (a|b), ..., {party})"),
        ("a|b", "pattern 'a|b' is not well formed (words, word*, (a|b), ..., {party})"),
        ("{planet} a", "pattern '{planet} a': {planet} is unknown (known: body, date, party, person)"),
        ("{party}", "pattern '{party}' has no word of its own"),
        ("... {party}", "pattern '... {party}' has no word of its own"),
        ("(a b|c d|) " * 6, f"pattern {'(a b|c d|) ' * 6!r} stands for 729 sequences, at most 400 are allowed"),
    ],
)
def test_what_is_said_of_a_wrong_pattern(pattern, said):
    with pytest.raises(DataError) as error:
        compile_pattern(pattern)
    assert str(error.value) == said


def test_just_four_hundred_sequences_are_allowed():
    twenty = "(" + "|".join(f"a{n} b" for n in range(20)) + ")"
    assert len(compile_pattern(f"{twenty} {twenty}")) == 400
    with pytest.raises(DataError, match="stands for 420 sequences"):
        compile_pattern(f"{twenty[:-1]}|c d) {twenty}")


@pytest.mark.parametrize("line", ["a|b* ...c d*|e*", "{party} ...x", "a"])
def test_a_line_comes_back_as_it_was(line):
    assert to_line(from_line(line)) == line
    assert from_line("a|b* ...c")[1] == Step(("c",), (), GAP)
    assert from_line("a|b*")[0] == Step(("a",), ("b",), 0)
