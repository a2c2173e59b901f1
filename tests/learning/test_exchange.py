import json

import pytest

from stances.errors import InputError
from stances.learning.exchange import TOOLS, from_tool, read_tasks, to_tool
from stances.learning.labels import parse_signals
from stances.reading.record import to_article

RECORD = {
    "id": "1", "date": "2018-05-17", "title": "Talks", "parties": ["MEX", "USA"], "outcome": "none",
    "censor_date": "2020-05-17", "episode": "asylum", "text": "Mexico would carry a cost. Both met.",
    "signals": [
        {"driver": "payoff", "holder": "MEX", "polarity": -1, "quote": "carry a cost"},
        {"driver": "progress", "holder": "both", "polarity": 1, "quote": "Both met"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_a_record_comes_back_as_it_was(tool):
    task = json.loads(json.dumps(to_tool(RECORD, tool)))
    assert from_tool(task, tool, "x") == RECORD


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("task", [{}, {"text": "a", "label": [[0, 9, "x"]], "spans": [{"start": 0}], "data": {}}])
def test_another_form_is_refused(tool, task):
    with pytest.raises(InputError, match=f"not a task of {tool}"):
        from_tool(task, tool, "x")


@pytest.mark.parametrize("tool", TOOLS)
def test_a_text_with_the_newlines_of_another_system_keeps_its_signals(tool):
    text = "Mexico would\r\ncarry a\x00 cost. Both met."
    task = to_tool(
        RECORD | {"text": text, "signals": [RECORD["signals"][0] | {"quote": "would\r\ncarry a\x00 cost"}]}, tool
    )
    record = from_tool(task, tool, "x")
    (signal,) = parse_signals(record["signals"], to_article(record, "x"), "x")
    assert signal.quote == "would\ncarry a cost"


@pytest.mark.parametrize("tool", TOOLS)
def test_what_nobody_has_looked_at_states_no_signals(tool):
    fresh = {name: value for name, value in RECORD.items() if name != "signals"}
    assert from_tool(to_tool(fresh, tool), tool, "x") == fresh
    assert from_tool(to_tool({**fresh, "signals": []}, tool), tool, "x")["signals"] == []


def test_an_ignored_task_of_prodigy_states_no_signals():
    assert "signals" not in from_tool({**to_tool(RECORD, "prodigy"), "answer": "ignore"}, "prodigy", "x")


def test_a_rejected_task_of_prodigy_has_no_signal():
    assert from_tool({**to_tool(RECORD, "prodigy"), "answer": "reject"}, "prodigy", "x")["signals"] == []


@pytest.mark.parametrize("name", ["tasks.json", "tasks.jsonl"])
def test_tasks_are_a_list_or_lines(tmp_path, name):
    path, tasks = tmp_path / name, [to_tool(RECORD | {"id": str(i)}, "doccano") for i in range(2)]
    path.write_text("\n\n".join(json.dumps(task, ensure_ascii=False) for task in tasks), encoding="utf-8")
    assert [record["id"] for record in read_tasks(path, "doccano")] == ["0", "1"]
    if name == "tasks.json":
        path.write_text(json.dumps(tasks), encoding="utf-8")
        assert [record["id"] for record in read_tasks(path, "doccano")] == ["0", "1"]


def test_a_line_ends_at_a_newline_only(tmp_path):
    path = tmp_path / "tasks.json"
    task = to_tool(RECORD | {"text": RECORD["text"] + "\u2028A new\x85paragraph."}, "doccano")
    path.write_text(json.dumps(task, ensure_ascii=False) + "\n", encoding="utf-8")
    (record,) = read_tasks(path, "doccano")
    assert record["text"] == task["text"]


def test_a_bad_task_leaves_the_rest(tmp_path):
    path = tmp_path / "tasks.jsonl"
    good = json.dumps(to_tool(RECORD, "doccano"))
    path.write_text(f"{good}\n{{broken\n[1]\n{good}\n")
    first, broken, no_object, last = read_tasks(path, "doccano")
    assert first == last == RECORD
    assert "tasks.jsonl:2: not valid JSON" in str(broken.error)
    assert "tasks.jsonl:3: not a JSON object" in str(no_object.error)
