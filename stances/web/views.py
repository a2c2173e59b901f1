"""The routes that show something: a negotiation over time, and the evaluation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from stances.errors import StancesError, UsageError
from stances.explain.track import track
from stances.model.rules import shipped_rules
from stances.reading.record import parse_object, to_article
from stances.report.track_page import to_html
from stances.road import predict
from stances.web.form import form_of, parse_days
from stances.web.page import inner
from stances.web.records import MAX_ARTICLES
from stances.web.shared import status_of, to
from stances.web.upload import numbered_lines, read_upload

if TYPE_CHECKING:
    from stances.records import Article
    from stances.web.shared import Shared


def view_routes(shared: Shared) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    _add_track(router, shared)
    _add_evaluation(router, shared)
    return router


def _add_track(router: APIRouter, shared: Shared) -> None:
    @router.get("/track")
    def empty() -> Response:
        return shared.page("track.html", here="/track", within=365)

    @router.post("/track")
    async def follow(request: Request) -> Response:
        fields, files = await form_of(request)
        try:
            within = parse_days(fields.get("within_days", ""))
            articles, problems = await _articles(files, shared)
            readings = [(await shared.slots.run(partial(predict, a, shared.model))).reading for a in articles]
            found = await shared.slots.run(partial(track, readings, shared.model, shipped_rules(), within=within))
        except StancesError as error:
            return shared.page("track.html", status_of(error), here="/track", within=365, error=str(error))
        return shared.page("track.html", here="/track", within=within, report=inner(to_html(found)), problems=problems)


async def _articles(files: list[tuple[bytes, str]], shared: Shared) -> tuple[list[Article], list[str]]:
    """Return the articles of some uploaded files, and what is wrong with those that are none."""
    found: list[Article] = []
    problems: list[str] = []
    for raw, name in files:
        try:
            if name.lower().endswith(".jsonl"):
                found += _lines(raw)
            else:
                read = await shared.slots.run(partial(read_upload, raw, name))
                found.append(read._replace(id=f"{len(found) + 1} {name[:100]}"))
        except StancesError as error:
            problems.append(str(error))
    if len(found) > MAX_ARTICLES:
        raise UsageError(f"these are {len(found)} articles", hint=f"{MAX_ARTICLES} at most")
    return found, problems


def _lines(raw: bytes) -> list[Article]:
    return [to_article(parse_object(line, where), where) for where, line in numbered_lines(raw)[: MAX_ARTICLES + 1]]


def _add_evaluation(router: APIRouter, shared: Shared) -> None:
    evaluation = shared.evaluation

    @router.get("/evaluation")
    def evaluated() -> Response:
        return shared.page(
            "evaluation.html", here="/evaluation", card=shared.model.card, report=inner(evaluation.result),
            error=evaluation.error, state="running" if evaluation.running else "",
        )  # fmt: skip

    @router.post("/evaluation")
    async def evaluate(request: Request) -> Response:
        fields, _ = await form_of(request)
        try:
            shared.check(fields)
        except StancesError as error:
            return shared.page(
                "evaluation.html", status_of(error), here="/evaluation", card=shared.model.card, error=str(error)
            )
        evaluation.start(shared.files.labels)
        return to("/evaluation")
