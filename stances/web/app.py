"""The application: a page that needs no script, and a JSON API over the same road as the command line."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from stances.errors import StancesError
from stances.model.artefact import load
from stances.web.api import api, first_of
from stances.web.evaluation import Evaluation
from stances.web.files import default_files
from stances.web.keeping import keeping_routes
from stances.web.limits import Guard, problem
from stances.web.pages import article_routes
from stances.web.shared import Shared, status_of
from stances.web.slots import Slots
from stances.web.views import view_routes

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

    from stances.web.files import Files


def create_app(model_name: str = "default", token: str | None = None, files: Files | None = None) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    model_name : str
        Name or folder of the model.
    token : str, optional
        What each request must show; needed where other machines can reach the server.
    files : Files, optional
        Where labels, queue and ledger lie; the user's own where they are left out.
    """
    model, slots, files = load(model_name), Slots(), files or default_files()
    app = FastAPI(title="stances", version="1", docs_url=None, redoc_url=None, description=__doc__)
    app.add_middleware(Guard, token=token)
    _add_errors(app)
    app.include_router(api(model, files, slots))
    shared = Shared(model, files, slots, secrets.token_urlsafe(24), Evaluation())
    for routes in (article_routes, keeping_routes, view_routes):
        app.include_router(routes(shared))
    return app


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(StancesError)
    async def wrong(_: Request, error: StancesError) -> Response:
        return problem(status_of(error), error.message, error.hint)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        return problem(422, "the request is not of the form", first_of(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        answer = problem(error.status_code, error.detail)
        answer.headers.update(error.headers or {})
        described = app.openapi()["paths"].get(request.url.path)
        if (
            error.status_code == 405 and described
        ):  # a path's methods stand in several routes, of which only one answers
            answer.headers["Allow"] = ", ".join(sorted(method.upper() for method in described))
        return answer
