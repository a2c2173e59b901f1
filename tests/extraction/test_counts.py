"""Which two actors count most, where sentences speak for one or another."""

import pytest

from stances.extraction.counts import count_pairs
from stances.extraction.document import Document
from stances.extraction.matcher import Found
from stances.extraction.mentions import Mention
from stances.records import Article

RIVALS = ("JPN", "MEX")


def read(*lines):
    """Return a document of sentences, each its words and what of it names whom: code, word, use, place; then its number, or title."""
    document = Document(Article("a", "\n\n".join(f"{words}." for words, *_ in lines)))
    found = []
    for sentence, (_, named, *rest) in zip(document.sentences, lines, strict=True):
        mentions = []
        for code, word, use, place in named:
            start = document.lower.index(word, sentence.start)
            mentions.append(Mention(code, start, start + len(word), use, place))
        where = {"number": 9, **(rest[0] if rest else {})}
        found.append(Found(sentence._replace(**where), mentions, [], []))
    return document, found


def principals(*lines):
    return max(count_pairs(*read(*lines)), default=(0.0, None))[1]


def line(code, words="{a} sees {x}", use="name", place=False, **where):
    """Return a sentence with Canada, and with a rival in some use."""
    return (
        words.format(a="canada", x="rival"),
        [("CAN", "canada", "adjective", False), (code, "rival", use, place)],
        where,
    )


@pytest.mark.parametrize(("first", "second"), [RIVALS, RIVALS[::-1]])
@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ({"use": "name"}, {"use": "capital"}),
        ({"use": "person"}, {"use": "capital"}),
        ({"use": "seat"}, {"use": "capital"}),
        ({"use": "capital"}, {"use": "adjective"}),
        ({"use": "adjective"}, {"use": "body"}),
        ({"use": "body"}, {"use": "capital", "place": True}),
        ({}, {"words": "{a} lies in {x}"}),
        ({}, {"words": "{a} rules over {x}"}),
        ({"use": "adjective", "words": "{a} lies in {x}"}, {"words": "{a} lies in {x}"}),
        ({"words": "{a} lies in {x}"}, {"use": "capital", "place": True}),
        ({"title": True}, {"number": 0}),
        ({"number": 3}, {"number": 4}),
        ({"words": "{a} and {x} talk"}, {}),
        ({"words": "{a} settles with {x}", "use": "capital"}, {"words": "{a} settled {x} on land", "place": True}),
    ],
)
def test_what_makes_a_principal(first, second, stronger, weaker):
    pair = principals(line(first, **stronger), line(second, **weaker))
    assert pair == tuple(sorted(("CAN", first)))


@pytest.mark.parametrize(("first", "second"), [("MEX", "NATO"), ("JPN", "UN")])
def test_a_body_of_many_states_is_rarely_one(first, second):
    assert principals(line(first, use="adjective"), line(second)) == tuple(sorted(("CAN", first)))
    assert principals(line(first, use="capital", place=True), line(second)) == tuple(sorted(("CAN", second)))


@pytest.mark.parametrize(("first", "second"), [RIVALS, RIVALS[::-1]])
def test_who_is_named_together_counts_for_more_than_who_is_named_alone(first, second):
    alone = ("rival sees it", [(second, "rival", "name", False)])
    assert principals(line(first), ("canada sees it", [("CAN", "canada", "name", False)]), alone) == tuple(
        sorted(("CAN", first))
    )


@pytest.mark.parametrize(("first", "second"), [RIVALS, RIVALS[::-1]])
def test_more_sentences_count_for_more(first, second):
    pair = principals(line(first), line(first), line(second))
    assert pair == tuple(sorted(("CAN", first)))


def test_an_actor_counts_once_a_sentence_by_its_best_mention():
    twice = (
        "canada sees rival and rivals",
        [("CAN", "canada", "name", False), ("JPN", "rival", "body", False), ("JPN", "rivals", "body", False)],
    )
    assert principals(twice, line("MEX", use="adjective")) == ("CAN", "MEX")


def test_only_the_foremost_actors_are_looked_at_whatever_their_names():
    minor = [(f"rival sees {n}", [(f"A{n}", "rival", "body", False)]) for n in range(8)]
    assert principals(*minor, line("MEX")) == ("CAN", "MEX")


def test_one_actor_alone_is_no_pair():
    assert principals(("canada sees it", [("CAN", "canada", "name", False)])) is None
    assert count_pairs(Document(Article("a", "")), []) == []


TALK = "{a} and {x} talk"


@pytest.mark.parametrize(
    ("lines", "score"),
    [
        ([line("JPN", TALK)], 1.5 * 0.7 + 0.7 + 0.25 * 1.0),
        ([line("JPN", TALK, use="capital")], 1.5 * 0.7 + 0.7 + 0.25 * 0.8),
        ([line("JPN", TALK, use="body")], 1.5 * 0.3 + 0.3 + 0.25 * 0.7),
        ([line("JPN")], 1.5 * 0.4 * 0.7 + 0.76 * (0.7 + 0.25 * 1.0)),  # no word of talks
        ([line("JPN", TALK, title=True)], 4 * 2.0),
        ([line("JPN", TALK, number=3)], 2 * 2.0),
        ([line("JPN", TALK), line("JPN", TALK)], 2 * 2.0),
    ],
)
def test_what_a_pair_counts_for(lines, score):
    """The sentences that name both at 1.5, the weaker one's own at 1, the stronger one's at a quarter."""
    assert count_pairs(*read(*lines)) == [(pytest.approx(score), ("CAN", "JPN"))]
