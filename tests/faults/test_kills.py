"""Killed at any moment, a command leaves what was kept as it was or as it should be, and the next run works."""

import os
import random

import pytest

from tests.faults import scenarios

KILLS = int(os.environ.get("STANCES_KILLS", "3"))
"""100 and more in ``bench/faults.py``; a few in every run, beside one at each step of the additions and promotions."""


@pytest.mark.parametrize(
    "scenario",
    [scenarios.kill_labels_add, scenarios.kill_ledger_add, scenarios.kill_ledger_resolve, scenarios.kill_batch],
    ids=lambda scenario: scenario.__name__,
)
def test_killed(tmp_path, scenario):
    assert scenario(tmp_path, KILLS, random.Random(0)).kills >= KILLS


def test_killed_while_what_counts_changes(tmp_path, two_models):
    assert scenarios.kill_promote(tmp_path, KILLS, random.Random(0)).kills >= KILLS
