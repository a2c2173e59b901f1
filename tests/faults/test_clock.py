"""A clock that is wrong, or jumps: the day is asked for at two places only, and nothing that was kept depends on it."""

import ast
import os
import shutil
from datetime import date

import pytest

from stances.extraction.lexicon import COMPILED, load_lexicon
from stances.ledger.chain import head, read_events
from stances.resources import shipped
from tests.conftest import ROOT
from tests.faults.articles import SEEDS

CLOCKS = {"datetime.now", "datetime.today", "date.today", "time.time", "time.localtime", "time.gmtime"}
ASKED = {"cli/ledger.py", "web/keeping.py"}


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def test_the_clock_is_read_at_the_edge_only():
    found = {str(p.relative_to(ROOT / "stances")) for p in (ROOT / "stances").rglob("*.py") if CLOCKS & {*calls(p)}}
    assert found == ASKED


@pytest.fixture
def at(monkeypatch):
    """Set the clock."""

    def set_to(day):
        class Clock(date):
            @classmethod
            def today(cls):
                return date.fromisoformat(day)

        monkeypatch.setattr("stances.cli.ledger.date", Clock)

    return set_to


def test_a_ledger_outlives_a_clock_that_jumps(stances, tmp_path, at):
    file = ("--file", tmp_path / "ledger.sqlite")
    at("2030-01-01")
    assert stances("ledger", "add", *SEEDS, *file).out == "3 kept\n"
    keys = [line.split()[0] for line in stances("ledger", "list", *file).out.splitlines()]
    at("1970-01-01")
    assert stances("ledger", "add", SEEDS[0], *file).out == "0 kept\n", "the same forecast is kept once, whenever"
    kept, end = read_events(file[1]), head(file[1])
    early = stances("ledger", "resolve", keys[0], "agreed", "2021-06-07", *file)
    assert (early.code, early.err) == (2, "stances: 2021-06-07 is yet to come (today is 1970-01-01)\n")
    assert (read_events(file[1]), head(file[1])) == (kept, end)
    at("2030-01-01")
    assert stances("ledger", "resolve", keys[0], "agreed", "2021-06-07", *file).code == 0
    at("1970-01-01")
    score = stances("ledger", "score", *file)
    assert (score.code, score.out) == (0, "no resolved entry is due yet\n")
    assert "since" not in stances("ledger", "list", *file).out
    at("9999-12-31")
    assert stances("ledger", "score", *file).out.startswith("1 due and resolved")
    assert stances("ledger", "list", *file).out.count("due since") == 2
    assert stances("ledger", "verify", *file).code == 0


@pytest.mark.parametrize("when", [0, 2**31, 2**32 + 10])
def test_the_compiled_lexicon_goes_by_content_and_not_by_time(tmp_path, when):
    folder = shutil.copytree(shipped("data", "cues"), tmp_path / "cues")
    os.utime(folder / COMPILED, (when, when))
    fresh = load_lexicon(folder)
    assert fresh.entries == load_lexicon(shipped("data", "cues")).entries
    first = sorted(folder.glob("*.toml"))[0]
    cue = '\n[[cue]]\ndriver = "payoff"\npolarity = 1\nstrength = 0.5\npatterns = ["zanzibar quince"]\n'
    first.write_text(first.read_text() + cue)
    os.utime(first, (0, 0))
    assert len(load_lexicon(folder).entries) == len(fresh.entries) + 1, "an edit counts though its file looks older"


def test_files_from_the_future_are_read(stances, tmp_path):
    article = shutil.copy(SEEDS[0], tmp_path / "a.md")
    before = stances("predict", article, "--format", "json").out
    os.utime(article, (2**33, 2**33))
    assert stances("predict", article, "--format", "json").out == before
