"""Killed at any moment, a command leaves what was kept as it was or as it should be, and the next run works."""

import os
import random

import pytest

from tests.faults import scenarios

KILLS = int(os.environ.get("STANCES_KILLS", "3"))
"""100 and more in ``bench/faults.py``; a few in every run, beside one at each step of the additions and promotions."""


SCENARIOS = (
    scenarios.kill_labels_add,
    scenarios.kill_ledger_add,
    scenarios.kill_ledger_resolve,
    scenarios.kill_promote,
    scenarios.kill_batch,
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_killed(tmp_path, monkeypatch, scenario):
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path / "models"))
    assert scenario(tmp_path, KILLS, random.Random(0)).kills >= KILLS
