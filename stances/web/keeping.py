"""The routes that keep something: labelled articles, the queue, the ledger. Each of their forms bears our mark."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from stances.errors import StancesError, UsageError
from stances.learning.labels import add_lines, check_labels, read_store
from stances.learning.queue import put, ranked, read_queue
from stances.learning.review import to_record
from stances.ledger.book import entries, keep, marks, resolve
from stances.reading.dates import parse_day
from stances.reading.record import parse_object, to_article
from stances.road import predict
from stances.web.form import form_of
from stances.web.page import page_of
from stances.web.pages import answer_to, fields_of
from stances.web.shared import status_of, to
from stances.web.upload import numbered_lines

if TYPE_CHECKING:
    from stances.records import Article, Forecast
    from stances.web.files import Files
    from stances.web.form import Fields
    from stances.web.page import Answer
    from stances.web.shared import Shared

RANKED = 100
"""Articles of the queue that are ranked at once."""

MAX_LINES = 1000
"""Articles of a file that go into the queue at once."""


def keeping_routes(shared: Shared) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    _add_labels(router, shared)
    _add_queue(router, shared)
    _add_ledger(router, shared)
    return router


def _add_labels(router: APIRouter, shared: Shared) -> None:
    @router.get("/labels")
    def labels(saved: str = "") -> Response:
        found, problems = read_store(shared.files.labels)
        return shared.page(
            "labels.html", here="/labels", labels=found, findings=check_labels(found), file=shared.files.labels,
            wrong=[str(problem.error) for problem in problems], done="The article is saved." if saved else "",
        )  # fmt: skip

    @router.post("/labels")
    async def save(request: Request) -> Response:
        fields, _ = await form_of(request)
        answer = None
        try:
            shared.check(fields)
            answer = await shared.slots.run(partial(answer_to, fields, shared.model))
            return to(save_article(fields, answer, shared.files))
        except StancesError as error:
            return shared.page("article.html", status_of(error), **page_of(fields, answer), error=str(error))


def save_article(fields: Fields, answer: Answer, files: Files) -> str:
    """Save an article with its reviewed signals: with what followed among the labels, without it into the queue.

    Raises
    ------
    StancesError
        If what is given is no label, or it is there already.
    """
    record = to_record(answer.before.reading, reviewed=bool(answer.asked.verdicts or answer.asked.added))
    outcome = fields.get("outcome", "")
    if not outcome:
        if not put(files.queue, [record]):
            raise UsageError("the article is in the queue already", hint="say what followed to label it")
        return "/queue?saved=1"
    record |= {"outcome": outcome, "outcome_date" if outcome == "agreed" else "censor_date": fields.get("outcome-day")}
    if fields.get("episode", "").strip():
        record["episode"] = fields["episode"].strip()[:100]
    added, findings, problems = add_lines(files.labels, [("this article", json.dumps(record, ensure_ascii=False))])
    if problems:
        raise problems[0].error
    if not added:
        raise UsageError(f"the article is not saved: {findings[0].code}: {findings[0].message}")
    return "/labels?saved=1"


def _add_queue(router: APIRouter, shared: Shared) -> None:
    @lru_cache(maxsize=2000)
    def forecast_of(article: Article) -> Forecast:
        return predict(article, shared.model)

    @router.get("/queue")
    async def queue(saved: str = "") -> Response:
        done = f"{saved} put into the queue." if saved.isdigit() else ""
        return await shown(200, done=done)

    async def shown(status: int, **fields: str) -> Response:
        known, _ = read_store(shared.files.labels)
        labelled = {label.article.id for label in known}
        open_ones = [one for one in read_queue(shared.files.queue) if one.id not in labelled]
        waiting = await shared.slots.run(partial(ranked, open_ones[:RANKED], forecast_of))
        left = max(len(open_ones) - RANKED, 0)
        return shared.page("queue.html", status, here="/queue", waiting=waiting, left=left, **fields)

    @router.post("/queue")
    async def add(request: Request) -> Response:
        fields, files = await form_of(request)
        try:
            shared.check(fields)
            if not files:
                raise UsageError("no file was sent", hint="choose one")
            added = put(shared.files.queue, records_of(files[0][0]))
        except StancesError as error:
            return await shown(status_of(error), error=str(error))
        return to(f"/queue?saved={added}")


def records_of(raw: bytes) -> list[dict[str, Any]]:
    """Return the records of a file of articles, each checked; one that is none spoils the file, so that nothing is lost unseen."""
    lines = numbered_lines(raw)
    if len(lines) > MAX_LINES:
        raise UsageError(f"the file has {len(lines)} lines", hint=f"{MAX_LINES} at most")
    return [_record(line, where) for where, line in lines]


def _record(line: str, where: str) -> dict[str, Any]:
    fields = parse_object(line, where)
    if not fields.get("id"):
        raise UsageError(f"{where}: an article of the queue needs its id")
    article = to_article(fields, where)
    record: dict[str, Any] = {**fields_of(article), "parties": list(article.parties or ())}
    return {name: value for name, value in record.items() if value}


def _add_ledger(router: APIRouter, shared: Shared) -> None:
    def shown(status: int = 200, **fields: str) -> Response:
        kept = entries(shared.files.ledger)
        order = sorted(kept, key=lambda entry: (entry.outcome is not None, entry.due, entry.key))
        scored = marks(kept, date.today())
        return shared.page("ledger.html", status, here="/ledger", entries=order, marks=scored, **fields)

    @router.get("/ledger")
    def ledger(saved: str = "") -> Response:
        return shown(done="The ledger has it." if saved else "")

    @router.post("/ledger")
    async def add(request: Request) -> Response:
        fields, _ = await form_of(request)
        try:
            shared.check(fields)
            answer = await shared.slots.run(partial(answer_to, fields, shared.model))
            added, without = keep(shared.files.ledger, [answer.before])
            if without:
                raise UsageError("only the forecast of a dated article can be kept", hint="give its day")
            if not added:
                raise UsageError("the ledger has this forecast already")
        except StancesError as error:
            return shown(status_of(error), error=str(error))
        return to("/ledger?saved=1")

    @router.post("/ledger/resolve")
    async def settle(request: Request) -> Response:
        fields, _ = await form_of(request)
        try:
            shared.check(fields)
            lesser = fields.get("outcome") == "substitute"
            outcome = "none" if lesser else fields.get("outcome", "")
            day = parse_day(fields.get("day", ""), "the day")
            resolve(shared.files.ledger, fields.get("key", ""), outcome, day, date.today(), substitute=lesser)
        except StancesError as error:
            return shown(status_of(error), error=str(error))
        return to("/ledger?saved=1")
