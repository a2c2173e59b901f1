"""What must not happen to a ledger: a lost or doubled entry, by a kill, a second writer, a full disk or another hand."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date

import pytest

from stances.errors import DataError, InputError
from stances.learning.labels import check_labels, read_labels
from stances.ledger.book import entries, keep, labelled, resolve
from stances.ledger.chain import Event, append, head, read_events
from stances.road import predict

WRITER = """
import sys
from pathlib import Path
from stances.ledger.chain import Event, append
path, name, batches = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(batches):
    append(path, [Event("forecast", f"{name}-{number}-{i}", {"text": "x" * 2000}) for i in range(3)])
    print(number, flush=True)
"""


def writer(path, name, batches=10**6):
    return subprocess.Popen([sys.executable, "-c", WRITER, path, name, str(batches)], stdout=subprocess.PIPE, text=True)


def subjects(path):
    found = [event.subject for event in read_events(path)]
    assert len(found) == len(set(found))
    assert len(found) % 3 == 0
    return set(found)


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path):
    path, acknowledged = tmp_path / "ledger.sqlite", set()
    for number in range(8):
        running = writer(path, str(number))
        running.stdout.readline()
        time.sleep(random.Random(number).uniform(0, 0.04))
        running.kill()
        done = 1 + len(running.communicate()[0].splitlines())
        acknowledged |= {f"{number}-{batch}-{i}" for batch in range(done) for i in range(3)}
        assert acknowledged <= subjects(path)


def test_two_processes_write_at_once(tmp_path):
    path = tmp_path / "ledger.sqlite"
    both = [writer(path, name, 40) for name in ("a", "b")]
    same = [writer(path, "same", 20) for _ in range(2)]
    assert [running.wait(timeout=120) for running in (*both, *same)] == [0, 0, 0, 0]
    for running in (*both, *same):
        running.stdout.close()
    assert len(subjects(path)) == 3 * (40 + 40 + 20)


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        not shutil.which("mount")
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_takes_whole_batches_or_none(small_disk):
    path, kept = small_disk / "ledger.sqlite", 0

    def add(name):
        return len(append(path, [Event("forecast", f"{name}-{i}", {"text": "x" * 5000}) for i in range(3)]))

    def fill():
        nonlocal kept
        for number in range(1000):
            kept += add(number)

    with pytest.raises(InputError, match="full"):
        fill()
    assert 0 < kept == len(subjects(path))
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    subprocess.run(["mount", "-o", "remount,size=1m", small_disk], check=True)
    assert add("later") == 3
    assert len(subjects(path)) == kept + 3


@pytest.mark.parametrize(
    "edit",
    [
        "update events set payload = replace(payload, 'one', 'two') where number = 2",
        "update events set subject = 'other' where number = 1",
        "delete from events where number = 2",
        "update events set number = 9 where number = 1",
        "insert into events values (9, 'resolution', 'a', '{}', 'made up')",
    ],
)
def test_another_hand_shows(tmp_path, edit):
    path = tmp_path / "ledger.sqlite"
    append(path, [Event("forecast", name, {"text": "one"}) for name in "abc"])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(edit)
    with pytest.raises(DataError, match="does not fit the chain"):
        read_events(path)


def test_a_cut_end_shows_by_the_last_hash(tmp_path):
    path = tmp_path / "ledger.sqlite"
    assert head(path) == "0" * 64
    append(path, [Event("forecast", name, {}) for name in "abc"])
    noted = head(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("delete from events where number = 3")
    assert len(read_events(path)) == 2
    assert head(path) != noted


def test_what_is_exported_can_be_learned_from(tmp_path, model, seed):
    path = tmp_path / "ledger.sqlite"
    keep(path, [predict(seed, model), predict(seed, model, within=90)])
    year, quarter = entries(path)
    resolve(path, quarter.key, "none", date(2018, 9, 1), date(2021, 1, 1))
    resolve(path, year.key, "none", date(2020, 6, 7), date(2021, 1, 1), substitute=True)
    exported = tmp_path / "labels.jsonl"
    exported.write_text("".join(json.dumps(record) + "\n" for record in labelled(entries(path))), encoding="utf-8")
    (label,), problems = read_labels([str(exported)])
    assert (problems, check_labels([label])) == ([], [])
    assert label.end == date(2020, 6, 7)
    assert json.loads(exported.read_text())["substitute"]
