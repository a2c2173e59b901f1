import asyncio

import pytest
from fastapi.testclient import TestClient

from stances.web import limits
from stances.web.app import create_app
from stances.web.limits import MAX_BODY, MAX_FILE
from stances.web.slots import BusyError, Slots

JSON = {"content-type": "application/json"}


def test_a_body_may_not_be_larger_whether_it_tells_its_length_or_not(client):
    assert client.post("/v1/predict", content=b"x" * (MAX_BODY + 1)).status_code == 413
    assert client.post("/v1/predict", content=iter([b"x" * MAX_BODY, b"x"])).status_code == 413
    assert client.post("/", content=b"x" * (MAX_FILE + 1)).status_code == 413
    assert client.post("/v1/predict", content=iter([b'{"text": "Talks."}']), headers=JSON).status_code == 200


def test_a_body_must_come_in_time(client, monkeypatch):
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.05)
    sent = []

    async def ask():
        async def receive():
            await asyncio.sleep(5)

        async def send(message):
            sent.append(message)

        headers = [(b"host", b"127.0.0.1")]
        scope = {"type": "http", "method": "POST", "path": "/v1/predict", "headers": headers, "query_string": b""}
        await client.app(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 408


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"host": "evil.example", "origin": "http://evil.example"},
    ],
)
def test_another_site_is_refused(client, headers):
    assert client.post("/", data={"text": "x"}, headers=headers).status_code == 403


def test_another_name_is_refused_for_reading_too(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/", headers={"host": "[::1]:8765"}).status_code == 200


def test_every_answer_forbids_what_is_foreign(client):
    for path in ("/", "/nowhere", "/health", "/static/page.js"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
    assert client.get("/").headers["referrer-policy"] == "same-origin", "else a browser sends no origin with our form"


def test_a_token_is_asked_for_everywhere(files):
    guarded = TestClient(create_app(token="secret", files=files))
    for path in ("/", "/health", "/static/page.js", "/openapi.json"):
        answer = guarded.get(path)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic")
    for wrong in ("Bearer wrong", "Basic !!!", "Bearer", ""):
        assert guarded.get("/health", headers={"authorization": wrong}).status_code == 401
    assert guarded.get("/health", headers={"authorization": "Bearer secret"}).json()["status"] == "ok"
    assert guarded.get("/", auth=("anyone", "secret")).status_code == 200


def test_more_than_may_wait_are_told_to_come_back():
    async def crowd():
        slots, release = Slots(places=1, waiting=2), asyncio.Event()
        loop = asyncio.get_running_loop()
        work = lambda: asyncio.run_coroutine_threadsafe(release.wait(), loop).result()  # noqa: E731
        first = [asyncio.create_task(slots.run(work)) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(BusyError):
            await slots.run(work)
        release.set()
        assert await asyncio.gather(*first) == [True] * 3
        assert await slots.run(lambda: 7) == 7

    asyncio.run(crowd())


def test_a_crowd_gets_429(files, monkeypatch, client):
    async def full(self, work):
        raise BusyError("too many requests wait", hint="try again")

    monkeypatch.setattr(Slots, "run", full)
    for path in ("/v1/predict", "/v1/explain"):
        answer = client.post(path, json={"text": "Talks."})
        assert (answer.status_code, answer.headers["content-type"]) == (429, "application/problem+json")
        assert answer.headers["retry-after"]
    assert client.post("/", data={"text": "x"}).status_code == 429
