"""Articles to keep, to forecast and to learn from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

BATCH = 5
SEEDS = sorted(str(path) for path in (ROOT / "seeds").glob("*-*.md"))[:3]


def labelled(number: int, part: int) -> dict[str, str]:
    """Return a labelled article like no other."""
    words = " ".join(f"clause{number}x{part}x{i} on fish" for i in range(40))
    return {
        "id": f"{number}-{part}", "date": "2018-05-17", "title": "Talks", "text": f"The two met on {words}.",
        "outcome": "none", "censor_date": "2020-05-17",
    }  # fmt: skip


def news(number: int) -> list[dict[str, str]]:
    """Return articles on one negotiation, each a bit longer than the one before."""
    text = (ROOT / "seeds" / "us-mexico-asylum-2018.md").read_text(encoding="utf-8").split("---", 2)[-1]
    day = {"date": "2018-05-17", "title": "Talks"}
    return [{**day, "id": str(i), "text": text[: 1500 + 10 * i]} for i in range(number)]


def written(path: Path, records: list[dict[str, str]]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
