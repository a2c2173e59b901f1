"""The application: a page that needs no script, and a JSON API over the same road as the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Form, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from stances.codebook import STAGES
from stances.errors import InputError, StancesError, UsageError
from stances.explain.what_if import changed
from stances.model.artefact import load
from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.report.record import to_record
from stances.road import predict
from stances.web.limits import guarded, problem
from stances.web.page import render
from stances.web.records import MAX_TEXT, ArticleIn, ChangeIn, WhatIfIn, day_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from stances.model.artefact import Model
    from stances.records import Forecast

Text = Annotated[str, Form(max_length=MAX_TEXT)]
Short = Annotated[str, Form(max_length=2000)]


def create_app(model_name: str = "default", token: str | None = None) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    model_name : str
        Name or folder of the model.
    token : str, optional
        What each request must show; needed where other machines can reach the server.
    """
    model = load(model_name)
    app = FastAPI(title="stances", version="1", docs_url=None, redoc_url=None)

    @app.middleware("http")
    async def guard(request: Request, following: Callable[[Request], Awaitable[Response]]) -> Response:
        return await guarded(request, following, token)

    @app.exception_handler(StancesError)
    async def wrong(_: Request, error: StancesError) -> Response:
        status = 422 if isinstance(error, (UsageError, InputError)) else 500
        return problem(status, error.message, error.hint)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return problem(422, "the request is not of the form", f"{'.'.join(map(str, first['loc']))}: {first['msg']}")

    _add_api(app, model)
    _add_page(app, model)
    return app


def _add_api(app: FastAPI, model: Model) -> None:
    @app.get("/health")
    def health() -> dict[str, str]:
        """Say that the server is up, and with which model."""
        return {"status": "ok", "model": model.card.fingerprint}

    @app.get("/v1/models")
    def models() -> list[dict[str, Any]]:
        """Return the model that answers."""
        return [model.card._asdict()]

    @app.post("/v1/predict")
    def predict_one(given: ArticleIn) -> dict[str, Any]:
        """Return the forecast record of an article."""
        return to_record(_forecast(given, model))

    @app.post("/v1/what-if")
    def what_if(given: WhatIfIn) -> dict[str, Any]:
        """Return the forecast records before and after a change."""
        before = _forecast(given.article, model)
        after = _after(before, given.change, model)
        return {"before": to_record(before), "after": to_record(after)}


def _forecast(given: ArticleIn, model: Model) -> Forecast:
    return predict(given.article(), model, within=given.within_days)


def _after(before: Forecast, given: ChangeIn, model: Model) -> Forecast:
    if before.likelihood is None:
        raise UsageError("there is no forecast to change", hint="see its reason")
    reading = changed(before.reading, given.change())
    return forecast(reading, model, shipped_rules(), within=before.likelihood.within_days)


def _add_page(app: FastAPI, model: Model) -> None:
    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def empty() -> str:
        return render(ArticleIn(text="-"), None, error="", fresh=True)

    @app.post("/", response_class=HTMLResponse, include_in_schema=False)
    async def ask(
        text: Text = "", title: Short = "", date: Short = "", parties: Short = "", within_days: Short = "365",
        stage: Short = "", change: Short = "", drop: Short = "",
    ) -> Response:  # fmt: skip
        fields = (text, title, date, parties, within_days, stage, change, drop)
        body, status = await run_in_threadpool(_answer, model, *fields)
        return HTMLResponse(body, status_code=status)


def _answer(
    model: Model, text: str, title: str, date: str, parties: str, within_days: str, stage: str, change: str, drop: str
) -> tuple[str, int]:
    given = ArticleIn(text=text or "-", title=title)
    try:
        if not text.strip():
            raise UsageError("there is no text", hint="paste an article")
        if not within_days.isdigit():
            raise UsageError(f"the horizon {within_days[:20]!r} is no number of days")
        codes = [code for code in parties.replace(",", " ").split() if code]
        given = ArticleIn(
            text=text,
            title=title,
            date=day_of(date),
            parties=codes or None,
            within_days=min(int(within_days[:5]), 1825),
        )
        before = _forecast(given, model)
        wish = ChangeIn(set=change.split(), drop=drop.split(), stage=stage if stage in STAGES else None)
        after = _after(before, wish, model) if wish.set or wish.drop or wish.stage else None
        return render(given, (before, after), error=""), 200
    except (StancesError, ValueError) as error:
        message = str(error) if isinstance(error, StancesError) else "the form is not understood"
        return render(given, None, error=message, fresh=not text.strip()), 422
