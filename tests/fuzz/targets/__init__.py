"""What is fuzzed: one module a target, each with ``SEEDS``, texts of ours to start from, and ``check``, which holds its law.

No target needs atheris: the suite replays the kept inputs through ``check``.
"""

from importlib import import_module
from types import ModuleType

NAMES = ("plain", "page", "record", "sentences", "article", "rules", "model", "labels", "tasks", "ledger")


def target(name: str) -> ModuleType:
    """Return a target's module."""
    return import_module(f"tests.fuzz.targets.{name}")
