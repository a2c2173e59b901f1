"""Tasks of the annotation tools: refused, or a record that can be written, comes back as it was, and is read as a label."""

import json

from stances.errors import InputError
from stances.learning.exchange import TOOLS, from_tool, to_tool
from stances.learning.labels import parse_signals
from stances.reading.record import parse_object, to_article
from tests.fuzz.targets.laws import refusable

SEEDS = (
    b'{"text": "It is a cost.", "label": [[6, 12, "payoff-1 MEX"]], "meta": {"id": "1", "outcome": "none"}}',
    b'{"text": "It is a cost.", "labels": [[0, 2, "progress+0 both"]], "id": 4}',
    b'{"text": "It is a cost.", "spans": [{"start": 6, "end": 12, "label": "payoff-1 MEX"}], "answer": "accept", "meta": {"id": "1"}}',
    b'{"data": {"text": "It is a cost.", "id": "1"}, "annotations": [{"result": [{"type": "labels", "value": {"start": 6, "end": 12,'
    b' "text": "a cost", "labels": ["payoff-1 MEX"]}}]}]}',
)


def check(data: bytes) -> None:
    """Read the bytes as a task of each tool."""
    for tool in TOOLS:
        record = None
        with refusable():
            record = from_tool(parse_object(data.decode(errors="replace"), "a:1"), tool, "a:1")
            again = from_tool(json.loads(json.dumps(to_tool(record, tool))), tool, "a:1")
            assert again["text"] == record["text"]
            assert again.get("signals") == record.get("signals")
        if record:
            _read_as_label(record)


def _read_as_label(record: dict) -> None:
    """Hold that a quote which was marked is found again once the record is read; a holder may be no party's code."""
    try:
        article = to_article({"text": record["text"]}, "a:1")
    except InputError:
        return
    signals = [signal | {"holder": "both"} for signal in record.get("signals") or [] if signal["quote"].strip()]
    assert len(parse_signals(signals, article, "a:1")) == len(signals)
