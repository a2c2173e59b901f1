"""A person at the page, and a program at the API: what is sent, and whether the answer says that it is kept."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from typing import NamedTuple

from tests.faults.articles import BATCH, labelled, news


class Reply(NamedTuple):
    """Status, place of a redirect, and body of an answer; status 0 where there was none."""

    status: int
    location: str
    text: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OPEN = urllib.request.build_opener(_Stay)


def ask(url: str, body: bytes | None = None, kind: str = "application/x-www-form-urlencoded") -> Reply:
    """Send a request; a server that dies on the way gives no status."""
    request = urllib.request.Request(url, body, {"Content-Type": kind} if body else {})
    try:
        with _opened(request) as answer:
            return Reply(answer.status, answer.headers.get("location", ""), answer.read().decode())
    except (OSError, http.client.HTTPException):
        return Reply(0, "", "")


def _opened(request: urllib.request.Request) -> http.client.HTTPResponse | urllib.error.HTTPError:
    try:
        return _OPEN.open(request, timeout=60)
    except urllib.error.HTTPError as refused:
        return refused


def form_of(server: str) -> dict[str, str]:
    """Return an article's form as the page sends it."""
    fields = {"text": news(1)[0]["text"], "title": "Talks", "date": "2018-05-17", "parties": "MEX USA"}
    page = ask(server, urllib.parse.urlencode(fields).encode()).text
    hidden = dict(re.findall(r'<input type="hidden" name="(csrf|id|of)" value="([^"]*)">', page))
    return {**fields, "within_days": "365", **hidden}


def send_labels(server: str, number: int) -> bool:
    """Send labelled articles to the API, and tell whether it says that they are kept."""
    labels = [labelled(number, i) for i in range(BATCH)]
    reply = ask(f"{server}/v1/labels", json.dumps({"labels": labels}).encode(), "application/json")
    return reply.status == 200 and json.loads(reply.text)["added"] == BATCH


def send_form(server: str, form: dict[str, str], place: str, **changes: str) -> Reply:
    """Send a form of the page."""
    return ask(f"{server}{place}", urllib.parse.urlencode(form | changes).encode())
