"""The JSON API: the commands of the terminal for other programs."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from stances.errors import InputError, StancesError, UsageError
from stances.explain.track import track
from stances.learning.labels import add_lines, check_labels, read_store
from stances.model.rules import shipped_rules
from stances.reading.record import lines_of, parse_object
from stances.report.record import to_record
from stances.report.track import to_json as track_to_json
from stances.road import predict
from stances.web.answers import after, explanation
from stances.web.records import EXAMPLE, ArticleIn, LabelsIn, ProblemOut, TrackIn, WhatIfIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from stances.model.artefact import Model
    from stances.records import Forecast
    from stances.web.files import Files
    from stances.web.slots import Slots

_PROBLEM = {"content": {"application/problem+json": {"schema": ProblemOut.model_json_schema()}}}
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"description": "The body is no JSON", **_PROBLEM},
    401: {"description": "The token is missing or wrong", **_PROBLEM},
    403: {"description": "The request comes from another site", **_PROBLEM},
    408: {"description": "The body did not come in time", **_PROBLEM},
    413: {"description": "The body is too large", **_PROBLEM},
    422: {"description": "The request is not of the form, or asks for what cannot be", **_PROBLEM},
    429: {"description": "Too many requests wait", **_PROBLEM},
}
_LINES = "application/x-ndjson"


def api(model: Model, files: Files, slots: Slots) -> APIRouter:
    """Return the routes of the API."""
    router = APIRouter(responses=_ERRORS)
    _add_state(router, model, files)
    _add_forecasts(router, model, slots)
    _add_batch(router, model, slots)
    return router


def _forecast(given: ArticleIn, model: Model) -> Forecast:
    return predict(given.article(), model, within=given.within_days)


def _add_state(router: APIRouter, model: Model, files: Files) -> None:
    @router.get("/health")
    def health() -> dict[str, str]:
        """Say that the server is up, and with which model."""
        return {"status": "ok", "model": model.card.fingerprint}

    @router.get("/v1/models")
    def models() -> list[dict[str, Any]]:
        """Return the model that answers."""
        return [model.card._asdict()]

    @router.get("/v1/labels")
    def labels() -> dict[str, Any]:
        """Count the labelled articles, and say what is doubtful about them."""
        found, problems = read_store(files.labels)
        findings = [f._asdict() for f in check_labels(found)]
        return {"labels": len(found), "problems": [str(p.error) for p in problems], "findings": findings}

    @router.post("/v1/labels")
    def keep_labels(given: LabelsIn) -> dict[str, Any]:
        """Keep labelled articles, each once; what cannot be learned from is left out and named."""
        lines = [
            (f"labels[{i}]", label.model_dump_json(exclude={"by", "within_days"}, exclude_none=True))
            for i, label in enumerate(given.labels)
        ]
        added, findings, problems = add_lines(files.labels, lines)
        left_out = [{"where": f.where, "why": f"{f.code}: {f.message}"} for f in findings]
        return {"added": added, "left_out": [*left_out, *({"where": p.where, "why": str(p.error)} for p in problems)]}


def _add_forecasts(router: APIRouter, model: Model, slots: Slots) -> None:
    @router.post("/v1/predict")
    async def predict_one(given: ArticleIn) -> dict[str, Any]:
        """Return the forecast record of an article."""
        return await slots.run(lambda: to_record(_forecast(given, model)))

    @router.post("/v1/explain")
    async def explain(given: ArticleIn) -> dict[str, Any]:
        """Return the forecast record, each part of its log-odds, and the explanation as text."""
        return await slots.run(lambda: explanation(_forecast(given, model)))

    @router.post("/v1/what-if")
    async def what_if(given: WhatIfIn) -> dict[str, Any]:
        """Return the forecast records before and after a change."""

        def both() -> dict[str, Any]:
            before = _forecast(given.article, model)
            return {"before": to_record(before), "after": to_record(after(before, given.change.change(), model))}

        return await slots.run(both)

    @router.post("/v1/track")
    async def follow(given: TrackIn) -> dict[str, Any]:
        """Return the likelihood over time, and what moved it."""
        made = [await slots.run(partial(_forecast, one, model)) for one in given.articles]
        readings = [one.reading for one in made]
        found = await slots.run(lambda: track(readings, model, shipped_rules(), within=given.within_days))
        return dict(json.loads(track_to_json(found)))


def _add_batch(router: APIRouter, model: Model, slots: Slots) -> None:
    example = json.dumps(EXAMPLE)
    answer = {
        "description": "A forecast record or an error a line",
        "content": {_LINES: {"schema": {"type": "string"}}},
    }
    takes = {
        "required": True,
        "content": {_LINES: {"schema": {"type": "string", "pattern": r"\S"}, "example": f"{example}\n"}},
    }

    @router.post(
        "/v1/batch", responses={200: answer}, openapi_extra={"requestBody": takes}, response_class=StreamingResponse
    )
    async def batch(request: Request) -> StreamingResponse:
        """Return a line for each line: the forecast record of its article, or what is wrong with it."""
        text = (await request.body()).decode("utf-8", "replace")
        if not text.strip():
            raise UsageError("there is no line", hint='a line is {"id", "date", "title", "text"}')
        return StreamingResponse(_answers(text, model, slots), media_type=_LINES)


async def _answers(text: str, model: Model, slots: Slots) -> AsyncIterator[str]:
    for number, line in lines_of(text):
        answer = await slots.run(partial(_line, line, number, model))
        yield json.dumps(answer, ensure_ascii=False) + "\n"


def _line(line: str, number: int, model: Model) -> dict[str, Any]:
    where = f"line {number}"
    try:
        given = ArticleIn.model_validate(parse_object(line, where))
        return to_record(_forecast(given, model))
    except StancesError as error:
        return {"status": "error", "where": where, "message": error.message, "hint": error.hint}
    except ValueError as error:
        return {"status": "error", "where": where, "message": str(InputError(first_of(error))), "hint": ""}


def first_of(error: Any) -> str:
    """Return the first thing that is wrong with a request, in one line."""
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
