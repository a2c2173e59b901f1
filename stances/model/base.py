"""From which base rate a forecast starts: that of the talks in the news, or that of forecasting questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stances.model.hazard import MAX_DAYS, logit

if TYPE_CHECKING:
    from stances.model.hazard import Hazard
    from stances.records import Article, Reading

QUESTION = (
    "the title asks whether something will happen by a day, so the base rate is that of forecasting questions on an "
    "agreement, as they are asked, and not that of talks in the news"
)
"""Note on a forecast that starts from the base rate of questions."""

_WILL = r"(?i)\bwill\b[^?]{0,400}\?"
_UNTIL = r"(?i)\b(?:before|by|until|between|prior to)\b[^?]{0,40}\b(?:19|20)\d\d\b"


def asks(article: Article) -> bool:
    """Tell whether an article is a forecasting question: its title asks what will be, and it or its record says by when.

    Examples
    --------
    >>> from stances.records import Article
    >>> asks(Article("q", "", "Will Iran and the United States sign a deal before 1 July 2024?"))
    True
    >>> asks(Article("a", "", "What will the inquiry into the talks deliver in 2019?"))
    False
    """
    title = article.title[:1000]
    if "?" not in title or not re.search(_WILL, title):
        return False
    return article.by is not None or bool(re.search(_UNTIL, title))


def base_offset(reading: Reading, hazard: Hazard, within: int) -> float:
    """Return what to add to the log-odds of every horizon so that the asked one starts from the right base rate.

    Zero for news. The rate of questions holds for the day that the record asks for, else for the horizon asked, whatever it
    is: who asks chooses it so that the answer is open. Asked for another day, the curve is the same.
    """
    if not asks(reading.article):
        return 0.0
    from stances.context.base_rates import rate

    by, as_of = reading.article.by, reading.as_of
    own = min(max((by - as_of).days, 1), MAX_DAYS) if by and as_of else within
    return logit(rate("questions").share) - hazard.base_log_odds(own)
