"""The article's page: its form, below it the report, and what can be supposed, reviewed and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from stances.codebook import DRIVERS, STAGES
from stances.context.actors import names
from stances.explain.what_if import ANCHOR_KINDS
from stances.records import BOTH
from stances.report.html import to_html
from stances.web.form import MAX_ADDED, mark
from stances.web.records import MAX_TEXT
from stances.web.seeds import seeds

if TYPE_CHECKING:
    from stances.learning.review import Place
    from stances.records import Forecast, Signal
    from stances.web.form import Asked, Fields


class Answer(NamedTuple):
    """What a form asked for: the forecast as read, after the review, and after the change where one was supposed."""

    asked: Asked
    read: Forecast
    before: Forecast
    after: Forecast | None
    places: list[Place]


def inner(report: str) -> Markup:
    """Return the content of a report's page, which our own report module has escaped."""
    return Markup(report.partition("<main>")[2].rpartition("</main>")[0])


def page_of(fields: Fields, answer: Answer | None) -> dict[str, Any]:
    """Return what the template of the article's page needs.

    Parameters
    ----------
    fields : dict
        What stands in the form.
    answer : Answer, optional
        The forecast, where one was asked for.
    """
    page: dict[str, Any] = {"here": "/", "fields": fields, "seeds": list(seeds()), "answer": None, "max_text": MAX_TEXT}
    if answer is None:
        return page
    shown = answer.after or answer.before
    page |= {"answer": True, "mark": mark(answer.asked.article), "report": inner(to_html([shown]))}
    if answer.before.likelihood:
        page |= _workbench(answer)
    return page


def _workbench(answer: Answer) -> dict[str, Any]:
    reading, given = answer.before.reading, bool(answer.asked.verdicts or answer.asked.added)
    holders = {**{code: names()[code] for code in reading.parties or ()}, BOTH: "both"}
    rows = [_read_row(i, signal, answer) for i, signal in enumerate(answer.read.reading.signals)]
    rows += [_added_row(i, answer) for i in range(len(answer.asked.added))]
    free = len(answer.asked.added)
    return {
        "before": answer.before.likelihood,
        "after": answer.after.likelihood if answer.after else None,
        "as_read": answer.read.likelihood,
        "reviewed": given,
        "rows": rows,
        "new_row": _row(f"a{free}", "", "", BOTH, 1, "") if free < MAX_ADDED else None,
        "rows_of_signals": " ".join(_key(place) for place in answer.places),
        "levers": _levers(reading.signals, holders),
        "holders": holders,
        "drivers": DRIVERS,
        "stages": STAGES,
        "stage": reading.stage,
        "kinds": ANCHOR_KINDS,
    }


def _key(place: Place) -> str:
    kind, number = place
    return f"a{number}" if kind == "added" else str(number)


def _row(key: str, quote: str, driver: str, holder: str, polarity: int, verdict: str) -> dict[str, Any]:
    return {"key": key, "quote": quote, "driver": driver, "holder": holder, "polarity": polarity, "verdict": verdict}


def _read_row(number: int, signal: Signal, answer: Answer) -> dict[str, Any]:
    said = next((v for v in answer.asked.verdicts if v.number == number), None)
    if said is None:
        return _row(str(number), signal.quote, signal.driver, signal.holder, signal.polarity, "")
    verdict = "right" if said.right else "wrong"
    return _row(str(number), signal.quote, said.driver, said.holder, said.polarity, verdict)


def _added_row(number: int, answer: Answer) -> dict[str, Any]:
    added = answer.asked.added[number]
    return {**_row(f"a{number}", added.quote, added.driver, added.holder, added.polarity, "right"), "added": True}


def _levers(signals: tuple[Signal, ...], holders: dict[str, str]) -> list[dict[str, str]]:
    stated = sorted({(s.driver, s.holder) for s in signals}, key=lambda one: (one[1], one[0]))
    return [
        {"name": f"lever-{driver}:{holder}", "text": f"{driver.replace('_', ' ')}, {holders[holder]}"}
        for driver, holder in stated
        if holder in holders
    ]
