"""Shared pieces of the tests: hypothesis profiles, the seed, the corpora where they are there."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from stances.model.artefact import load
from stances.reading.source import read

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("quick", max_examples=25, **_CALM)
settings.register_profile("thorough", max_examples=150, **_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def model():
    return load()


@pytest.fixture(scope="session")
def seed():
    return next(read(str(ROOT / "seeds" / "us-mexico-asylum-2018.md")))


@pytest.fixture(scope="session")
def shared():
    if not SHARED.is_dir():
        pytest.skip("the shared corpora are not on this machine")
    return SHARED
