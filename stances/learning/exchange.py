"""Labelled records to and from the annotation tools doccano, Prodigy and Label Studio.

All three mark stretches of a text with a label; ours is ``driver+1 HOLDER``. What else a record says travels as meta data.
"""

from __future__ import annotations

import json
from typing import Any

from stances.errors import InputError

TOOLS = ("doccano", "prodigy", "label-studio")
"""Tools whose formats are known."""

_KEPT = ("id", "date", "title", "parties", "issue", "outcome", "outcome_date", "censor_date", "episode", "url")


def to_tool(record: dict[str, Any], tool: str) -> dict[str, Any]:
    """Return a labelled record as a task of a tool.

    Examples
    --------
    >>> cost = {"driver": "payoff", "holder": "MEX", "polarity": -1, "quote": "a cost"}
    >>> to_tool({"id": "1", "text": "It is a cost.", "signals": [cost]}, "doccano")["label"]
    [[6, 12, 'payoff-1 MEX']]
    """
    text = str(record.get("text", ""))
    spans = [span for signal in record.get("signals") or [] if (span := _span(signal, text))]
    meta = {name: record[name] for name in _KEPT if record.get(name) is not None}
    if tool == "doccano":
        return {"text": text, "label": [[s["start"], s["end"], s["label"]] for s in spans], "meta": meta}
    if tool == "prodigy":
        return {"text": text, "spans": spans, "meta": meta}
    results = [
        {
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                **{k: s[k] for k in ("start", "end")},
                "text": text[s["start"] : s["end"]],
                "labels": [s["label"]],
            },
        }
        for s in spans
    ]
    return {"data": {"text": text, **meta}, "annotations": [{"result": results}]}


def _span(signal: dict[str, Any], text: str) -> dict[str, Any] | None:
    start = text.find(signal["quote"])
    label = f"{signal['driver']}{signal['polarity']:+d} {signal['holder']}"
    return {"start": start, "end": start + len(signal["quote"]), "label": label} if start >= 0 else None


def from_tool(task: dict[str, Any], tool: str, where: str) -> dict[str, Any]:
    """Return the labelled record of a tool's task; what a person rejected in Prodigy, or left out, is gone.

    Raises
    ------
    InputError
        If it is not of the tool's form.

    Examples
    --------
    >>> task = {"text": "It is a cost.", "label": [[6, 12, "payoff-1 MEX"]], "meta": {"id": "1"}}
    >>> from_tool(task, "doccano", "x")["signals"]
    [{'driver': 'payoff', 'holder': 'MEX', 'polarity': -1, 'quote': 'a cost'}]
    """
    try:
        data = task["data"] if tool == "label-studio" else task
        meta = data if tool == "label-studio" else task.get("meta") or {}
        text = data["text"]
        signals = [_signal(text, int(start), int(end), str(label)) for start, end, label in _stretches(task, tool)]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError(f"{where}: not a task of {tool} ({error!r})", hint="export it with its labels") from None
    return {**{name: meta[name] for name in _KEPT if name in meta}, "text": text, "signals": signals}


def _stretches(task: dict[str, Any], tool: str) -> list[tuple[Any, Any, Any]]:
    if tool == "doccano":
        return [(start, end, label) for start, end, label in task.get("label") or task.get("labels") or []]
    if tool == "prodigy":
        spans = task.get("spans") or [] if task.get("answer", "accept") == "accept" else []
        return [(span["start"], span["end"], span["label"]) for span in spans]
    results = [result for done in task.get("annotations") or [] for result in done["result"]]
    return [(r["value"]["start"], r["value"]["end"], r["value"]["labels"][0]) for r in results if r["type"] == "labels"]


def _signal(text: str, start: int, end: int, label: str) -> dict[str, Any]:
    kind, _, holder = label.partition(" ")
    if not holder or not 0 <= start < end <= len(text):
        raise ValueError(f"label {label!r} at {start}-{end}")
    return {"driver": kind[:-2], "holder": holder, "polarity": int(kind[-2:]), "quote": text[start:end]}


def read_tasks(text: str, where: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the tasks of a file with their places: a JSON list, or JSON Lines.

    Raises
    ------
    InputError
        If it is neither.
    """
    try:
        if text.lstrip().startswith("["):
            tasks = [(f"{where}, task {n}", task) for n, task in enumerate(json.loads(text), 1)]
        else:
            tasks = [(f"{where}:{n}", json.loads(line)) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON ({error})") from None
    for place, task in tasks:
        if not isinstance(task, dict):
            raise InputError(f"{place}: not a JSON object")
    return tasks
