"""SECURITY.md says what the code does."""

import re
from importlib import import_module

import pytest

from tests.conftest import ROOT

ROW = re.compile(r"^\| .* \| (\d+) \| `(stances[\w.]+)\.(\w+)` \|$", re.MULTILINE)
LIMITS = ROW.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))


def test_the_table_is_read():
    assert len(LIMITS) > 20


@pytest.mark.parametrize(("most", "module", "name"), LIMITS, ids=lambda value: str(value))
def test_a_limit_is_the_codes(most, module, name):
    assert getattr(import_module(module), name) == int(most)


def test_every_place_that_is_named_is_there():
    for path in re.findall(
        r"`((?:tests|bench|docs|stances|\.ci)/[\w./]+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    ):
        assert (ROOT / path).exists(), path
