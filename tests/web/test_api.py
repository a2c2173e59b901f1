import json
import math
import shutil
import subprocess

import pytest

from tests.conftest import ROOT
from tests.web.serving import served

_ROUTES = {
    "/v1/predict", "/v1/explain", "/v1/what-if", "/v1/track", "/v1/labels", "/v1/models", "/v1/batch", "/health",
}  # fmt: skip


def test_predict_gives_the_record_of_the_command_line(client, record):
    answer = client.post("/v1/predict", json=record)
    assert answer.status_code == 200
    assert [p["code"] for p in answer.json()["parties"]] == ["MEX", "USA"]


def test_explain_adds_up(client, record):
    answer = client.post("/v1/explain", json=record).json()
    parts, p = answer["arithmetic"], answer["forecast"]["likelihood"]["p"]
    total = parts["start"] + sum(part["log_odds"] for part in parts["parts"])
    assert total == pytest.approx(parts["total"])
    assert total == pytest.approx(math.log(p / (1 - p)))
    assert "rule" in answer["text"].lower()


def test_what_if_gives_both(client, record):
    body = {"article": record, "change": {"set": ["linkage:MEX=-1"]}}
    answer = client.post("/v1/what-if", json=body).json()
    assert answer["after"]["likelihood"]["p"] < answer["before"]["likelihood"]["p"]


def test_track_follows_the_days(client, record):
    later = record | {
        "id": "later",
        "date": "2018-07-20",
        "text": record["text"] + "\n\nThe talks broke off on Friday.",
    }
    answer = client.post("/v1/track", json={"articles": [record, later], "within_days": 180}).json()
    assert answer["steps"][0]["date"] == "2018-05-17"
    assert answer["steps"][0]["likelihood"]["within_days"] == 180


def test_a_batch_answers_line_by_line_and_goes_on_after_a_bad_one(client, record):
    lines = [json.dumps(record), "{broken", json.dumps({"text": "x", "within_days": 0}), "", json.dumps(record)]
    answer = client.post("/v1/batch", content="\n".join(lines), headers={"content-type": "application/x-ndjson"})
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["status"] for one in found] == ["forecast", "error", "error", "forecast"]
    assert found[1]["where"] == "line 2"
    assert "within_days" in found[2]["message"]


def test_methods_are_told_together(client):
    assert client.options("/v1/labels").headers["allow"] == "GET, POST"
    assert client.post("/v1/batch", content=b" \n").status_code == 422


def test_labels_are_kept_once_and_what_is_doubtful_is_named(client, files, record):
    good = record | {"id": "a", "outcome": "none", "censor_date": "2020-05-17"}
    early = good | {"id": "b", "censor_date": "2017-01-01", "text": "Other words on fish in the strait altogether."}
    answer = client.post("/v1/labels", json={"labels": [good, early]}).json()
    assert answer["added"] == 1
    assert "before the article" in answer["left_out"][0]["why"]
    assert client.post("/v1/labels", json={"labels": [good]}).json()["added"] == 0
    assert client.get("/v1/labels").json()["labels"] == 1
    assert len(files.labels.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("/v1/predict", {}, 422, "text"),
        ("/v1/predict", {"text": " \n "}, 422, "text"),
        ("/v1/predict", {"text": "x", "date": "soon"}, 422, "date"),
        ("/v1/predict", {"text": "x", "date": 0}, 422, "no day"),
        ("/v1/predict", {"text": "x", "date": "1526515200"}, 422, "no day"),
        ("/v1/predict", {"text": "x", "within_days": "90"}, 422, "within_days"),
        ("/v1/predict", {"text": "x", "parties": ["USA", "QQQ"]}, 422, "no party's code"),
        ("/v1/predict", {"text": "x", "parties": ["USA"]}, 422, "parties"),
        ("/v1/predict", {"text": "x", "issue": "love"}, 422, "issue"),
        ("/v1/predict", {"text": "x", "within_days": 9999}, 422, "within_days"),
        ("/v1/what-if", {"article": {"text": "x"}, "change": {"set": ["love=1"]}}, 422, "change.set"),
        ("/v1/what-if", {"article": {"text": "x"}, "change": {"stage": "stalled"}}, 422, "no forecast to change"),
        ("/v1/track", {"articles": []}, 422, "articles"),
        (
            "/v1/labels",
            {"labels": [{"id": "a", "text": "x", "date": "2018-05-17", "outcome": "maybe"}]},
            422,
            "outcome",
        ),
        ("/v1/nowhere", {}, 404, "Not Found"),
        ("/health", {}, 405, "Method Not Allowed"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client, path, body, status, says):
    answer = client.post(path, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.text


@pytest.mark.parametrize("body", ["[" * 100_000, '{"text": "\\ud800"}', "null", "{", '{"text": 1e999}'])
def test_a_broken_body_is_no_crash(client, body):
    answer = client.post("/v1/predict", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_interface_describes_itself_with_examples_that_work(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert paths.keys() == _ROUTES
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for path, name in (("predict", "ArticleIn"), ("what-if", "WhatIfIn"), ("track", "TrackIn"), ("labels", "LabelIn")):
        example = schemas[name]["examples"][0]
        answer = client.post(f"/v1/{path}", json={"labels": [example]} if path == "labels" else example)
        assert answer.status_code == 200, answer.text
    assert client.post("/v1/predict", json=schemas["ArticleIn"]["examples"][0]).json()["status"] == "forecast"


@pytest.mark.skipif(not shutil.which("schemathesis"), reason="schemathesis is not installed: pip install schemathesis")
def test_schemathesis_finds_no_failure(tmp_path):
    for name in ("schemathesis.toml", "schemathesis_hooks.py"):
        shutil.copy(ROOT / "bench" / name, tmp_path)
    with served(tmp_path) as base:
        run = ["schemathesis", "run", f"{base}/openapi.json", "--max-examples", "10"]
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
