"""The page and the API killed in the middle of saving, and on a full disk: nothing half-written, and started again they go on."""

import json
import random
import subprocess

from stances.learning.labels import read_labels
from stances.learning.queue import read_queue
from stances.ledger.book import entries
from tests.faults.page import ask, form_of, send_form, send_labels
from tests.faults.scenarios import kill_serve
from tests.faults.serving import served
from tests.faults.test_disk import fill
from tests.faults.test_kills import KILLS

FILES = ("labels.jsonl", "queue.jsonl", "ledger.sqlite")


def test_killed_in_the_middle_of_saving(tmp_path):
    assert kill_serve(tmp_path, KILLS, random.Random(0)).kills == KILLS


def test_a_full_disk_is_said_on_the_page_and_what_was_saved_stays(tmp_path, small_disk):
    with served(small_disk) as (server, process):
        form = form_of(server)
        assert send_labels(server, 0)
        assert send_form(server, form, "/ledger").location == "/ledger?saved=1"
        assert send_form(server, form, "/labels").location == "/queue?saved=1"
        fill(small_disk, 0)
        before = {name: (small_disk / name).read_bytes() for name in FILES}
        assert not send_labels(server, 1)
        full = form | {"text": form["text"] + " More talks are to follow.", "id": "another"}
        for place, status in (("/labels", 500), ("/ledger", 422)):
            reply = send_form(server, full, place)
            assert reply.status == status
            assert "room on the disk" in reply.text or "disk is full" in reply.text
            assert 'role="alert"' in reply.text
        assert {name: (small_disk / name).read_bytes() for name in FILES} == before
        subprocess.run(["mount", "-o", "remount,size=1m", small_disk], check=True)
        assert send_labels(server, 1)
        assert send_form(server, full, "/labels").location == "/queue?saved=1"
        assert send_form(server, full, "/ledger").location == "/ledger?saved=1"
        process.terminate()
        assert "Traceback" not in process.communicate(timeout=20)[1]
    labels, problems = read_labels([str(small_disk / "labels.jsonl")])
    assert (len(labels), problems) == (10, [])
    assert len(read_queue(small_disk / "queue.jsonl")) == 2
    assert len(entries(small_disk / "ledger.sqlite")) == 2
    assert not list(small_disk.glob("*.part"))


def test_what_was_saved_is_shown_after_a_restart(tmp_path):
    with served(tmp_path) as (server, process):
        assert send_labels(server, 0)
        assert send_form(server, form_of(server), "/ledger").status == 303
        process.kill()
    with served(tmp_path) as (server, _):
        assert json.loads(ask(f"{server}/v1/labels").text)["labels"] == 5
        assert "MEX" in ask(f"{server}/ledger").text
        old = form_of(server) | {"csrf": "of the server before"}
        reply = send_form(server, old, "/labels")
        assert (reply.status, "open the page again" in reply.text) == (403, True)
