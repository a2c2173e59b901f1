"""The article's routes: read, review, suppose. Nothing here needs a script."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from stances.errors import StancesError
from stances.learning.queue import read_queue
from stances.learning.review import reviewed
from stances.road import again, predict
from stances.web.answers import after
from stances.web.form import Fields, form_of, parse
from stances.web.page import Answer, page_of
from stances.web.seeds import seeds
from stances.web.shared import status_of
from stances.web.static import STATIC
from stances.web.upload import read_upload

if TYPE_CHECKING:
    from stances.model.artefact import Model
    from stances.records import Article
    from stances.web.files import Files
    from stances.web.shared import Shared


def article_routes(shared: Shared) -> APIRouter:
    """Return the routes of the article's page and of what it loads."""
    router = APIRouter(include_in_schema=False)

    @router.get("/static/{name}")
    def static(name: str) -> Response:
        kind, content = STATIC.get(name, ("text/plain", ""))
        return Response(content, 200 if content else 404, media_type=kind)

    @router.get("/")
    def start(seed: str = "", queued: str = "") -> Response:
        article = _chosen(seed, queued, shared.files)
        error = "there is no such article" if article is None and (seed or queued) else ""
        fields = fields_of(article) if article else {}
        return shared.page("article.html", 404 if error else 200, **page_of(fields, None), error=error)

    @router.post("/")
    async def ask(request: Request) -> Response:
        fields, uploads = await form_of(request)
        try:
            for raw, name in uploads[:1]:
                read = await shared.slots.run(partial(read_upload, raw, name))
                fields |= {name: value for name, value in fields_of(read).items() if value or name == "id"}
            answer = await shared.slots.run(partial(answer_to, fields, shared.model))
        except StancesError as error:
            return shared.page("article.html", status_of(error), **page_of(fields, None), error=str(error))
        return shared.page("article.html", **page_of(fields, answer))

    return router


def _chosen(seed: str, queued: str, files: Files) -> Article | None:
    """Return one of our own articles or one of the queue by its name, which is looked up and never opened."""
    return seeds().get(seed) or next((one for one in read_queue(files.queue) if queued and one.id == queued), None)


def fields_of(article: Article) -> Fields:
    """Return what stands in the form for an article."""
    return {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "date": article.date.isoformat() if article.date else "",
        "parties": " ".join(article.parties or ()),
    }


def answer_to(fields: Fields, model: Model) -> Answer:
    """Return the forecast that a form asks for: as read, after the review, and after the change.

    Raises
    ------
    StancesError
        If the form cannot be answered.
    """
    asked = parse(fields)
    read = predict(asked.article, model, within=asked.within)
    if read.likelihood is None:
        return Answer(asked, read, read, None, [])
    reading, places = reviewed(read.reading, asked.verdicts, asked.added)
    before = again(read, reading, model) if asked.verdicts or asked.added else read
    return Answer(asked, read, before, after(before, asked.change, model) if asked.supposes else None, places)
