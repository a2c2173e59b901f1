"""Which two actors are the principals, and what is weighed for it."""

import json
import math
from collections import Counter

import pytest

from stances.context.casebook import casebook
from stances.errors import DataError
from stances.extraction import parties
from stances.extraction.document import Document
from stances.extraction.matcher import shipped_matcher
from stances.extraction.pair_figures import pair_figures
from stances.extraction.parties import Principals, likeliest, shipped_principals
from stances.extraction.scorecard import Scorecard
from stances.records import Article

CARD = Scorecard(("principals",), (0.0,), {"counts": (1.0,), "history": (2.0,)})


def figures(text, pair=("CAN", "MEX"), title=""):
    document = Document(Article("a", text, title=title))
    return pair_figures(document, shipped_matcher().find(document))[pair]


def more(name, text, than):
    """Tell whether one text speaks more for Canada and Mexico in some figure than another."""
    return figures(text).get(name, 0.0) > figures(than).get(name, 0.0)


@pytest.mark.parametrize(
    ("name", "text", "than"),
    [
        ("counts", "Canada and Mexico hold talks.", "Canada votes. Mexico votes."),
        ("side by side", "Canada and Mexico vote.", "Canada votes as Mexico votes."),
        ("side by side", "Canada's and Mexico's votes.", "Canada votes as Mexico votes."),
        ("side by side in talks", "Talks between Canada and Mexico.", "Rain in both Canada and Mexico."),
        ("side by side in talks", "The Canada-Mexico talks.", "The Canada-Mexico storm."),
        ("talks with", "Canada will negotiate with Mexico.", "Canada will trade with Mexico."),
        ("talks with", "Canada agreed to it with Mexico.", "Canada agreed as Mexico said."),
        ("share, less", "Canada, Mexico, Mexico.", "Canada, Mexico, Mexico, Japan, Japan."),
        ("share, more", "Canada, Mexico, Mexico.", "Canada, Mexico."),
        ("first, sooner", "Canada said. Mexico said. Japan said.", "Japan said. Canada said. Mexico said."),
        ("first, later", "Canada said. Mexico said. Japan said.", "Canada said. Japan said. Mexico said."),
        ("adjective, less", "Canadian and Mexican.", "Canada and Mexico."),
        ("adjective, more", "Canadian aides in Mexico.", "Canada and Mexico."),
        ("cues", "Canada rejects the offer of Mexico.", "Canada is north of Mexico."),
    ],
)  # fmt: skip
def test_what_speaks_for_a_pair(name, text, than):
    assert more(name, text, than)


def test_a_mere_place_is_not_named_for_a_principal():
    text = "Japan and Mexico talk in Ottawa."
    assert figures(text)["share, less"] == 0.0
    assert figures(text)["cues"] == 0.0


def test_groups_and_bodies_are_counted():
    assert figures("Israel and Hamas agree on a truce.", ("HMS", "ISR"))["groups"] == 1.0
    assert figures("NATO and Russia meet.", ("NATO", "RUS"))["bodies"] == 1.0
    assert figures("Canada and Mexico meet.")["groups"] == figures("Canada and Mexico meet.")["bodies"] == 0.0


def test_who_negotiated_before_is_likelier_to_negotiate_again():
    document = Document(Article("a", "Canada, Mexico and Japan meet."))
    found = shipped_matcher().find(document)
    weighed = Principals(CARD, {("CAN", "JPN"): 3}).weigh(document, found)
    assert likeliest(weighed) == ("CAN", "JPN")
    assert weighed["CAN", "JPN"] - Principals(CARD, {}).weigh(document, found)["CAN", "JPN"] == pytest.approx(
        2 * math.log(4)
    )


def test_one_actor_alone_is_no_pair():
    document = Document(Article("a", "Canada sees it."))
    assert shipped_principals().weigh(document, shipped_matcher().find(document)) == {}
    assert likeliest({}) is None


def test_the_history_is_the_casebooks():
    assert shipped_principals().history == Counter(case.parties for case in casebook())


def test_its_form_is_read_as_it_was_written(monkeypatch, tmp_path):
    told = Principals(CARD, {("CAN", "VEN-AN"): 2})
    assert read(monkeypatch, tmp_path, json.dumps(told.to_json())) == told


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"card": {}, "history": {}}'])
def test_a_damaged_file_is_named(monkeypatch, tmp_path, text):
    with pytest.raises(DataError, match=r"parties\.json"):
        read(monkeypatch, tmp_path, text)


def read(monkeypatch, tmp_path, text):
    (tmp_path / "parties.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(parties, "shipped", lambda *parts: tmp_path / parts[-1])
    return shipped_principals.__wrapped__()
