"""Articles coded by kind and parties alone teach the gate and the parties, and nothing of what they state."""

import json

import pytest

from stances.extraction.matcher import shipped_matcher
from stances.learning import coded
from stances.learning.coded import load_coded
from stances.learning.reading_fit import Lessons, Words, _fit_words

TEXT = "Canada and Mexico will hold talks on trade. Canada offers to cut tariffs. " * 3


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def corpora(tmp_path, monkeypatch):
    """Corpora of four articles: coded whole, by kind and parties, as no negotiation, and one with nothing stated."""
    import gzip

    (tmp_path / "signals").mkdir()
    news = [{"id": name, "date": None, "title": "", "text": TEXT} for name in ("whole", "kind", "none", "silent")]
    for name, rows in (("articles", []), ("news_2012_2020", news), ("reuters_1987", []), ("signals/one_reader", [])):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in rows)
    write(tmp_path / "stage.jsonl", [])
    ours = {"corpus": "news_2012_2020", "parties": ["MEX", "CAN"], "kind": "ongoing"}
    signal = ["flexibility", "CAN", 1, "text", 44, 73]
    write(
        tmp_path / "codes.jsonl",
        [
            {**ours, "id": "whole", "issue": "trade", "stage": "under_way", "scope": "sectoral", "signals": [signal]},
            {**ours, "id": "kind", "stage": "scheduled"},
            {"id": "none", "corpus": "news_2012_2020", "kind": "no"},
            {**ours, "id": "silent", "signals": []},
        ],
    )
    monkeypatch.setattr(coded, "shipped", lambda *parts: tmp_path / parts[-1])
    return tmp_path


def test_an_article_without_signals_is_coded_by_kind_and_parties_alone(corpora):
    told = {article.id: article for article in load_coded(corpora, shipped_matcher())}
    assert told["kind"].pair == ("CAN", "MEX")
    assert {name: article.told for name, article in told.items()} == {
        "whole": True, "kind": False, "none": False, "silent": True,
    }  # fmt: skip


def test_each_part_learns_from_what_was_coded_for_it(corpora, monkeypatch):
    articles = load_coded(corpora, shipped_matcher())
    learned = {}
    for part in ("tagger", "holder", "kind", "articles", "lead"):
        monkeypatch.setattr(
            f"stances.learning.reading_fit._fit_{part}", lambda rows, *_, part=part, **__: learned.update({part: rows})
        )
    assert isinstance(_fit_words(Lessons(articles, [], [], {})), Words)
    for part in ("tagger", "holder", "articles"):
        assert [a.id for a in learned[part]] == ["whole", "silent"]
    assert [a.id for a in learned["lead"] if a.stage] == ["whole", "kind"]
    assert [a.id for a in learned["kind"].articles] == ["whole", "kind", "none", "silent"]
