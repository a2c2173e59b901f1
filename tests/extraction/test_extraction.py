import json
from datetime import date

import pytest

from stances.errors import DataError
from stances.extraction.dates import find_anchor
from stances.extraction.document import Document
from stances.extraction.lexicon import COMPILED, STAGE, Lexicon, load_cues, load_lexicon, parse_cues, shipped_lexicon
from stances.extraction.matcher import shipped_matcher
from stances.extraction.parties import likeliest, shipped_principals
from stances.extraction.patterns import compile_pattern
from stances.extraction.sentences import split_sentences
from stances.records import Anchor, Article
from stances.resources import shipped


def codes(text):
    document = Document(Article("a", text, date=date(2018, 5, 17)))
    return [m.code for f in shipped_matcher().find(document) for m in f.mentions if not m.place]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The White House said Pyongyang must act.", ["USA", "PRK"]),
        ("Georgia and Russia meet; the Georgian minister left Tbilisi.", ["GEO", "RUS", "GEO"]),
        ("Atlanta, Georgia senators met.", []),
        ("Latin America waits for South Korea.", ["KOR"]),
        ("The Washington Post wrote about Canada.", ["CAN"]),
        ("Mr. Trump met Mexican officials in Mexico City.", ["USA", "MEX"]),
    ],
)
def test_mentions(text, expected):
    assert codes(text) == expected


def test_a_person_counts_only_in_office():
    before = Document(Article("a", "Donald Trump spoke of trade.", date=date(2012, 1, 1)))
    assert not [m for f in shipped_matcher().find(before) for m in f.mentions]


def test_parties_are_told_from_a_host():
    text = "Japan and Russia will hold talks on a treaty. The talks between Tokyo and Moscow will be held in Singapore."
    document = Document(Article("a", text))
    weighed = shipped_principals().weigh(document, shipped_matcher().find(document))
    assert likeliest(weighed) == ("JPN", "RUS")


def test_sentences_keep_abbreviations():
    text = "Sen. Hatch met U.S. aides on Jan. 5. They agreed."
    assert [text[a:b] for a, b in split_sentences(text)] == ["Sen. Hatch met U.S. aides on Jan. 5.", "They agreed."]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("The July 1 election is near.", Anchor(date(2018, 7, 1), "election")),
        ("The two will meet by the end of June.", Anchor(date(2018, 6, 30), "meeting")),
        ("The accord expires in two weeks.", Anchor(date(2018, 5, 31), "expiry")),
        ("They met on May 3.", None),
        ("The deal was signed in 2002.", None),
        ("The envoy will fly to Geneva Monday for talks.", Anchor(date(2018, 5, 21), "meeting")),
        ("The ministers held talks on Monday.", None),
        ("The talks will fail, he said Monday.", None),
    ],
)
def test_next_date(text, anchor):
    assert find_anchor(Document(Article("a", text)), date(2018, 5, 17)) == anchor


@pytest.mark.parametrize("pattern", ["", "...", "{party}", "{planet} talks", "(a|b", "x " + "(a b|c d) " * 12])
def test_ill_formed_patterns_are_refused(pattern):
    with pytest.raises(DataError):
        compile_pattern(pattern)


def test_a_wrong_cue_file_names_the_entry():
    with pytest.raises(DataError, match=r"mine\.toml, cue 1: driver 'love'"):
        parse_cues('[[cue]]\ndriver = "love"\npolarity = 1\nstrength = 0.5\npatterns = ["x"]', "mine.toml")


def test_the_shipped_lexicon_holds_every_driver():
    assert len({entry[0] for entry in shipped_lexicon().entries if not entry[0].startswith(STAGE)}) == 17


def test_a_dash_or_a_verb_is_no_leader():
    assert codes("Canada - said Canada - will sign. Said again.") == ["CAN", "CAN"]


def test_the_compiled_lexicon_is_that_of_the_files():
    folder = shipped("data", "cues")
    compiled = json.loads((folder / COMPILED).read_text(encoding="utf-8"))
    fresh = Lexicon.of(load_cues(folder))
    assert compiled["entries"] == fresh.entries, "run `stances cues --compile`"
    assert compiled["starts"] == fresh.starts


def test_a_changed_file_of_cues_counts_at_once(tmp_path):
    for path in shipped("data", "cues").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    cue = '[[cue]]\ndriver = "linkage"\npolarity = 1\nstrength = 0.5\npatterns = ["zeppelins for visas"]\n'
    (tmp_path / "mine.toml").write_text(cue, encoding="utf-8")
    assert [s.cue.pattern for s in load_lexicon(tmp_path).by_pair["zeppelins for"].starts] == ["zeppelins for visas"]
