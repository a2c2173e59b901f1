"""The issue: how likely each is, from the classifier's word and from set words of the text."""

import pytest

from stances.codebook import ISSUES
from stances.extraction.document import Document
from stances.extraction.issue import issue_shares
from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.records import Article

EVEN = dict.fromkeys(ISSUES, 0.0)


def document(text, title=""):
    return Document(Article("a", text, title))


def test_the_likeliest_comes_first_and_the_unlikely_not_at_all():
    shares = issue_shares(document("They met."), {**EVEN, "trade": 3.0, "fisheries": 2.0})
    assert list(shares)[:2] == ["trade", "fisheries"]
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert min(shares.values()) >= 0.02
    assert sum(shares.values()) == pytest.approx(1.0, abs=0.002)


def test_words_of_an_issue_speak_for_it_and_in_the_title_louder():
    none, told, titled = (
        issue_shares(document(text, title), EVEN).get("fisheries", 0.0)
        for text, title in (("They met.", ""), ("They met over fishing quotas.", ""), ("They met.", "Fishing quotas"))
    )
    assert none < told < titled


def test_an_issue_that_was_given_is_sure(model, seed):
    seed = seed._replace(issue=None)
    read = read_article(seed, model.reader, shipped_matcher())
    assert read.issue == read.issue_shares[0][0]
    given = read_article(seed, model.reader, shipped_matcher(), issue="energy")
    assert (given.issue, given.issue_shares) == ("energy", ())
