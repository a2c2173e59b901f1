import math
from datetime import date

import pytest

from stances.model.base import QUESTION, asks
from stances.model.forecast import log_odds_of
from stances.records import Article
from stances.road import predict

TEXT = (
    "Negotiators of Iran and the United States met in Vienna on Tuesday for talks on a nuclear agreement. "
    "Officials said that gaps remain and that Tehran insists on the lifting of sanctions."
)
NEWS = Article("n", TEXT, "Iran and the United States meet in Vienna", date(2022, 3, 1))
ASKED = NEWS._replace(title="Will Iran and the United States sign a nuclear agreement before 1 June 2022?")


def forecast(article, model, **options):
    return predict(article, model, parties=("IRN", "USA"), **options)


def test_a_question_starts_from_the_rate_of_questions(model):
    news, asked = forecast(NEWS, model), forecast(ASKED, model)
    assert asked.likelihood.base_rate == pytest.approx(0.266, abs=0.01)
    assert news.likelihood.base_rate > asked.likelihood.base_rate
    assert QUESTION in asked.notes
    assert QUESTION not in news.notes


@pytest.mark.parametrize("within", [30, 90, 365, 700])
def test_its_parts_add_up_and_its_curve_rises(model, within):
    asked = forecast(ASKED, model, within=within)
    p = asked.likelihood.p
    assert log_odds_of(asked) == pytest.approx(math.log(p / (1 - p)))
    shares = [point.p for point in asked.likelihood.curve]
    assert shares == sorted(shares)


def test_a_day_in_the_record_is_enough_and_a_question_alone_is_not():
    bare = NEWS._replace(title="Will Iran sign?")
    assert not asks(bare)
    assert asks(bare._replace(by=date(2022, 6, 1)))
    assert not asks(NEWS._replace(by=date(2022, 6, 1)))
