"""The ledger under any order of keeping, resolving, being stopped and being asked, against a dictionary in memory."""

import shutil
from contextlib import suppress
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from stances.errors import UsageError
from stances.ledger import chain
from stances.ledger.book import entries, keep, labelled, marks, resolve
from stances.ledger.chain import head, read_events
from stances.model.artefact import load
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.records import Article, Reading
from tests.conftest import STATES
from tests.properties.interrupts import Stopped, scratch

MODEL, TODAY = load(), date(2021, 1, 1)
DAYS = st.integers(0, 900).map(lambda days: date(2018, 1, 1) + timedelta(days=days))
WITHIN = st.integers(1, 400)
TITLES = st.sampled_from(["Eels", "Ferries", "Peat"])


def made(title, day, within):
    article = Article(title.lower(), f"{title} are discussed.", title=title, date=day)
    reading = Reading(article, day, ("CHE", "NOR"), issue="fisheries")
    return forecast(reading, MODEL, shipped_rules(), within=within)


class Ledger(RuleBasedStateMachine):
    """Each forecast once, each outcome once, and a chain of which no link ever changes."""

    keys = Bundle("keys")

    def __init__(self):
        super().__init__()
        self.folder = scratch()
        self.path = self.folder / "ledger.sqlite"
        self.kept: dict[tuple, str] = {}
        self.resolved: dict[str, tuple] = {}
        self.events: list = []

    def teardown(self):
        shutil.rmtree(self.folder)

    @rule(target=keys, title=TITLES, day=DAYS, within=WITHIN)
    def keeps(self, title, day, within):
        known = (title, day, within) in self.kept
        assert keep(self.path, [made(title, day, within)]) == (not known, 0)
        key = self.kept.setdefault((title, day, within), entries(self.path)[-1].key)
        assert key in {entry.key for entry in entries(self.path)}
        return key

    @rule(given=st.lists(st.tuples(TITLES, DAYS, WITHIN), min_size=2, max_size=4, unique=True), step=st.integers(0, 5))
    def is_stopped_while_it_keeps_some(self, given, step):
        left, link = [step], chain._link

        def stopping(*parts):
            left[0] -= 1
            if left[0] < 0:
                raise Stopped
            return link(*parts)

        fresh = [one for one in given if one not in self.kept]
        with suppress(Stopped), patch.object(chain, "_link", stopping):
            keep(self.path, [made(*one) for one in given])
        after = entries(self.path)
        assert len(after) - len(self.kept) in (0, len(fresh)), "all or none"
        for one, entry in zip(fresh, after[len(self.kept) :], strict=False):
            self.kept[one] = entry.key

    @rule(key=keys, outcome=st.sampled_from(["agreed", "none", "maybe"]), day=DAYS, lesser=st.booleans())
    def resolves(self, key, outcome, day, lesser):
        entry = next(entry for entry in entries(self.path) if entry.key == key)
        early = day < entry.as_of or (outcome == "none" and day < entry.due)
        if key in self.resolved or early or outcome == "maybe" or (lesser and outcome == "agreed"):
            with pytest.raises(UsageError):
                resolve(self.path, key, outcome, day, TODAY, substitute=lesser)
        else:
            self.resolved[key] = (outcome, day, lesser)
            assert resolve(self.path, key, outcome, day, TODAY, substitute=lesser).outcome == outcome

    @rule(key=st.sampled_from(["", "0" * 12]))
    def resolves_what_is_not_there(self, key):
        with pytest.raises(UsageError, match="no entry"):
            resolve(self.path, key, "agreed", TODAY, TODAY)

    @invariant()
    def nothing_is_lost_or_changed(self):
        """Else a track record could be polished, or a forecast that went wrong be missing from it."""
        events = read_events(self.path)
        assert events[: len(self.events)] == self.events
        self.events = events
        found = entries(self.path)
        assert sorted(entry.key for entry in found) == sorted(self.kept.values())
        told = {e.key: (e.outcome, e.outcome_date, e.substitute) for e in found if e.outcome}
        assert told == self.resolved

    @invariant()
    def the_score_counts_each_due_outcome_once(self):
        """Else a Brier score would rest on other forecasts than it says."""
        due = [e for e in entries(self.path) if e.outcome and e.due <= TODAY]
        scored = marks(entries(self.path), TODAY)
        assert (scored.scored if scored else 0) == len(due)
        assert len(labelled(entries(self.path))) == len(
            {(e.title, e.article["text"]) for e in entries(self.path) if e.outcome}
        )

    @invariant()
    def the_head_is_the_last_link(self):
        """Else a hash noted elsewhere would not show that the end was cut off."""
        assert (head(self.path) == "0" * 64) == (not self.events)


Ledger.TestCase.settings = STATES
TestLedger = Ledger.TestCase
