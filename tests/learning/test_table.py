import pytest

from stances.errors import DataError
from stances.learning.evaluate import horizon_only
from stances.learning.scoring import outcome, score
from stances.learning.table import Case, Codes, beside, fingerprint, read_table, weights, write_table
from stances.resources import shipped

CASES = [
    Case("a", "one", "MEX-USA", 120, 30, {"payoff+": 1.0, "issue:trade": 1.0, "stage:called_for": 0.25}),
    Case("b", "one", "MEX-USA", 100, None, {"issue:trade": 1.0, "weaker_side": -0.2}),
    Case("c", "two", "JPN-RUS", -400, None, {"issue:peace": 1.0}),
]


def test_a_table_comes_back_as_it_was(tmp_path):
    write_table(tmp_path / "t.csv", CASES)
    assert read_table(tmp_path / "t.csv") == CASES
    assert fingerprint(CASES) == fingerprint(CASES[::-1]) != fingerprint(CASES[:2])


def test_what_a_reader_coded_stands_beside_it(tmp_path):
    coded = [CASES[0]._replace(codes=Codes(None, {"payoff-": 1.0, "issue:trade": 1.0})), *CASES[1:]]
    write_table(tmp_path / "t.csv", coded)
    assert read_table(tmp_path / "t.csv") == coded
    assert fingerprint(coded) != fingerprint(CASES)
    swapped = [c._replace(features=c.codes.features, codes=Codes(None, c.features)) if c.codes else c for c in coded]
    assert fingerprint(swapped) != fingerprint(coded)
    assert "careful reader" in beside(tmp_path / "t.csv").read_text()
    write_table(tmp_path / "t.csv", CASES)
    assert read_table(tmp_path / "t.csv") == CASES, "codes of before are gone"


def test_codes_of_an_article_that_is_not_in_the_table_are_told(tmp_path):
    coded = [case._replace(codes=Codes(None, {"issue:trade": 1.0})) for case in CASES]
    write_table(tmp_path / "t.csv", coded)
    kept = [line for line in (tmp_path / "t.csv").read_text().splitlines() if not line.startswith("c,")]
    (tmp_path / "t.csv").write_text("\n".join(kept) + "\n")
    with pytest.raises(DataError, match=r"codes of 'c'"):
        read_table(tmp_path / "t.csv")


def test_a_damaged_table_says_which_row(tmp_path):
    write_table(tmp_path / "t.csv", CASES)
    text = (tmp_path / "t.csv").read_text().replace(",120,", ",soon,")
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(DataError, match="row 1"):
        read_table(tmp_path / "t.csv")


def test_outcomes_and_weights():
    assert [outcome(case, 365) for case in CASES] == [1.0, 1.0, 0.0]
    assert outcome(CASES[0], 90) == 0.0
    assert str(outcome(CASES[2], 730)) == "nan"
    assert weights(CASES) == [0.5, 0.5, 1.0]


def test_the_base_has_no_skill_against_itself():
    said = horizon_only(CASES, CASES)
    figures = score(CASES, said, said, 365)
    assert figures.skill.value == 0.0
    assert (figures.cases, figures.episodes, figures.pairs) == (3, 2, 2)
    assert figures.rate == pytest.approx(0.5)


def test_the_shipped_table_is_of_this_version():
    cases = read_table(shipped("data", "outcomes.csv"))
    assert len(cases) > 500
    assert sum(case.codes is not None for case in cases) > 500
