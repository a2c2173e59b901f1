"""The page in a browser; ``npm install`` in ``bench/browser`` and a chromium are needed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.web.payloads import PAYLOADS
from tests.web.serving import served

BROWSER = ROOT / "bench" / "browser"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def _there():
    if not shutil.which("node") or not Path(CHROMIUM).exists():
        return False
    asked = ["node", "-e", "require('puppeteer-core'); require('axe-core')"]
    return subprocess.run(asked, cwd=BROWSER, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _there(), reason="needs node, chromium and `npm install` in bench/browser")


def run(script, *arguments):
    done = subprocess.run(["node", str(BROWSER / script), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_flows_and_accessibility(tmp_path):
    with served(tmp_path) as base:
        run("page.js", base)


def test_no_hostile_text_runs(tmp_path):
    payloads = tmp_path / "payloads.json"
    payloads.write_text(json.dumps(PAYLOADS[::12]), encoding="utf-8")
    with served(tmp_path) as base:
        run("hostile.js", base, str(payloads))
