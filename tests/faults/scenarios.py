"""What is killed, and what must hold after each kill. The suite kills a few times, ``bench/faults.py`` a hundred and more."""

from __future__ import annotations

import json
from itertools import count
from threading import Timer
from typing import TYPE_CHECKING, NamedTuple

from stances.learning.labels import read_labels, read_store
from stances.learning.queue import read_queue
from stances.ledger.book import entries
from stances.ledger.chain import read_events
from stances.model import store as models
from stances.model.artefact import hazard_to_json, load, load_part, locate, save
from stances.web.files import Files
from tests.faults.articles import BATCH, SEEDS, labelled, news, written
from tests.faults.child import killed, length, run
from tests.faults.page import Reply, form_of, send_form, send_labels
from tests.faults.serving import served

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Count(NamedTuple):
    """Runs that were started, those of them that were killed before their end, and kills after which the work was done."""

    runs: int
    kills: int
    written: int


def steps(attempt: Callable[[int], bool]) -> Iterator[int]:
    """Yield each step at which a run can kill itself, up to the first run that comes to its end."""
    for at in count():
        if not attempt(at):
            return
        yield at


def kill_labels_add(folder: Path, kills: int, draw: random.Random) -> Count:
    """Kill ``labels add``: the file of labels holds the old lines and all new ones, or none of these."""
    store = folder / "labels.jsonl"
    assert (
        run(folder, "labels", "add", store, written(folder / "0.jsonl", [labelled(0, i) for i in range(BATCH)])).code
        == 0
    )
    last = killed_so_far = done = 0

    def attempt(at: int | None) -> bool:
        nonlocal last, killed_so_far, done
        before, last = store.read_bytes(), last + 1
        source = written(folder / "new.jsonl", [labelled(last, i) for i in range(BATCH)])
        call = ("labels", "add", store, source)
        ended = killed(folder, draw, lasts, *call) if at is None else run(folder, *call, at=at)
        after = store.read_bytes()
        assert after[: len(before)] == before, "an old line was lost or changed"
        assert after.count(b"\n") - before.count(b"\n") in (0, BATCH), "the new lines are there in part"
        assert (after != before) or ended.killed, "an addition that was reported is lost"
        assert read_labels([str(store)])[1] == [], "a line cannot be read"
        killed_so_far, done = killed_so_far + ended.killed, done + (ended.killed and after != before)
        return ended.killed

    lasts = length(folder, "labels", "add", store, written(folder / "1.jsonl", [labelled(-1, i) for i in range(BATCH)]))
    assert len(list(steps(attempt))) > 5
    while killed_so_far < kills:
        attempt(None)
    assert run(folder, "labels", "add", store, written(folder / "z.jsonl", [labelled(-2, 0)])).out.startswith("1 added")
    assert sorted(path.name for path in folder.glob("labels*")) == ["labels.jsonl", "labels.jsonl.lock"]
    return Count(last, killed_so_far, done)


def kill_ledger_add(folder: Path, kills: int, draw: random.Random) -> Count:
    """Kill ``ledger add``: the chain is whole, no old event is lost, and the forecasts of a run are all there or none is."""
    path = folder / "ledger.sqlite"

    def call(days: int) -> tuple[object, ...]:
        return "ledger", "add", *SEEDS, "--file", path, "--within", f"{days}d"

    lasts = length(folder, *call(30))
    runs = killed_so_far = done = 0
    while killed_so_far < kills:
        before, runs = read_events(path), runs + 1
        ended = killed(folder, draw, lasts, *call(30 + runs))
        after = read_events(path)
        assert after[: len(before)] == before
        assert len(after) - len(before) in (0, len(SEEDS))
        assert len(after) > len(before) or ended.killed
        killed_so_far, done = killed_so_far + ended.killed, done + (ended.killed and len(after) > len(before))
    assert run(folder, *call(30 + runs + 1)).out.startswith(f"{len(SEEDS)} kept")
    return Count(runs, killed_so_far, done)


def kill_ledger_resolve(folder: Path, kills: int, draw: random.Random) -> Count:
    """Kill ``ledger resolve``: an entry is resolved as was said, or open as before."""
    path, source = folder / "ledger.sqlite", written(folder / "news.jsonl", news(BATCH * 8))
    runs = killed_so_far = done = 0
    open_ones: list[str] = []
    lasts = 0.0
    while killed_so_far < kills:
        if not open_ones:
            kept = run(folder, "ledger", "add", source, "--file", path, "--within", f"{30 + runs}d")
            assert kept.out == f"{BATCH * 8} kept\n", kept
            open_ones = [entry.key for entry in entries(path) if entry.outcome is None]
        key, runs = open_ones.pop(), runs + 1
        call = ("ledger", "resolve", key, "agreed", "2018-06-07", "--file", path)
        if not lasts:
            lasts = length(folder, *call)
            continue
        before = entries(path)
        ended = killed(folder, draw, lasts, *call)
        after = entries(path)
        resolved = next(entry for entry in after if entry.key == key).outcome
        assert resolved == "agreed" or (resolved is None and ended.killed)
        assert [e for e in before if e.key != key] == [e for e in after if e.key != key]
        killed_so_far, done = killed_so_far + ended.killed, done + (ended.killed and resolved == "agreed")
        again = run(folder, *call) if killed_so_far % 10 == 1 else None
        assert again is None or again.code == (2 if resolved else 0), again
    return Count(runs, killed_so_far, done)


def make_models() -> list[str]:
    """Put two versions of the model ``mine`` into the user's store, none promoted yet."""
    model, made = load(), []
    for alpha in (-1.0, -2.0):
        hazard = hazard_to_json(model.hazard._replace(alphas=(alpha,) * 5))
        parts = {"hazard.json": hazard, "reader.json": load_part(locate("default"), "reader.json")}
        making = models.store() / "mine" / ".making"
        made.append(save(making, "mine", "trained", parts, (1, 1)))
        making.rename(models.store() / "mine" / made[-1])
    return made


def kill_promote(folder: Path, kills: int, draw: random.Random) -> Count:
    """Kill ``models promote`` and ``rollback`` in turn: what counts is the old version or the new one, and it can be used."""
    place = {"STANCES_MODELS": str(models.store())}
    first, second = make_models()
    models.promote("mine", first)
    runs = killed_so_far = done = 0

    def attempt(at: int | None) -> bool:
        nonlocal runs, killed_so_far, done
        before = models.versions("mine")
        call = ("models", "rollback", "mine") if len(before) == 2 else ("models", "promote", "mine", second)
        ended = killed(folder, draw, lasts, *call, **place) if at is None else run(folder, *call, at=at, **place)
        after = models.versions("mine")
        assert after in ([first], [first, second])
        assert after != before or ended.killed, (before, after, ended)
        assert load("mine").card.fingerprint == after[-1]
        runs, killed_so_far, done = runs + 1, killed_so_far + ended.killed, done + (ended.killed and after != before)
        return ended.killed

    lasts = length(folder, "models", "promote", "mine", second, **place)
    for _ in range(2):
        assert len(list(steps(attempt))) > 3
    while killed_so_far < kills:
        attempt(None)
    return Count(runs, killed_so_far, done)


def kill_batch(folder: Path, kills: int, draw: random.Random) -> Count:
    """Kill a batch again and again and resume it: in the end the file is that of an unbroken run, to the byte."""
    source = written(folder / "news.jsonl", news(60))
    whole, out = folder / "whole.jsonl", folder / "out.jsonl"
    options = ("--format", "jsonl", "--out")
    lasts = length(folder, "predict", source, *options, whole)
    runs = killed_so_far = finished = 0
    while killed_so_far < kills:
        ended = killed(folder, draw, lasts / 3, "predict", source, *options, out, "--resume")
        runs, killed_so_far = runs + 1, killed_so_far + ended.killed
        assert whole.read_bytes().startswith(out.read_bytes() if out.exists() else b"")
        if not ended.killed:
            assert out.read_bytes() == whole.read_bytes()
            finished += 1
            out.unlink()
    assert run(folder, "predict", source, *options, out, "--resume").code == 0
    assert out.read_bytes() == whole.read_bytes()
    return Count(runs, killed_so_far, finished)


def kill_serve(folder: Path, kills: int, draw: random.Random) -> Count:
    """Kill the server while labels, queue and ledger are written to: what it said is kept is there, whole, and it starts again."""
    files = Files(folder / "labels.jsonl", folder / "queue.jsonl", folder / "ledger.sqlite")
    labels: set[str] = set()
    queued = kept = requests = unsaid = 0
    for number in range(kills):
        with served(folder) as (server, process):
            assert len(read_store(files.labels)[0]) >= len(labels)
            form = form_of(server)
            Timer(draw.uniform(0, 0.4), process.kill).start()
            for turn in count(number * 1000):
                said = send_labels(server, turn)
                labels |= {f"{turn}-{i}" for i in range(BATCH)} if said else set()
                article = {"id": f"q{turn}", "text": form["text"] + f" Round {turn}."}
                queued += _saved(send_form(server, form, "/labels", **article))
                kept += _saved(send_form(server, form, "/ledger", **article))
                requests += 3
                if process.poll() is not None:
                    break
        found, problems = read_store(files.labels)
        ids = [label.article.id for label in found]
        assert problems == []
        assert labels <= {*ids}, "a label that was said to be saved is lost"
        assert len(ids) == len({*ids})
        assert all(sum(i.split("-")[0] == name for i in ids) == BATCH for name in {i.split("-")[0] for i in ids})
        assert len(read_queue(files.queue)) >= queued
        assert all(json.loads(line) for line in files.queue.read_text().splitlines()) if files.queue.exists() else True
        assert len(read_events(files.ledger)) >= kept
        unsaid += len(ids) > len(labels)
        labels |= {*ids}
    return Count(requests, kills, unsaid)


def _saved(reply: Reply) -> bool:
    """Tell whether an answer says that the article is kept; there is no other one, unless the server died."""
    assert reply.status in (0, 303), reply.text
    return reply.status == 303 and "?saved" in reply.location
