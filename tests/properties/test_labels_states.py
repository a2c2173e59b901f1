"""The file of labels under any order of adding, bad lines, a second writer and being stopped, against a dictionary in memory."""

import json
import shutil
from contextlib import suppress

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from stances.disk import locked
from stances.errors import InputError
from stances.learning.labels import add_lines, read_store
from tests.conftest import STATES
from tests.properties.interrupts import Stopped, scratch, stopped_at

WORDS = [
    "eel",
    "ferry",
    "peat",
    "toll",
    "lamp",
    "bell",
    "salt",
    "kelp",
    "barge",
    "quay",
    "heron",
    "ledger",
    "orchard",
    "pump",
    "rye",
    "lantern",
    "bridge",
    "canal",
]
IDS = st.integers(0, 30)
BAD = st.sampled_from(
    [
        "",
        "{",
        "[]",
        "null",
        '{"id": "x"}',
        '{"id": 7, "text": "t"}',
        "\x00",
        '{"id": "b", "text": "t", "outcome": "maybe"}',
    ]
)


def line(number):
    """Return the labelled article of a number: other words, another episode, so that none is another's copy."""
    words = [WORDS[(number * 7 + i * (number + 3)) % len(WORDS)] + str(number) for i in range(30)]
    record = {"id": str(number), "date": "2018-05-17", "title": "Talks", "text": " ".join(words)}
    return json.dumps({**record, "outcome": "none", "censor_date": "2020-05-17", "episode": str(number)})


class Labels(RuleBasedStateMachine):
    """Each article once, in the order in which they came, to the letter."""

    def __init__(self):
        super().__init__()
        self.folder = scratch()
        self.path = self.folder / "labels.jsonl"
        self.known: list[int] = []
        self.bytes = b""

    def teardown(self):
        shutil.rmtree(self.folder)

    def add(self, numbers, bad=()):
        lines = [*(line(n) for n in numbers), *bad]
        return add_lines(self.path, [(f"mine.jsonl:{i}", text) for i, text in enumerate(lines, 1)])

    @rule(numbers=st.lists(IDS, max_size=5), bad=st.lists(BAD, max_size=2))
    def adds(self, numbers, bad):
        fresh = [n for n in dict.fromkeys(numbers) if n not in self.known]
        added, findings, problems = self.add(numbers, bad)
        assert (added, len(problems)) == (len(fresh), len(bad)), "each bad line is told, and the rest is added"
        assert len(findings) == len(numbers) - len(fresh), "what is left out is told"
        self.known += fresh

    @rule(numbers=st.lists(IDS, min_size=1, max_size=4, unique=True), step=st.integers(0, 3))
    def is_stopped_while_it_adds(self, numbers, step):
        with suppress(Stopped), stopped_at(step):
            self.add(numbers)
        after = [*self.known, *(n for n in numbers if n not in self.known)]
        assert self.stored() in (self.known, after), "all or none"
        self.known = self.stored()

    @rule(numbers=st.lists(IDS, min_size=1, max_size=3))
    def meets_another_writer(self, numbers):
        with locked(self.path), pytest.raises(InputError, match="another process"):
            self.add(numbers)

    @rule()
    def finds_a_torn_file_beside_it(self):
        self.path.with_name(self.path.name + ".part").write_text('{"id": "to')

    def stored(self):
        labels, problems = read_store(self.path)
        assert problems == []
        return [int(label.article.id) for label in labels]

    @invariant()
    def nothing_is_lost_doubled_or_rewritten(self):
        """Else hours of a person's labelling would be gone, or count twice in what is learned."""
        assert self.stored() == self.known
        now = self.path.read_bytes() if self.path.exists() else b""
        assert now.startswith(self.bytes)
        self.bytes = now


Labels.TestCase.settings = STATES
TestLabels = Labels.TestCase
