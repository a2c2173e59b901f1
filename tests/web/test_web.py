import pytest
from fastapi.testclient import TestClient

from stances.web.app import create_app
from stances.web.limits import MAX_BODY

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "&lt;script&gt;",
]


@pytest.fixture(scope="module")
def client():
    return TestClient(create_app(), base_url="http://127.0.0.1:8765")


def record(seed):
    return {"text": seed.text, "title": seed.title, "date": seed.date.isoformat()}


def test_predict_gives_the_record_of_the_command_line(client, seed):
    answer = client.post("/v1/predict", json=record(seed))
    assert answer.status_code == 200
    assert [p["code"] for p in answer.json()["parties"]] == ["MEX", "USA"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_what_if_gives_both(client, seed):
    body = {"article": record(seed), "change": {"set": ["linkage:MEX=-1"]}}
    answer = client.post("/v1/what-if", json=body).json()
    assert answer["after"]["likelihood"]["p"] < answer["before"]["likelihood"]["p"]


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("/v1/predict", {}, 422, "text"),
        ("/v1/predict", {"text": "x", "date": "soon"}, 422, "no day"),
        ("/v1/predict", {"text": "x", "parties": ["USA", "Atlantis"]}, 422, "no party's code"),
        ("/v1/predict", {"text": "x", "within_days": 9999}, 422, "within_days"),
        ("/v1/what-if", {"article": {"text": "x"}, "change": {"set": ["love=1"]}}, 422, "no forecast to change"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client, path, body, status, says):
    answer = client.post(path, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.text


def test_limits(client):
    assert client.post("/v1/predict", content=b"x" * (MAX_BODY + 1)).status_code == 413
    assert client.post("/v1/predict", content=iter([b"x"])).status_code == 411
    assert client.post("/", data={"text": "x"}, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.get("/nowhere").status_code == 404


def test_a_token_is_asked_for_everywhere():
    guarded = TestClient(create_app(token="secret"))
    assert guarded.get("/health").status_code == 401
    assert guarded.get("/health", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get("/health", headers={"authorization": "Bearer secret"}).json()["status"] == "ok"


def test_the_page_works_without_a_script(client, seed):
    empty = client.get("/").text
    assert "<form" in empty
    assert client.get("/").headers["referrer-policy"] == "same-origin", "else a browser sends no origin with our form"
    assert "<script" not in empty
    page = client.post("/", data={**record(seed), "within_days": "365", "stage": "called_for"}).text
    assert "After the change" in page
    assert page.count("<mark") >= 3
    wrong = client.post("/", data={"text": seed.text, "date": "soon"})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_article_is_shown_and_never_run(client, payload):
    text = f"Mexico and the United States hold talks on a deal that both want. {payload} The talks go on this week in Texas."
    page = client.post("/", data={"text": text, "title": payload, "parties": "MEX USA"}).text
    for hostile in ("<script", "<img", "<svg onload", "onload=alert(1)>\n"):
        assert hostile not in page
    assert "49{%" not in page


def test_the_interface_describes_itself(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/v1/predict", "/v1/what-if", "/v1/models", "/health"} <= paths.keys()
