"""The store of models under any order of training, promoting, going back and being stopped, against a list in memory."""

import os
import shutil
from contextlib import suppress
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stances.errors import ModelError
from stances.learning import train
from stances.model import store
from stances.model.artefact import load
from tests.conftest import STATES
from tests.properties.interrupts import Stopped, scratch, stopped_at

NAMES = st.sampled_from(["mine", "other-1"])
STEPS = st.integers(0, 6)
WORDS = {"classes": ["a"], "bias": [0.0], "scale": [1.0], "vocabulary": "deal", "weights": "AA=="}
CARD = {"classes": ["a"], "bias": [0.0], "weights": {}}
READER = {
    **dict.fromkeys(("tagger", "holder", "kind", "issue", "scope", "lead"), WORDS),
    **dict.fromkeys(("decision", "gate", "stage"), CARD),
    "clusters": {}, "threshold": 0.5, "rare_threshold": 0.5, "gate_threshold": 0.5,
}  # fmt: skip
"""A reader of a hundred bytes: the shipped one would be written and read again at each step."""

HAZARD = load().hazard


class Store(RuleBasedStateMachine):
    """What counts is a list of versions; what lies in the store is a set of them."""

    def __init__(self):
        super().__init__()
        self.toy = patch("stances.extraction.reader._check_classes", lambda *_: None)  # a toy reader has few classes
        self.toy.start()
        self.folder = scratch()
        self.before = os.environ.get("STANCES_MODELS")
        os.environ["STANCES_MODELS"] = str(self.folder)
        self.counting: dict[str, list[str]] = {"mine": [], "other-1": []}
        self.lying: dict[str, set[str]] = {"mine": set(), "other-1": set()}

    def teardown(self):
        for name, known in self.counting.items():
            if known:
                assert load(name).card.fingerprint == known[-1]
        self.toy.stop()
        os.environ.pop("STANCES_MODELS")
        if self.before is not None:
            os.environ["STANCES_MODELS"] = self.before
        shutil.rmtree(self.folder)

    def made(self, name, alpha):
        with patch.object(train, "load_part", lambda *_: READER), patch.object(train, "describe", lambda *_: None):
            return train._keep(name, HAZARD._replace(alphas=(float(alpha),) * 5), [], {})

    @initialize(name=NAMES)
    def begins(self, name):
        self.trains(name, 0)

    @rule(name=NAMES, alpha=st.integers(-3, 3))
    def trains(self, name, alpha):
        self.lying[name].add(self.made(name, alpha))

    @rule(name=NAMES, alpha=st.integers(-3, 3), step=STEPS)
    def is_stopped_while_it_keeps_a_candidate(self, name, alpha, step):
        with suppress(Stopped), stopped_at(step):
            self.lying[name].add(self.made(name, alpha))
        assert set(store.found(name)) - self.lying[name] <= {self.made(name, alpha)}
        self.lying[name] = set(store.found(name))

    @rule(name=NAMES, data=st.data())
    def promotes(self, name, data):
        if self.lying[name]:
            version = data.draw(st.sampled_from(sorted(self.lying[name])))
            store.promote(name, version)
            self.counting[name] = [*(v for v in self.counting[name] if v != version), version]

    @rule(name=NAMES, step=STEPS, data=st.data())
    def is_stopped_while_it_promotes(self, name, step, data):
        if self.lying[name]:
            version = data.draw(st.sampled_from(sorted(self.lying[name])))
            after = [*(v for v in self.counting[name] if v != version), version]
            with suppress(Stopped), stopped_at(step):
                store.promote(name, version)
            assert store.versions(name) in (self.counting[name], after)
            self.counting[name] = store.versions(name)

    @rule(name=NAMES, version=st.sampled_from(["abc", "../mine", "", ".making"]))
    def promotes_what_is_not_there(self, name, version):
        with pytest.raises(ModelError):
            store.promote(name, version)

    @rule(name=NAMES)
    def goes_back(self, name):
        if len(self.counting[name]) < 2:
            with pytest.raises(ModelError, match="no earlier version"):
                store.rollback(name)
        else:
            self.counting[name].pop()
            assert store.rollback(name) == self.counting[name][-1]

    @precondition(lambda self: any(len(known) > 1 for known in self.counting.values()))
    @rule(step=STEPS)
    def is_stopped_while_it_goes_back(self, step):
        name = next(name for name, known in self.counting.items() if len(known) > 1)
        with suppress(Stopped), stopped_at(step):
            store.rollback(name)
        assert store.versions(name) in (self.counting[name], self.counting[name][:-1])
        self.counting[name] = store.versions(name)

    @invariant()
    def nothing_is_lost_and_what_counts_can_be_loaded(self):
        """Else a user's model would be gone, or a forecast would fail, after a training that was broken off."""
        for name, known in self.counting.items():
            assert store.versions(name) == known
            assert set(store.found(name)) == self.lying[name] >= set(known)
            for version in self.lying[name]:
                load(str(self.folder / name / version))
        assert store.names() == sorted(name for name, known in self.counting.items() if known)


Store.TestCase.settings = STATES
TestStore = Store.TestCase
