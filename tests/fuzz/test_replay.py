"""The laws of the fuzzed targets, on their seeds, the kept corpus, and every input that once broke one."""

import pytest

from tests.fuzz import kept
from tests.fuzz.mutate import mutated
from tests.fuzz.targets import NAMES, target

CRASHES = [(name, crash) for name in NAMES for crash in kept.crashes(name)]


@pytest.mark.parametrize("name", NAMES)
def test_the_law_holds_on_seeds_and_corpus(name):
    module = target(name)
    for data in (*module.SEEDS, *kept.corpus(name)):
        module.check(data)


@pytest.mark.parametrize(("name", "crash"), CRASHES)
def test_the_law_holds_on_what_once_broke_it(name, crash):
    target(name).check(kept.crashes(name)[crash])


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_input_is_bounded_and_the_same_for_the_same_seed(name):
    for data in target(name).SEEDS:
        for seed in range(40):
            changed = mutated(data, 3_000, seed)
            assert changed is None or 0 < len(changed) <= 3_000
            assert changed == mutated(data, 3_000, seed)
