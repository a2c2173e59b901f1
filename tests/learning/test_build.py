"""A model built from corpora of ours, as ``stances learn-signals`` builds the shipped one, reads what it never saw."""

import json
from random import Random

import pytest

from stances.cli.learn import learn_signals
from stances.extraction.parties import shipped_principals
from stances.learning import ablation, coded, evaluation, fresh
from stances.learning.ablation import CHOICES, CODED, leaving_out
from stances.learning.coded import load_background, load_coded
from stances.learning.readers import load_texts, read_codes
from stances.learning.table import read_table
from stances.model.artefact import documents, load
from stances.resources import shipped
from stances.road import predict
from tests.synthetic.corpora import lay_down
from tests.synthetic.generate import synthetic
from tests.synthetic.recovery import Tally, tally

ARTICLES = 48


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    corpora = lay_down(folder / "corpora", ARTICLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded, "shipped", lambda *parts: corpora / parts[-1])
        before = shipped("data", "parties.json").read_bytes()
        learn_signals(corpora, folder / "small", folder / "table.csv", folder / "parties.json", version="7")
    assert (folder / "parties.json").stat().st_size > 500
    assert shipped("data", "parties.json").read_bytes() == before, "what ships is not this test's to write"
    return folder


def test_the_model_says_what_it_was_made_of_and_comes_with_its_figures(built):
    card = load(str(built / "small")).card
    assert (card.name, card.version, card.episodes, card.pairs) == ("small", "7", ARTICLES, 12)
    texts = documents(built / "small")
    assert "small" in texts["card.md"].decode()
    assert json.loads(texts["metrics.json"])


def test_it_reads_articles_on_pairs_that_it_never_saw(built):
    """What is planted in sentences of the same making is found: the road from codes to a reader loses neither sense nor holder."""
    model, draw, found = load(str(built / "small")), Random(5), Tally()
    for _ in range(10):
        made = synthetic(draw)
        found = sum(tally(made, predict(made.article, model, parties=_sorted(made.parties)).reading).values(), found)
    assert found.recall > 0.75
    assert found.precision > 0.8
    assert found.held > 0.85 * found.found
    assert found.turned < 0.1 * found.planted


def test_the_table_holds_each_labelled_article_once(built):
    cases = read_table(built / "table.csv")
    assert sorted(case.id for case in cases) == sorted(f"a{n}" for n in range(ARTICLES))
    assert {case.days for case in cases} == {263, -1096}
    assert all(any(name.endswith(("+", "-")) for name in case.features) for case in cases)


def test_what_readers_coded_is_lined_up_with_our_sentences(built, matcher):
    corpora = built / "corpora"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded, "shipped", lambda *parts: corpora / parts[-1])
        articles = {article.id: article for article in load_coded(corpora, matcher)}
    assert len(articles) == 4 * ARTICLES
    for name in ("a1", "n1"):
        assert sum(map(len, articles[name].labels)) == 6
        assert articles[name].mined == (name == "a1")
    assert not any(articles["other-1"].labels)


def test_the_background_is_what_nobody_coded(built, matcher):
    known = {f"news-{n}" for n in range(10)} | {f"n{n}" for n in range(ARTICLES)}
    found = load_background(built / "corpora", matcher, shipped_principals(), known=known, size=20, seed=1)
    assert len({article.id for article in found}) == 20
    assert not known & {article.id for article in found}
    assert {article.kind for article in found} == {"no"}


def test_the_evaluation_says_what_words_and_readers_codes_would_give(built):
    cases, corpora = read_table(built / "table.csv"), built / "corpora"
    codes = read_codes(corpora)
    assert [case.codes and case.codes.ahead for case in cases] == [codes[case.id].ahead for case in cases]
    assert load_texts(corpora)["a0"].count(".") > 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fresh, "read_table", lambda path: cases)
        patch.setattr(evaluation, "ablations", lambda: {"without stage": leaving_out("stage")})
        patch.setattr(ablation, "CHOICES", {name: CHOICES[name] for name in list(CHOICES)[:2]})
        done = evaluation.evaluate([], corpora=corpora, ablation=True)
    groups = {row.name: row.group for row in done.rows}
    assert {groups[name] for name in CODED} == {"codes"}
    assert groups["words (TF-IDF)"] == "baseline"
    assert groups["without stage"] == groups["families chosen"] == "ablation"
    assert f"words: {ARTICLES} of {ARTICLES} articles have their text" in done.remarks


@pytest.fixture(scope="module")
def matcher():
    from stances.extraction.matcher import shipped_matcher

    return shipped_matcher()


def _sorted(parties):
    first, second = sorted(parties)
    return first, second
