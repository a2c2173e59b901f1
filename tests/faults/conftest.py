"""Disks that are small or cannot be written to, and a store of two models."""

import shutil
import subprocess

import pytest

from tests.faults.scenarios import make_models
from tests.hostile.conftest import stances  # noqa: F401 - the command line in this process


def _mounted(folder, options):
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        not mount
        or subprocess.run([mount, "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode
    ):
        pytest.skip("no disk can be mounted here: that needs root")
    return folder


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 kB."""
    folder = _mounted(tmp_path / "disk", "size=64k")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def disk(tmp_path):
    """A disk and what makes it read-only."""
    folder = _mounted(tmp_path / "disk", "size=20m")

    def lock():
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)

    yield folder, lock
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def two_models(tmp_path, monkeypatch):
    """A store of the user's with two versions of the model ``mine``, none promoted yet."""
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path / "models"))
    return make_models()
