"""The page's flows, as a browser without a script sends them."""

import re
from datetime import date

import pytest

from stances.learning.labels import read_labels
from stances.learning.queue import read_queue
from stances.ledger.book import entries


def share(page):
    return re.search(r"After the change (\d+) %, before it (\d+) %", page).groups()


def test_an_empty_page_offers_our_own_articles(client):
    page = client.get("/").text
    assert "us-mexico-asylum-2018" in page
    chosen = client.get("/", params={"seed": "us-mexico-asylum-2018"}).text
    assert "American and Mexican officials" in chosen
    for name in ("../README", "/etc/passwd", "README"):
        assert client.get("/", params={"seed": name}).status_code == 404


def test_a_forecast_shows_evidence_and_what_can_be_done(client, record):
    page = client.post("/", data=record).text
    assert page.count("<mark") >= 3
    for part in ("What if …", "Review the", "Keep it", "Near cases", "Rules"):
        assert part in page
    assert 'data-signal="0"' in page


def test_a_wrong_form_says_so_and_keeps_what_was_written(client, seed):
    wrong = client.post("/", data={"text": seed.text, "date": "soon"})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert "American and Mexican officials" in wrong.text
    for fields in (
        {},
        {"text": "x", "within_days": "²"},
        {"text": "x", "within_days": "9" * 5000},
        {"text": "x" * 200_001},
    ):
        assert client.post("/", data=fields).status_code == 422


def test_an_abstention_has_no_levers(client):
    page = client.post("/", data={"text": "The home team won the cup on Sunday after a late goal."}).text
    assert "What if …" not in page


def pdf(text):
    """Return a one-page PDF."""
    stream = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET"
    bodies = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    found, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(found))
        found += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{found}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size 6>>\nstartxref\n{len(found)}\n%%EOF"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("talks.pdf", pdf("Talks open. Mexico and the United States hold talks on a deal that both want.")),
        ("talks.txt", "Talks open\n\nMexico and the United States hold talks on a deal that both want."),
        ("talks.html", "<html><head><title>Talks open</title></head><body><article><p>Mexico and the United States hold talks on "
         "a deal that both governments say they want, and that would carry a cost for Mexico.</p></article></body></html>"),
        ("TALKS.MD", "---\ntitle: Talks open\n---\nMexico and the United States hold talks on a deal that both want."),
    ],
)  # fmt: skip
def test_a_file_is_read(client, name, content):
    page = client.post("/", data={"text": "", "parties": "MEX USA"}, files={"file": (name, content.encode())}).text
    assert "Talks open" in page
    assert "Review the" in page


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("talks.doc", b"x", "is not read"),
        ("talks", b"x", "without suffix"),
        ("talks.pdf", b"%PDF-1.4 broken", "PDF"),
        ("talks.txt", b"\x89PNG\x00", "binary"),
        ("../../etc/passwd", b"x", "passwd: a file without suffix"),
    ],
)
def test_a_bad_file_is_told(client, name, content, says):
    answer = client.post("/", files={"file": (name, content)})
    assert answer.status_code == 422
    assert says in answer.text


def test_a_file_that_takes_too_long_is_given_up(client, monkeypatch):
    monkeypatch.setattr("stances.web.upload.SECONDS", 0.001)
    answer = client.post("/", files={"file": ("talks.txt", b"Talks.")})
    assert "not read within" in answer.text


def test_levers_change_the_forecast_and_nothing_else(client, form):
    after, before = share(client.post("/", data=form | {"stage": "called_for"}).text)
    assert int(after) < int(before)
    supposed = {"suppose-driver": "pressure", "suppose-holder": "USA", "suppose-polarity": "-1"}
    after, before = share(client.post("/", data=form | supposed).text)
    assert int(after) <= int(before)
    dropped = client.post("/", data=form | {"lever-payoff:MEX": "drop"})
    assert dropped.status_code == 200
    assert "After the change" in dropped.text
    assert client.post("/", data=form | {"next-day": "2017-01-01", "next-kind": "vote"}).status_code == 422


def test_levers_and_reviews_are_on_the_article_that_they_were_made_on(client, form):
    other = form | {"text": form["text"] + "\n\nNo date was set.", "stage": "broken", "verdict-0": "wrong"}
    page = client.post("/", data=other | {"driver-0": "payoff", "holder-0": "MEX", "polarity-0": "1"}).text
    assert "After the change" not in page
    assert "With your review" not in page


def test_a_review_counts(client, form, model, seed):
    plain = client.post("/", data=form).text
    rows = re.findall(r'name="verdict-(\d+)"', plain)
    wrong = {}
    for n in rows:
        wrong |= {f"verdict-{n}": "wrong", f"driver-{n}": "payoff", f"holder-{n}": "MEX", f"polarity-{n}": "1"}
    added = {"quote-a0": "a very big deal", "driver-a0": "priority", "holder-a0": "USA", "polarity-a0": "1"}
    page = client.post("/", data=form | wrong | added).text
    assert "With your review" in page
    assert "and its 1 signals" in page
    assert 'data-rows="a0"' in page
    missing = client.post("/", data=form | added | {"quote-a0": "this is not in it"})
    assert missing.status_code == 422
    assert "not in the article to the letter" in missing.text


def test_an_article_is_saved_with_its_review_and_outcome(client, form, files):
    review = {"verdict-0": "right", "driver-0": "relations", "holder-0": "both", "polarity-0": "-1"}
    followed = {"outcome": "none", "outcome-day": "2020-05-17", "episode": "asylum"}
    answer = client.post("/labels", data=form | review | followed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/labels?saved=1")
    (label,), problems = read_labels([str(files.labels)])
    assert not problems
    assert (label.outcome, label.end, label.episode) == ("none", date(2020, 5, 17), "asylum")
    assert (label.signals[0].driver, label.signals[0].holder, label.signals[0].polarity) == ("relations", "both", -1)
    assert "reviewed" in client.get(answer.headers["location"]).text
    again = client.post("/labels", data=form | review | followed)
    assert again.status_code == 422
    assert "With your review" in again.text, "what was reviewed is not lost"
    assert len(read_labels([str(files.labels)])[0]) == 1


def test_an_article_without_an_outcome_waits_in_the_queue(client, form, files, seed):
    assert client.post("/labels", data=form).headers["location"] == "/queue?saved=1"
    (waiting,) = read_queue(files.queue)
    assert waiting.text == seed.text
    assert client.post("/labels", data=form).status_code == 422
    page = client.get("/queue").text
    assert "teaches" in page
    link = re.search(r'href="(/\?queued=[^"]+)"', page).group(1)
    assert "American and Mexican officials" in client.get(link).text
    client.post("/labels", data=form | {"id": waiting.id, "outcome": "none", "outcome-day": "2020-05-17"})
    assert "The queue is empty" in client.get("/queue").text


def test_a_file_of_articles_goes_into_the_queue_whole_or_not_at_all(client, form, files, seed):
    line = b'{"id": "1", "text": "Mexico and the United States hold talks."}\n'
    bad = client.post("/queue", data={"csrf": form["csrf"]}, files={"file": ("q.jsonl", line + b"{broken\n")})
    assert bad.status_code == 422
    assert "line 2" in bad.text
    assert not files.queue.exists()
    good = client.post(
        "/queue", data={"csrf": form["csrf"]}, files={"file": ("q.jsonl", line + line.replace(b"1", b"2"))}
    )
    assert good.headers["location"] == "/queue?saved=2"
    assert [one.id for one in read_queue(files.queue)] == ["1", "2"]


def test_a_forecast_goes_into_the_ledger_and_is_resolved_there(client, form, files):
    assert client.post("/ledger", data=form).status_code == 303
    assert client.post("/ledger", data=form).status_code == 422
    (entry,) = entries(files.ledger)
    settled = {"csrf": form["csrf"], "key": entry.key, "outcome": "substitute", "day": "2019-06-07"}
    assert client.post("/ledger/resolve", data=settled | {"day": "2018-06-07"}).status_code == 422
    assert client.post("/ledger/resolve", data=settled).status_code == 303
    page = client.get("/ledger?saved=1").text
    assert "(substitute)" in page
    assert "Brier" in page
    assert client.post("/ledger", data=form | {"date": ""}).status_code == 422


@pytest.mark.parametrize("path", ["/labels", "/queue", "/ledger", "/ledger/resolve", "/evaluation"])
def test_a_form_that_changes_something_bears_our_mark(client, form, files, path):
    for mark in ("", "wrong", "é"):
        answer = client.post(path, data=form | {"csrf": mark, "outcome": "none", "outcome-day": "2020-05-17"})
        assert answer.status_code == 403
        assert 'role="alert"' in answer.text
    assert not any(file.exists() for file in files)


def test_a_negotiation_is_followed(client, record):
    import json

    later = record | {
        "id": "later",
        "date": "2018-07-20",
        "text": record["text"] + "\n\nThe talks broke off on Friday.",
    }
    lines = "\n".join(json.dumps(one) for one in (record | {"id": "first"}, later)).encode()
    page = client.post("/track", data={"within_days": "180"}, files={"files": ("talks.jsonl", lines)}).text
    assert "2018-05-17" in page
    assert client.post("/track", data={"within_days": "x"}, files={"files": ("a.jsonl", lines)}).status_code == 422
    assert "is not read" in client.post("/track", data={"within_days": "9"}, files={"files": ("a.exe", b"x")}).text


def test_the_evaluation_is_computed_once_and_shown(client, form, monkeypatch):
    made = "<main><h1>How good</h1><table><tr><td>horizon only</td></tr></table></main>"
    monkeypatch.setattr("stances.web.evaluation.report_of", lambda labels: made)
    assert "<table" not in client.get("/evaluation").text
    assert client.post("/evaluation", data={"csrf": form["csrf"]}).status_code == 303
    for _ in range(100):
        page = client.get("/evaluation").text
        if "horizon only" in page:
            break
    assert "<td>horizon only</td>" in page
