"""Labelled articles come from other tools and hands: a task is taken as it is meant, or reported in one line while the rest goes on."""

import gzip
import io
import json
import os
import zipfile

import pytest

TEXT = "Mexico would carry a cost. Both governments met and want a deal on migration."
NAN, INF = float("nan"), float("inf")
TOOLS = ("doccano", "prodigy", "label-studio")
META = {"id": "1", "date": "2018-05-17", "outcome": "none", "censor_date": "2020-05-17"}


def doccano(label=(7, 25, "payoff-1 MEX"), text=TEXT, meta=META, **more):
    return {"text": text, "label": [list(label)] if isinstance(label, tuple) else label, "meta": meta, **more}


def prodigy(span=None, text=TEXT, meta=META, **more):
    good = {"start": 7, "end": 25, "label": "payoff-1 MEX"}
    return {"text": text, "spans": span if isinstance(span, (list, str, int)) else [good | (span or {})], "meta": meta, **more}


def studio(value=None, text=TEXT, **more):
    good = {"start": 7, "end": 25, "labels": ["payoff-1 MEX"]}
    results = [{"type": "labels", "value": value if isinstance(value, (list, str, int)) else good | (value or {})}]
    return {"data": {"text": text, **META}, "annotations": [{"result": results}], **more}


GOOD = {"doccano": doccano(), "prodigy": prodigy(), "label-studio": studio()}

PLACES = {
    "before the text": (-1, 5),
    "behind the text": (5, 10_000),
    "the wrong way": (9, 3),
    "empty": (4, 4),
    "huge": (0, 10**400),
    "texts": ("0", "5"),
    "floats": (0.0, 5.5),
    "not a number": (NAN, NAN),
    "endless": (0, INF),
    "null": (None, None),
    "lists": ([0], [5]),
    "truths": (False, True),
}
LABELS = {
    "empty": "",
    "no holder": "payoff-1",
    "no driver": "-1 MEX",
    "another driver": "love+1 MEX",
    "another polarity": "payoff+7 MEX",
    "digits of another script": "payoff+١ MEX",
    "a driver that is code": "<script>alert(1)</script>+1 MEX",
    "controls": "payoff\x1b[31m-1 MEX",
    "huge": "x" * 1_000_000,
    "a number": 7,
    "null": None,
    "a list": ["payoff-1 MEX"],
    "a table": {"a": 1},
}
TEXTS = {"null": None, "empty": "", "blank": " \n", "a number": 5, "a list": [TEXT], "a table": {"text": TEXT}, "true": True}

WRONG = {
    "doccano": {
        **{f"place {kind}": doccano((*place, "payoff-1 MEX")) for kind, place in PLACES.items()},
        **{f"label {kind}": doccano((7, 25, label)) for kind, label in LABELS.items()},
        **{f"text {kind}": doccano(text=text) for kind, text in TEXTS.items()},
        "labels that are text": doccano(label="payoff-1 MEX"),
        "labels that are a table": doccano(label={"a": 1}),
        "a label of two parts": doccano(label=[[0, 5]]),
        "a label of four parts": doccano(label=[[0, 5, "payoff-1 MEX", 1]]),
        "a label that is text": doccano(label=["payoff-1 MEX"]),
        "meta that is text": doccano(meta="id date"),
        "meta that is a number": doccano(meta=5),
        "no text": {"label": [], "meta": META},
    },
    "prodigy": {
        **{f"place {kind}": prodigy({"start": place[0], "end": place[1]}) for kind, place in PLACES.items()},
        **{f"label {kind}": prodigy({"label": label}) for kind, label in LABELS.items()},
        **{f"text {kind}": prodigy(text=text) for kind, text in TEXTS.items()},
        "spans that are text": prodigy("payoff-1 MEX"),
        "spans that are a number": prodigy(7),
        "a span that is a list": prodigy([[7, 25, "payoff-1 MEX"]]),
        "a span without a label": prodigy([{"start": 7, "end": 25}]),
        "meta that is a list": prodigy(meta=[["id"]] * 3 + ["id"]),
        "no text": {"spans": [], "meta": META},
    },
    "label-studio": {
        **{f"place {kind}": studio({"start": place[0], "end": place[1]}) for kind, place in PLACES.items()},
        **{f"label {kind}": studio({"labels": [label]}) for kind, label in LABELS.items()},
        **{f"text {kind}": studio(text=text) for kind, text in TEXTS.items()},
        "labels that are none": studio({"labels": []}),
        "labels that are text": studio({"labels": 7}),
        "a value that is text": studio("payoff-1 MEX"),
        "data that is text": studio() | {"data": TEXT},
        "data that is a list": studio() | {"data": [TEXT]},
        "no data": {"annotations": []},
        "annotations that are text": studio() | {"annotations": "none"},
        "annotations that are numbers": studio() | {"annotations": [7]},
        "a result that is text": studio() | {"annotations": [{"result": "x"}]},
        "a result without a type": studio() | {"annotations": [{"result": [{}]}]},
        "another text than it says": studio({"text": "Both governments"}),
    },
}
CASES = [(tool, kind) for tool, kinds in WRONG.items() for kind in kinds]


@pytest.mark.parametrize(("tool", "kind"), CASES)
def test_a_wrong_task_is_reported_and_the_next_is_read(stances, tmp_path, tool, kind):
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps(WRONG[tool][kind]) + "\n" + json.dumps(GOOD[tool]) + "\n")
    run = stances("labels", "import", tool, path)
    assert (run.code, run.err.count("\n")) == (3, 1), run
    assert run.err.startswith(f"stances: {path}:1: not a task of {tool}"), run.err
    run.survived()
    (record,) = map(json.loads, run.out.splitlines())
    assert record["signals"] == [{"driver": "payoff", "holder": "MEX", "polarity": -1, "quote": TEXT[7:25]}]


ODD = {
    "a date that is none": META | {"date": "soon"},
    "an id that is a path": META | {"id": "../../etc/passwd"},
    "an id that is code": META | {"id": "<script>alert(1)</script>"},
    "an id of half a pair": META | {"id": "\ud800"},
    "a title of controls": META | {"title": "\x1b[2J"},
    "fields that are not ours": META | {"__class__": "x", "constructor": {}},
    "an outcome that is a list": META | {"outcome": ["agreed"]},
}


@pytest.mark.parametrize("kind", ODD)
def test_what_a_task_says_besides_is_checked_when_it_is_learned_from(stances, tmp_path, kind):
    path, made = tmp_path / "tasks.jsonl", tmp_path / "made.jsonl"
    path.write_text(json.dumps(doccano(meta=ODD[kind])) + "\n")
    run = stances("labels", "import", "doccano", path)
    assert run.code == 0, run.err
    assert "\x1b" not in run.out
    assert set(json.loads(run.out)) <= {*META, "title", "text", "signals"}
    made.write_text(run.out, encoding="utf-8")
    assert stances("labels", "check", made).code in (0, 3)
    assert stances("labels", "export", "label-studio", made).code == 0


def zipped(name="tasks.json"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"[" + b"0," * 1_000_000 + b"0]")
    return stream.getvalue()


GOODS = json.dumps([doccano()]).encode()
FILES = {
    "empty": b"",
    "blank": b" \n\n",
    "zeros": b"\x00" * 5000,
    "a number": b"7",
    "a text": b'"hello"',
    "an open list": b"[",
    "an open task": GOODS[:-40],
    "a list of lists": b"[[[]]]",
    "a list of texts": b'["a", "b"]',
    "a list of nulls": b"[null]",
    "deep lists": b"[" * 200_000,
    "deep lists, closed": b"[" * 5_000 + b"]" * 5_000,
    "deep objects": b'[{"a":' * 100_000,
    "a long number": b"[" + b"9" * 10_000 + b"]",
    "code": b"__import__('os').mkdir('/tmp/stances-was-here')",
    "XML": b"<?xml version='1.0'?><tasks/>",
    "a zip": zipped(),
    "a gzip": gzip.compress(GOODS),
    "ELF": b"\x7fELF" + b"\x00" * 500,
    "a pickle": b"\x80\x04\x95" + b"\x00" * 100,
    "more than may be": b"[" + b" " * 11_000_000 + b"]",
    "two lists": GOODS + b"\n" + GOODS,
    "half a list and half a line": b"[\n" + json.dumps(doccano()).encode() + b"\n",
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", ["tasks.json", "tasks.jsonl", "tasks.jsonl.gz", "tasks"])
def test_a_file_that_holds_no_tasks_is_refused(stances, tmp_path, kind, name):
    path = tmp_path / name
    path.write_bytes(FILES[kind])
    run = stances("labels", "import", "doccano", path)
    run.survived()
    if kind not in ("empty", "blank") and (kind, name) != ("a gzip", "tasks.jsonl.gz"):
        assert run.code == 3, run
    assert not os.path.exists("/tmp/stances-was-here")  # noqa: PTH110


@pytest.mark.parametrize("command", [("import", "doccano"), ("export", "prodigy"), ("check",), ("stats",)], ids=" ".join)
@pytest.mark.parametrize("target", ["missing", "a folder", "itself", "/dev/full", "/dev/zero", "/proc/self/mem"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.jsonl.gz"])
def test_a_link_to_no_labels_is_refused(stances, tmp_path, command, target, name):
    (tmp_path / "a folder").mkdir()
    (tmp_path / name).symlink_to(name if target == "itself" else target)
    run = stances("labels", *command, tmp_path / name)
    assert run.code in (0, 3), run
    assert "Traceback" not in run.err
    assert all(line.startswith("stances: ") for line in run.err.splitlines()), run.err


@pytest.mark.parametrize("tool", ["", "DOCCANO", "../doccano", "spacy", "x" * 9000, "\x1b[31m"])
@pytest.mark.parametrize("command", ["import", "export"])
def test_a_tool_that_is_none(stances, tmp_path, tool, command):
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps(doccano()))
    stances("labels", command, tool, path).refused(2)


RECORD = {"id": "1", "date": "2018-05-17", "text": TEXT, "outcome": "none", "censor_date": "2020-05-17"}
SIGNAL = {"driver": "payoff", "holder": "MEX", "polarity": -1, "quote": "carry a cost"}
WRONG_RECORDS = {
    **{f"text {kind}": RECORD | {"text": text} for kind, text in TEXTS.items()},
    **{
        f"signals {value!r:.30}": RECORD | {"signals": value}
        for value in (7, "x", [7], ["x"], [[]], [{}], [None], [SIGNAL | {"polarity": "x"}], [SIGNAL | {"polarity": None}])
    },
    **{f"a quote {value!r:.20}": RECORD | {"signals": [SIGNAL | {"quote": value}]} for value in (7, None, [], "not there")},
    "polarity of 1e999": RECORD | {"signals": [SIGNAL | {"polarity": INF}]},
    "a list": [RECORD],
    "a number": 7,
}


@pytest.mark.parametrize("kind", WRONG_RECORDS)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_record_that_cannot_be_a_task_is_reported(stances, tmp_path, tool, kind):
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(WRONG_RECORDS[kind]) + "\n" + json.dumps(RECORD | {"signals": [SIGNAL]}) + "\n")
    run = stances("labels", "export", tool, path)
    assert (run.code, run.err.count("\n")) == (3, 1), run
    assert run.err.startswith(f"stances: {path}:1: "), run.err
    run.survived()
    made = json.loads(run.out) if tool == "label-studio" else [json.loads(line) for line in run.out.splitlines()]
    assert len(made) == 1


STORES = {
    "bytes that are no text": b"\xff\xfe\x80" * 10,
    "zeros": b"\x00" * 100,
    "a torn last line": b'{"id": "0", "text": "Mexi',
    "other line ends": json.dumps(RECORD | {"id": "0", "text": "Other words stand here, of fish."}).encode() + b"\r\n",
    "a list": b"[]\n",
    "a gzip": gzip.compress(b"{}\n"),
}


@pytest.mark.parametrize("kind", STORES)
def test_adding_to_a_damaged_store_keeps_what_is_there(stances, tmp_path, kind):
    store, new = tmp_path / "store.jsonl", tmp_path / "new.jsonl"
    store.write_bytes(STORES[kind])
    new.write_text(json.dumps(RECORD) + "\n")
    run = stances("labels", "add", store, new)
    assert run.code == 0, run
    assert run.out == f"1 added to {store}\n"
    assert store.read_bytes().startswith(STORES[kind])
    assert store.read_bytes().endswith(b"\n" + new.read_bytes()) or kind == "other line ends"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.jsonl", "store.jsonl", "store.jsonl.lock"]


@pytest.mark.parametrize("name", ["store.jsonl.gz", "store.gz"])
def test_a_packed_store_is_not_added_to(stances, tmp_path, name):
    new = tmp_path / "new.jsonl"
    new.write_text(json.dumps(RECORD) + "\n")
    (tmp_path / name).write_bytes(gzip.compress(b""))
    run = stances("labels", "add", tmp_path / name, new)
    run.refused(3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.jsonl", name]


@pytest.mark.parametrize("target", ["missing", "itself", "a folder", "/dev/null", "/dev/full"])
def test_a_store_that_is_a_link(stances, tmp_path, target):
    new, store = tmp_path / "new.jsonl", tmp_path / "store.jsonl"
    new.write_text(json.dumps(RECORD) + "\n")
    (tmp_path / "a folder").mkdir()
    store.symlink_to("store.jsonl" if target == "itself" else target)
    run = stances("labels", "add", store, new)
    assert store.is_symlink()
    assert "Traceback" not in run.err
    assert run.code == (0 if target in ("missing", "/dev/null") else run.code)
    assert run.code in (0, 1, 3)
    assert os.path.exists("/dev/null")  # noqa: PTH110
    if target == "missing":
        assert (tmp_path / "missing").read_text() == new.read_text()
