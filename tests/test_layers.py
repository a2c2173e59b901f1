"""Imports run one way, so that a newcomer can read the package from the bottom."""

import ast

import pytest

from tests.conftest import ROOT

LAYERS = (
    {"records", "errors", "resources", "disk", "child"},
    {"codebook", "reading", "context"},
    {"extraction"},
    {"model"},
    {"explain", "learning", "road", "library"},
    {"report"},
    {"batch", "ledger", "web"},
    {"cli"},
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
FILES = sorted((ROOT / "stances").rglob("*.py"))


def rooms(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stances."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "stances":
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    own = path.relative_to(ROOT / "stances").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    assert all(LEVEL[room] <= LEVEL[own] for room in rooms(path)), f"{path} imports from above"
