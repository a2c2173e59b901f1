"""A bench that nobody runs for a month must still find what it measures."""

import ast
import importlib

import pytest

from tests.conftest import ROOT

BENCHES = sorted((ROOT / "bench").rglob("*.py"))


@pytest.mark.parametrize("path", BENCHES, ids=[str(path.relative_to(ROOT)) for path in BENCHES])
def test_what_a_bench_takes_from_the_package_is_there(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stances"):
            module = importlib.import_module(node.module)
            for alias in node.names:
                if hasattr(getattr(module, alias.name, None), "__spec__"):
                    modules[alias.asname or alias.name] = getattr(module, alias.name)
                assert hasattr(module, alias.name) or importlib.util.find_spec(f"{node.module}.{alias.name}"), (
                    f"line {node.lineno}: {node.module} has no {alias.name}"
                )
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            assert hasattr(modules[node.value.id], node.attr), f"line {node.lineno}: {node.value.id} has no {node.attr}"
