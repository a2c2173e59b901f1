"""Labelled records to and from the annotation tools doccano, Prodigy and Label Studio.

All three mark stretches of a text with a label; ours is ``driver+1 HOLDER``. What else a record says travels as meta data.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stances.codebook import DRIVERS
from stances.errors import InputError, StancesError
from stances.reading.decode import MAX_BYTES, clean, decode
from stances.reading.problem import Problem
from stances.reading.record import lines_of, parse_object
from stances.reading.source import raw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS = ("doccano", "prodigy", "label-studio")
"""Tools whose formats are known."""

_POLARITIES = {"-1": -1, "+0": 0, "+1": 1}

_KEPT = ("id", "date", "title", "parties", "issue", "outcome", "outcome_date", "censor_date", "episode", "url")


def to_tool(record: dict[str, Any], tool: str, where: str = "the record") -> dict[str, Any]:
    """Return a labelled record as a task of a tool.

    Raises
    ------
    InputError
        If it has no text, or a signal that cannot be marked in it.

    Examples
    --------
    >>> cost = {"driver": "payoff", "holder": "MEX", "polarity": -1, "quote": "a cost"}
    >>> to_tool({"id": "1", "text": "It is a cost.", "signals": [cost]}, "doccano")["label"]
    [[6, 12, 'payoff-1 MEX']]
    """
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f'{where}: "text" is missing or empty', hint="give the article's text")
    try:
        spans = [_span(signal, text) for signal in record.get("signals") or []]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{where}: a signal cannot be marked ({error!r:.100})", hint="see `stances labels check`"
        ) from None
    meta = {name: record[name] for name in _KEPT if record.get(name) is not None}
    marked = record.get("signals") is not None  # where nobody has looked, the tool is not told that there is nothing
    if tool == "doccano":
        labels = {"label": [[s["start"], s["end"], s["label"]] for s in spans]} if marked else {}
        return {"text": text, **labels, "meta": meta}
    if tool == "prodigy":
        return {"text": text, **({"spans": spans} if marked else {}), "meta": meta}
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
    return {"data": {"text": text, **meta}, "annotations": [{"result": results}] if marked else []}


def _span(signal: dict[str, Any], text: str) -> dict[str, Any]:
    start = text.find(signal["quote"])
    if start < 0:
        raise ValueError("its quote is not in the text, and the tools show no headline")
    label = f"{signal['driver']}{signal['polarity']:+d} {signal['holder']}"
    return {"start": start, "end": start + len(signal["quote"]), "label": label}


def from_tool(task: dict[str, Any], tool: str, where: str) -> dict[str, Any]:
    """Return the labelled record of a tool's task; what a person rejected in Prodigy, or left out, is gone.

    Where nobody has marked the task yet (no list of labels, Prodigy's *ignore*) the record states no ``signals``, not none of them.

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
        if not isinstance(text, str) or not text.strip():
            raise ValueError("its text is none")
        stretches = _stretches(task, tool)
        # its places count the tool's own text
        signals = {} if stretches is None else {"signals": [_signal(text, *stretch) for stretch in stretches]}
        kept = {name: meta[name] for name in _KEPT if name in meta}
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        why = f"{error!r:.200}"
        raise InputError(f"{where}: not a task of {tool} ({why})", hint="export it with its labels") from None
    return {**kept, "text": clean(text), **signals}


def _stretches(task: dict[str, Any], tool: str) -> list[tuple[Any, Any, Any]] | None:
    """Return what is marked, from where to where and as what; None where nobody has looked."""
    if tool == "doccano":
        labels = task.get("label", task.get("labels"))
        return None if labels is None else [(start, end, label) for start, end, label in labels]
    if tool == "prodigy":
        answer = task.get("answer", "accept" if "spans" in task else "ignore")
        if answer == "ignore":
            return None
        spans = task.get("spans") or [] if answer == "accept" else []
        return [(span["start"], span["end"], span["label"]) for span in spans]
    if not task.get("annotations"):
        return None
    results = [result for done in task["annotations"] for result in done["result"]]
    values = [result["value"] for result in results if result["type"] == "labels"]
    for value in values:
        start, end = value["start"], value["end"]
        if "text" in value and value["text"] != task["data"]["text"][start:end]:
            raise ValueError("a label is not on the text that it names")
    return [(value["start"], value["end"], value["labels"][0]) for value in values]


def _signal(text: str, start: Any, end: Any, label: Any) -> dict[str, Any]:
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ValueError("a label does not lie in the text")
    kind, _, holder = label.partition(" ")
    driver, polarity = kind[:-2], kind[-2:]
    if driver not in DRIVERS or polarity not in _POLARITIES or not holder:
        raise ValueError(f"label {label[:40]!r} is not of the form 'payoff-1 MEX'")
    return {"driver": driver, "holder": holder, "polarity": _POLARITIES[polarity], "quote": clean(text[start:end])}


def read_tasks(path: Path, tool: str) -> Iterator[dict[str, Any] | Problem]:
    """Yield the labelled record of each task of a file, a JSON list or JSON Lines, and a problem for each that is none."""
    try:
        for place, task in _tasks(path):
            yield task if isinstance(task, Problem) else _record(task, tool, place)
    except StancesError as error:
        yield Problem(str(path), error)
    except OSError as error:
        yield Problem(str(path), InputError(f"{path}: {error.strerror or error}", hint="check the path"))


def _record(task: Any, tool: str, place: str) -> dict[str, Any] | Problem:
    try:
        return from_tool(parse_object(task, place) if isinstance(task, str) else task, tool, place)
    except StancesError as error:
        return Problem(place, error)


def _tasks(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield the place of each task, and the task, its line, or what is wrong with the file."""
    if path.name.endswith((".jsonl", ".jsonl.gz")):
        for item in raw_lines(path):
            yield (item.where, item) if isinstance(item, Problem) else item
        return
    with path.open("rb") as stream:
        text = decode(stream.read(MAX_BYTES + 1), str(path))
    if not text.lstrip().startswith("["):
        yield from ((f"{path}:{number}", line) for number, line in lines_of(text))
        return
    try:
        yield from ((f"{path}, task {number}", task) for number, task in enumerate(json.loads(text), 1))
    except (ValueError, RecursionError):
        raise InputError(f"{path}: not valid JSON", hint="a list of tasks, or one a line in a .jsonl file") from None


def make_tasks(path: Path, tool: str) -> Iterator[dict[str, Any] | Problem]:
    """Yield the task of each labelled article of a JSON Lines file, and a problem for each line that is none."""
    for item in raw_lines(path):
        if isinstance(item, Problem):
            yield item
            continue
        where, line = item
        try:
            yield to_tool(parse_object(line, where), tool, where)
        except StancesError as error:
            yield Problem(where, error)
