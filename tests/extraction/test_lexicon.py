"""The cue lexicon: its files, its look-up by first words, its compiled form."""

import json

import pytest

from stances.errors import DataError
from stances.extraction.lexicon import COMPILED, Cue, Lexicon, compile_lexicon, load_cues, load_lexicon, parse_cues
from stances.extraction.patterns import compile_pattern


def toml(**fields):
    given = {"driver": '"linkage"', "polarity": "1", "strength": "0.5", "patterns": '["a b"]'} | fields
    return "[[cue]]\n" + "".join(f"{name} = {value}\n" for name, value in given.items() if value is not None)


def lexicon(*patterns):
    return Lexicon.of([Cue("linkage", 1, 0.5, p, s) for p in patterns for s in compile_pattern(p)])


def begun(found):
    starts = found.starts if found else ()
    return [(start.cue.pattern, [step.words or step.prefixes for step in start.rest], start.last) for start in starts]


def test_a_cue_of_two_words_is_found_by_both():
    found = lexicon("in return for", "in (turn|time)")
    assert found.starts == {"in return": [0], "in turn": [1], "in time": [1]}
    assert begun(found.by_pair["in return"]) == [("in return for", [("for",)], ("for",))]
    assert begun(found.by_pair["in time"]) == [("in (turn|time)", [], ())]
    assert found.by_word["in"] is None
    assert found.by_pair["in no"] is None


def test_a_cue_whose_second_word_is_open_is_found_by_its_first():
    found = lexicon("rule ... out", "rule* over", "in {party} hands", "talk* on")
    assert found.starts == {"rule": [0], "rul*": [1], "in": [2], "tal*": [3]}
    assert begun(found.by_word["rule"]) == [
        ("rule ... out", [("out",)], ("out",)),
        ("rule* over", [("over",)], ("over",)),
    ]
    assert begun(found.by_word["rules"]) == [("rule* over", [("over",)], ("over",))]
    assert begun(found.by_word["rulings"]) == []
    assert begun(found.by_word["in"]) == [("in {party} hands", [("{party}",), ("hands",)], ("hands",))]


def test_a_cue_may_begin_with_a_class_or_end_in_a_beginning():
    found = lexicon("{party} wants", "{party} ... offer*", "talks")
    assert found.starts == {"{party} wants": [0], "{party}": [1], "talks": [2]}
    assert begun(found.by_pair["{party} wants"]) == [("{party} wants", [("wants",)], ("wants",))]
    assert begun(found.by_word["{party}"]) == [("{party} ... offer*", [("offer",)], ())]
    assert begun(found.by_word["talks"]) == [("talks", [], ())]


def test_a_cue_of_several_first_words_stands_under_each():
    found = lexicon("(a|bring*) (c|d)")
    assert found.starts == {"a c": [0], "a d": [0], "bri*": [0]}
    assert begun(found.by_word["brings"]) == [("(a|bring*) (c|d)", [("c", "d")], ("c", "d"))]


def test_a_cue_is_made_once_and_is_what_was_given():
    found = lexicon("in return for")
    assert found.cue(0) == Cue("linkage", 1, 0.5, "in return for", compile_pattern("in return for")[0])
    assert found.cue(0) is found.cue(0)


def test_what_was_looked_up_is_kept_but_not_without_end(monkeypatch):
    monkeypatch.setattr("stances.extraction.lexicon._MOST_KEPT", 2)
    found = lexicon("talks")
    assert found.by_word["talks"] is found.by_word["talks"]
    assert found.by_word["x" * 60] is None
    assert set(found.by_word) == {"talks", "x" * 60}
    assert found.by_word["a"] is None
    assert set(found.by_word) == {"a"}
    assert found.by_word["x" * 61] is None
    assert set(found.by_word) == {"a"}


def test_the_cues_of_a_file():
    text = (
        toml(patterns='["a (b c|d)", "e"]', polarity="-1", strength="1")
        + '[[cue]]\nstage = "stalled"\npatterns = ["f"]'
    )
    assert [cue[:4] for cue in parse_cues(text, "f")] == [
        ("linkage", -1, 1.0, "a (b c|d)"),
        ("linkage", -1, 1.0, "a (b c|d)"),
        ("linkage", -1, 1.0, "e"),
        ("stage:stalled", 0, 1.0, "f"),
    ]
    assert parse_cues("", "f") == []


EXPECTED = "f, cue 1: expected polarity -1, 0 or 1 and strength above 0 and up to 1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (toml(polarity="2"), EXPECTED),
        (toml(polarity=None), EXPECTED),
        (toml(strength="0"), EXPECTED),
        (toml(strength="1.1"), EXPECTED),
        (toml(strength='"x"'), EXPECTED),
        (toml(patterns='"a b"'), "f, cue 1: expected patterns as a list of strings"),
        (toml(patterns="[1]"), "f, cue 1: expected patterns as a list of strings"),
        (toml(patterns=None), "f, cue 1: expected patterns as a list of strings"),
    ],
)
def test_what_is_said_of_a_wrong_cue(text, said):
    with pytest.raises(DataError) as error:
        parse_cues(text, "f")
    assert str(error.value) == said


def test_an_unknown_driver_or_stage_is_named():
    with pytest.raises(DataError, match=r"^f, cue 2: driver 'love' is not in the codebook \(linkage, payoff, "):
        parse_cues(toml() + toml(driver='"love"'), "f")
    with pytest.raises(DataError, match=r"^f, cue 1: driver 'stage:asleep' is not in the codebook"):
        parse_cues('[[cue]]\nstage = "asleep"\npatterns = ["f"]', "f")
    with pytest.raises(DataError, match=r"^f: not valid TOML: "):
        parse_cues("[[cue", "f")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.toml").write_text(toml(patterns='["grün b"]'), encoding="utf-8")
    (tmp_path / "a.toml").write_text(toml(patterns='["c d"]'), encoding="utf-8")
    (tmp_path / "no.txt").write_text("[[")
    return tmp_path


def test_the_files_of_a_folder_are_read_in_order(folder):
    assert [cue.pattern for cue in load_cues(folder)] == ["c d", "grün b"]
    assert [entry[3] for entry in load_lexicon(folder).entries] == ["c d", "grün b"]
    (folder / "c.toml").write_text("[[", encoding="utf-8")
    with pytest.raises(DataError, match=r"^c\.toml: not valid TOML"):
        load_cues(folder)


def test_the_compiled_form_is_read_until_a_file_changes(folder):
    path = compile_lexicon(folder)
    assert path == folder / COMPILED
    assert path.read_text(encoding="utf-8").endswith("}\n")
    assert sorted(p.name for p in folder.iterdir()) == ["a.toml", "b.toml", COMPILED, "no.txt"]
    plain = Lexicon.of(load_cues(folder))
    kept = load_lexicon(folder)
    assert (kept.entries, kept.starts) == (plain.entries, plain.starts)
    compiled = json.loads(path.read_text(encoding="utf-8"))
    compiled["entries"][0][3] = "from the compiled form"
    path.write_text(json.dumps(compiled), encoding="utf-8")
    assert load_lexicon(folder).entries[0][3] == "from the compiled form"
    (folder / "a.toml").write_text(toml(patterns='["e f"]'), encoding="utf-8")
    assert load_lexicon(folder).entries[0][3] == "e f"


def test_what_moves_between_files_changes_the_digest(folder):
    compile_lexicon(folder)
    (folder / "a.toml").write_text("", encoding="utf-8")
    (folder / "b.toml").write_text(toml(patterns='["c d"]') + toml(patterns='["grün b"]'), encoding="utf-8")
    before = json.loads((folder / COMPILED).read_text(encoding="utf-8"))["sha256"]
    assert json.loads(compile_lexicon(folder).read_text(encoding="utf-8"))["sha256"] != before
