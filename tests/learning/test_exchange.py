import json

import pytest

from stances.errors import InputError
from stances.learning.exchange import TOOLS, from_tool, read_tasks, to_tool

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


def test_a_rejected_task_of_prodigy_has_no_signal():
    assert from_tool({**to_tool(RECORD, "prodigy"), "answer": "reject"}, "prodigy", "x")["signals"] == []


def test_tasks_are_a_list_or_lines():
    assert [task for _, task in read_tasks('[{"a": 1}]', "x")] == [{"a": 1}]
    assert [place for place, _ in read_tasks('{"a": 1}\n\n{"a": 2}', "x")] == ["x:1", "x:3"]
    with pytest.raises(InputError):
        read_tasks("[1]", "x")
    with pytest.raises(InputError):
        read_tasks("{", "x")
