"""Use what was installed, in a folder that is not the checkout: the main line of the README, and one command of each kind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import stances

ARTICLE = "seeds/us-mexico-asylum-2018.md"
KEPT = "ledger.sqlite"


def run(*arguments: str, code: int = 0) -> str:
    """Run ``stances`` as a user does, and return what it writes."""
    done = subprocess.run(["stances", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code, (arguments, done)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def main() -> None:
    """Try it."""
    place = Path(stances.__file__).resolve()
    assert Path.cwd() not in place.parents, "the checkout is tried, and not what was installed"
    assert (place.parent / "py.typed").is_file()
    assert "within the year" in run("predict", ARTICLE)
    record = json.loads(run("predict", ARTICLE, "--format", "json"))
    assert (record["status"], sorted(p["code"] for p in record["parties"])) == ("forecast", ["MEX", "USA"])
    assert "<html" in run("predict", ARTICLE, "--format", "html")
    assert len(run("predict", "seeds", "--format", "jsonl", "--jobs", "2").splitlines()) > 10
    assert "intact" in run("models", "verify")
    run("explain", ARTICLE)
    run("what-if", ARTICLE, "--stage", "narrowing")
    run("rules", "list")
    assert run("ledger", "add", ARTICLE, "--file", KEPT) == "1 kept\n"
    assert "chain is whole" in run("ledger", "verify", "--file", KEPT)
    run("predict", "missing.txt", code=3)
    given = stances.forecast(Path(ARTICLE), within=180)
    assert 0 < given.likelihood.p < 1
    print(f"{sys.version.split()[0]}: {place.parent}, likelihood {given.likelihood.p:.3f}")


if __name__ == "__main__":
    main()
