"""A bench that nobody runs for a month must still find what it measures."""

import ast
import importlib

import pytest

from tests.conftest import ROOT

BENCHES = sorted((ROOT / "bench").rglob("*.py"))


@pytest.mark.parametrize("path", BENCHES, ids=[str(path.relative_to(ROOT)) for path in BENCHES])
def test_what_a_bench_takes_from_the_package_is_there(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stances"):
            module = importlib.import_module(node.module)
            for alias in node.names:
                assert hasattr(module, alias.name) or importlib.util.find_spec(f"{node.module}.{alias.name}"), (
                    f"line {node.lineno}: {node.module} has no {alias.name}"
                )
