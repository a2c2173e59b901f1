"""Nothing enters what a user installs unseen, nor under a licence that asks more than MIT does."""

import importlib.util
import re

import pytest

from tests.conftest import ROOT

SPEC = importlib.util.spec_from_file_location("licences", ROOT / "docs" / "licences.py")
licences = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(licences)
PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
PARTS = licences.declared()


def free(said):
    """Tell whether one of the licences to choose from asks no one to publish under it."""
    return any(not re.search("GPL|GNU|SSPL|Commercial|Proprietary|not stated", one) for one in said.split(" OR "))


@pytest.mark.parametrize("part", PARTS)
def test_no_licence_asks_more_than_ours(part):
    said = {name: licences.licence(found) for name, found in licences.closure(PARTS[part]).items()}
    assert said
    assert [f"{name}: {one}" for name, one in said.items() if not free(one)] == []


def test_every_package_of_the_core_is_on_the_page():
    listed = set(re.findall(r"^\| ([\w-]+) \|", PAGE.partition("## With")[0], re.MULTILINE))
    assert {*licences.closure(PARTS["core"])} <= listed


@pytest.mark.parametrize(
    ("said", "whether"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("LGPL-2.1", False),
        ("not stated", False),
    ],
)
def test_what_is_free(said, whether):
    assert free(said) == whether
