"""A server with files of its own."""

import re

import pytest
from fastapi.testclient import TestClient

from stances.web.app import create_app
from stances.web.files import Files


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path / "labels.jsonl", tmp_path / "queue.jsonl", tmp_path / "ledger.sqlite")


@pytest.fixture
def client(files):
    return TestClient(create_app(files=files), base_url="http://127.0.0.1:8765", follow_redirects=False)


@pytest.fixture
def record(seed):
    return {"text": seed.text, "title": seed.title, "date": seed.date.isoformat()}


@pytest.fixture
def form(client, record):
    """The article's form as the page sends it once the article was read."""
    page = client.post("/", data=record | {"parties": "MEX USA"}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(csrf|id|of)" value="([^"]*)">', page))
    return record | {"parties": "MEX USA", "within_days": "365"} | hidden
