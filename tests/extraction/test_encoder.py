from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stances.codebook import DRIVERS, SIGNAL_KINDS, STAGES
from stances.errors import ModelError
from stances.extraction.encoder import OUTPUTS, Encoder
from stances.extraction.encoder_input import Row, inputs_of, lead_rows, sentence_rows
from stances.extraction.matcher import shipped_matcher
from stances.extraction.view import view
from stances.extraction.windows import Pieces, Window
from stances.records import Article

ARTICLE = Article(
    "a", "Mexico offered talks on fish. The United States refused. Both sides meet on Monday.", title="Talks"
)


class Words:
    """A tokenizer of one piece a word."""

    def encode_batch(self, input: list[str], *, add_special_tokens: bool) -> list[Any]:
        assert not add_special_tokens
        found = [list(re.finditer(r"\w+", text)) for text in input]
        return [
            SimpleNamespace(ids=[len(m.group()) for m in words], offsets=[m.span() for m in words]) for words in found
        ]


class Session:
    """Stands for the network: keeps what it was given, and answers by the number of a row's word pieces."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []

    def run(self, names: list[str], given: dict[str, Any]) -> list[Any]:
        self.given.append(given)
        rows, texts = len(given["rows"]), len(given["ids"])
        sizes = (given["rows"] > 0).sum(axis=1)
        answers = {
            "kinds": np.repeat(sizes[:, None] / 100, len(SIGNAL_KINDS), axis=1),
            "holders": np.tile([0.5, 0.3, 0.2], (rows, len(DRIVERS), 1)),
            "party": sizes.astype(float), "gate": np.tile([0.0, 1.0, -1.0], (texts, 1)),
            "stage": np.tile(np.arange(len(STAGES)), (texts, 1)), "issue": None, "scope": None,
        }  # fmt: skip
        return [answers[name] for name in names]


def heard() -> tuple[Encoder, Session, Any]:
    session = Session()
    return Encoder(session, Words()), session, view(ARTICLE, shipped_matcher(), ("MEX", "USA"))


def test_every_sentence_gets_what_its_own_word_pieces_say() -> None:
    encoder, _, seen = heard()
    told = encoder.hear(seen)
    assert [round(kinds["payoff+1"] * 100) for kinds in told.kinds] == [1, 5, 4, 5]
    assert all(holders["payoff"] == (0.5, 0.3, 0.2) for holders in told.holders)


def test_word_pieces_of_the_two_parties_are_marked_and_of_no_one_else() -> None:
    encoder, session, seen = heard()
    encoder.hear(seen)
    (given,) = session.given
    assert given["types"].sum() == 3  # Mexico; United, States
    assert given["inside"].tolist() == [[0, 0], [1, 0], [0, 1], [0, 0]]
    encoder.hear_stages(seen)
    assert session.given[1]["types"].sum() == 0


def test_each_stage_is_heard() -> None:
    encoder, _, seen = heard()
    stages = encoder.hear_stages(seen)
    assert max(stages, key=lambda stage: stages[stage]) == STAGES[-1]


def test_an_article_that_names_nobody_is_heard_all_the_same() -> None:
    encoder, _, _ = heard()
    assert set(encoder.hear_stages(view(Article("b", "Nothing here."), shipped_matcher()))) == set(STAGES)


def test_exchanging_the_parties_exchanges_only_their_rows() -> None:
    window = Window(Pieces([101, 5, 6, 7, 102], [None, "MEX", None, "USA", None]), [(0, 1, 4)])
    (one,), (other,) = (sentence_rows(0, window, pair) for pair in (("MEX", "USA"), ("USA", "MEX")))
    assert (one.first, one.second) == (other.second, other.first)
    first, second = (inputs_of([window.pieces], [("MEX", "USA")], [row]) for row in (one, other))
    assert all((first[n] == second[n]).all() for n in (0, 1, 2, 3))


def test_rows_of_a_batch_look_at_their_own_text_only() -> None:
    texts = [Pieces([1, 2], [None] * 2), Pieces([3, 4, 5], [None] * 3)]
    rows = [Row(0, 0, [0, 1], [], [], (0, 0)), Row(1, 0, [2], [], [], (0, 0))]
    weights = inputs_of(texts, [None, None], rows)[3]
    assert weights.tolist() == [[0.5, 0.5, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1]]


def test_an_actor_of_the_lead_is_told_of_by_the_pieces_of_its_names() -> None:
    lead = Pieces([101, 5, 6, 7, 8, 102], [None, "USA", "MEX", None, "USA", None])
    rows = lead_rows(3, lead)
    assert rows == [Row(3, 0, [1, 4], [], [], (0.0, 0.0), "USA"), Row(3, 1, [2], [], [], (0.0, 0.0), "MEX")]
    ids, mask, types, pool, first, *_ = inputs_of([lead], [None], [row._replace(text=0) for row in rows])
    assert pool.tolist() == [[0, 0.5, 0, 0, 0.5, 0], [0, 0, 1, 0, 0, 0]]
    assert not first.any()
    assert (ids.tolist(), mask.tolist(), types.sum()) == ([lead.ids], [[1] * 6], 0)


def test_a_file_that_is_no_network_is_refused_in_one_line() -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra deep")
    with pytest.raises(ModelError, match="encoder is damaged"):
        Encoder.load(b"no network", b"{}")


def test_outputs_are_named_once() -> None:
    assert len(set(OUTPUTS)) == len(OUTPUTS)
