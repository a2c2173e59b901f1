import pytest

from stances.records import Article
from stances.road import predict


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Talks.", "too_thin"),
        (
            "Der Minister sprach gestern mit den Abgeordneten und wies alle Forderungen der Gegenseite zurück. " * 5,
            "language",
        ),
        (
            "The council voted on Monday to repair the bridge and to plant trees along the road to the school. " * 5,
            "parties",
        ),
    ],
)
def test_abstentions_carry_their_reason(model, text, code):
    reading = predict(Article("a", text), model).reading
    assert reading.abstention is not None
    assert reading.abstention.code == code


def test_given_parties_override_what_was_read(model, seed):
    assert predict(seed, model, parties=("CAN", "USA")).reading.parties == ("CAN", "USA")
