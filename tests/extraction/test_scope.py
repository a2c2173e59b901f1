"""How far a negation reaches."""

import pytest

from stances.extraction.scope import negated
from tests.extraction.made import scope


def is_negated(text, cue, *, whole=True):
    start = text.index(cue)
    return negated(scope(text), text, start, start + len(cue) if whole else 0)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("no deal", "deal", True),
        ("there is a deal", "deal", False),
        ("they may deal", "deal", False),
        ("deal is not near", "deal", False),
        ("no, a deal", "deal", False),
        ("no; a deal", "deal", False),
        ("no: a deal", "deal", False),
        ('no" a deal', "deal", False),
        ("no talks but a deal", "deal", False),
        ("no talks because of a deal", "deal", False),
        ("not only a deal", "deal", False),
        ("not butter nor a deal", "deal", True),
        ('no"deal"', '"deal"', True),
        ("if not a deal", "deal", True),
        ("no talks, not a deal", "deal", True),
        (f"no{' ' * 32}deal", "deal", True),
        (f"no{' ' * 33}deal", "deal", False),
        (f"x rather than{' ' * 32}deal", "deal", True),
        ("reached no agreement", "reached no agreement", True),
        ("reached, in no way, agreement", "reached, in no way, agreement", False),
        ("reached but no agreement", "reached but no agreement", True),
        (f"reached no{' ' * 28}accord", f"reached no{' ' * 28}accord", False),
        (f"reached no{' ' * 26}accord", f"reached no{' ' * 26}accord", True),
        ("no deal", "no deal", False),
        ("reached no deal", "reached", False),
    ],
)
def test_a_negation_governs_what_follows_it_closely(text, cue, expected):
    assert is_negated(text, cue) is expected


def test_a_negation_within_a_cue_counts_only_up_to_a_given_end():
    assert not is_negated("reached no agreement", "reached no agreement", whole=False)
    assert is_negated("never reached no agreement", "reached no agreement", whole=False)
