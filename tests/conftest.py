"""Shared pieces of the tests: hypothesis profiles, the seed, the corpora where they are there."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from stances.model.artefact import Model, load
from stances.reading.source import read

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


class Profile(NamedTuple):
    """How many examples a law is tried on: as a rule, where each reads a whole article, and runs of a state machine."""

    examples: int
    reading: int
    runs: int
    steps: int


PROFILES = {
    "quick": Profile(examples=25, reading=10, runs=10, steps=12),
    "ci": Profile(examples=500, reading=500, runs=100, steps=30),
    "nightly": Profile(examples=20_000, reading=20_000, runs=1_000, steps=50),
}
"""``$HYPOTHESIS_PROFILE`` chooses one. A state machine holds its laws after every step: up to 3,000 steps in ci, 50,000 in nightly."""

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
for _name, _profile in PROFILES.items():
    settings.register_profile(_name, max_examples=_profile.examples, **_CALM)
CHOSEN = os.environ.get("HYPOTHESIS_PROFILE", "quick")
settings.load_profile(CHOSEN)

READS = settings(max_examples=PROFILES[CHOSEN].reading)
"""For laws of which each example reads an article or two."""

STATES = settings(max_examples=PROFILES[CHOSEN].runs, stateful_step_count=PROFILES[CHOSEN].steps)
"""For state machines, of which each step writes files."""


class _Shipped(Model):
    def __repr__(self):
        return "the shipped model"  # and not a megabyte of weights in the report of a law that fails


@pytest.fixture(scope="session")
def model():
    return _Shipped(*load())


@pytest.fixture(scope="session")
def seed():
    return next(read(str(ROOT / "seeds" / "us-mexico-asylum-2018.md")))


@pytest.fixture(scope="session")
def shared():
    if not SHARED.is_dir():
        pytest.skip("the shared corpora are not on this machine")
    return SHARED
