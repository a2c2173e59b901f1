import json

import pytest

from stances.batch.order import Order
from stances.batch.run import run
from stances.road import Options


@pytest.fixture
def archive(tmp_path):
    """Twenty articles, a broken line, and an article whose own horizon lies before it."""
    lines = [
        json.dumps({"id": f"a{n}", "date": "2018-05-17", "title": f"Note {n}", "text": f"Mexico and Canada met. {n}"})
        for n in range(20)
    ]
    late = {
        "id": "late",
        "date": "2018-05-17",
        "by": "2018-05-16",
        "text": "Mexico and Canada hold talks on trade. " * 12,
    }
    lines[7:7] = ["{broken"]
    lines[12:12] = [json.dumps(late)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def order(archive, tmp_path):
    return Order((str(archive),), Options(), tmp_path / "out.jsonl")


def steps(order, stream=None):
    return list(run(order, stream))
