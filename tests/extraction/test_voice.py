"""Who acts in a passive sentence."""

import pytest

from stances.extraction.mentions import Mention
from stances.extraction.voice import passive_agent


def agent(text, *names, driver="flexibility", polarity=-1):
    named = [Mention(code, text.index(name), text.index(name) + len(name), "name", False) for name, code in names]
    return passive_agent(driver, polarity, named, text)


SWEDEN, NORWAY, STATES = ("sweden", "SWE"), ("norway", "NOR"), ("united states", "USA")


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("the plan of sweden was refused by norway", (SWEDEN, NORWAY), "NOR"),
        ("the plan of sweden was refused by the united states", (SWEDEN, STATES), "USA"),
        ("the plan was refused near norway by sweden", (NORWAY, SWEDEN), None),  # the verb does not stand before "by"
        ("the plan was signed by norway", (NORWAY,), None),  # no act of this kind
        ("what was refused norway", (NORWAY,), None),  # nobody acts
        ("the plan was welcomed by norway and refused by sweden", (NORWAY, SWEDEN), "SWE"),  # its own sense first
        ("the plan was welcomed by norway", (NORWAY,), "NOR"),
        ("refused by norway", (NORWAY,), None),  # a verb is a word of its own
        (" refused by norway", (NORWAY,), "NOR"),
    ],
)
def test_who_refuses(text, names, expected):
    assert agent(text, *names) == expected


def test_each_kind_has_acts_of_its_own():
    text = "the pact was violated by norway"
    assert agent(text, NORWAY, driver="commitment") == "NOR"
    assert agent(text, NORWAY) is None
    assert agent(text, NORWAY, driver="commitment", polarity=1) is None
