"""Articles, names and labels are hostile until escaped."""

import json
from html.parser import HTMLParser

import pytest

from tests.web.payloads import PAYLOADS

_BY = 12
GROUPS = [PAYLOADS[i : i + _BY] for i in range(0, len(PAYLOADS), _BY)]
_OWN = {
    "a", "article", "body", "br", "button", "circle", "code", "datalist", "details", "div", "fieldset", "figcaption", "figure",
    "form", "h1", "h2", "head", "header", "html", "input", "label", "legend", "li", "line", "link", "main", "mark", "meta", "nav",
    "option", "output", "p", "polygon", "polyline", "pre", "q", "rect", "script", "section", "select", "span", "strong", "summary",
    "svg", "table", "tbody", "td", "text", "textarea", "th", "thead", "time", "title", "tr", "ul", "var",
}  # fmt: skip


class Elements(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def assert_only_ours(page):
    found = Elements(page).found
    assert {tag for tag, _ in found} <= _OWN
    assert [attrs for tag, attrs in found if tag == "script"] == [{"src": "/static/page.js", "defer": None}]
    assert sum(tag == "svg" for tag, _ in found) <= 2
    for _, attrs in found:
        assert not any(name.startswith("on") for name in attrs)
        assert not any(
            (attrs.get(name) or "").lower().startswith("javascript") for name in ("href", "src", "action", "formaction")
        )


def test_there_are_many_payloads():
    assert len(set(PAYLOADS)) >= 200


def hostile(seed, payloads):
    first, blank, rest = seed.text.partition("\n\n")
    return f"{first}{blank}{payloads[0]} {rest} They said that a concession {payloads[1]} on migration could strengthen Mexico's hand.\n\n{' '.join(payloads)}"


@pytest.mark.parametrize("payloads", GROUPS, ids=range(len(GROUPS)))
def test_an_article_is_shown_and_never_run(client, seed, payloads):
    fields = {
        "text": hostile(seed, payloads),
        "title": " ".join(payloads)[:1900],
        "date": "2018-05-17",
        "parties": "MEX USA",
    }
    page = client.post("/", data=fields).text
    assert "Review the" in page
    assert_only_ours(page)
    assert "49{%" not in page


@pytest.mark.parametrize("payload", PAYLOADS[::6])
def test_a_file_name_is_shown_and_never_run(client, payload):
    for path, field in (("/", "file"), ("/track", "files")):
        page = client.post(path, data={"within_days": "365"}, files={field: (f"{payload}.exe", b"x")})
        assert "is not read" in page.text
        assert_only_ours(page.text)


def test_what_is_kept_is_shown_and_never_run(client, files, seed):
    for i, payloads in enumerate(GROUPS):
        fields = {
            "id": f"{payloads[0]}{i}",
            "date": "2018-05-17",
            "title": " ".join(payloads)[:1900],
            "text": hostile(seed, payloads),
        }
        with files.queue.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(fields) + "\n")
        with files.labels.open("a", encoding="utf-8") as stream:
            stream.write(
                json.dumps(
                    fields | {"id": f"l{i}", "outcome": "agreed", "outcome_date": "2018-05-17", "episode": payloads[-1]}
                )
                + "\n"
            )
    for path in ("/queue", "/labels"):
        page = client.get(path).text
        assert "window.hit" in page
        assert_only_ours(page)
    assert_only_ours(client.get("/", params={"queued": f"{GROUPS[1][0]}1"}).text)
    answer = client.post(
        "/track", data={"within_days": "365"}, files={"files": ("a.jsonl", files.queue.read_bytes())}
    ).text
    assert_only_ours(answer)
