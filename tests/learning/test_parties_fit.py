"""Who the principals are is learned from the pairs that readers named."""

import random

from stances.extraction.document import Document
from stances.extraction.matcher import shipped_matcher
from stances.extraction.view import view
from stances.learning.coded import Coded
from stances.learning.parties_fit import fit_principals, seen_anew
from stances.records import Article

STATES = ("Canada", "Mexico", "Japan", "Brazil", "France", "India", "Kenya", "Peru", "Ghana", "Norway")
CODES = dict(zip(STATES, ("CAN", "MEX", "JPN", "BRA", "FRA", "IND", "KEN", "PER", "GHA", "NOR"), strict=True))


def coded(number, kind="ongoing"):
    """Return an article in which two states negotiate and a third, named more often, looks on."""
    draw = random.Random(number)
    one, other, host = draw.sample(STATES, 3)
    text = f"{host} said so. {one} and {other} will hold talks. {host} waits. {host} hopes. {host} is glad."
    article = Article(str(number), text)
    pair = tuple(sorted((CODES[one], CODES[other])))
    seen = view(article, shipped_matcher(), pair)
    labels = [set() for _ in seen.found]
    own = view(article, shipped_matcher())
    return Coded(article.id, kind, None, None, None, pair, seen, own, labels, mined=False)


def test_it_learns_to_tell_the_two_from_one_who_is_named_more_often():
    articles = [coded(number) for number in range(60)]
    principals, right = fit_principals(articles)
    assert right > 0.9
    assert all(seen_anew(article, principals).own.parties == article.pair for article in articles)


def test_articles_on_no_negotiation_teach_nothing():
    articles = [coded(number) for number in range(20)]
    none = [coded(number, kind="no") for number in range(20, 40)]
    assert fit_principals(articles + none) == fit_principals(articles)


def test_the_readers_view_stays_and_ours_is_made_anew():
    article = coded(1)
    principals, _ = fit_principals([coded(number) for number in range(20)])
    anew = seen_anew(article, principals)
    assert anew.view is article.view
    assert anew.own.weighed == principals.weigh(Document(article.own.document.article), article.own.found)
    bare = article._replace(pair=None, view=article.own)
    assert (
        seen_anew(bare, principals).view is seen_anew(bare, principals).own
        or seen_anew(bare, principals).view == anew.own
    )
