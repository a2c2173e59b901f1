"""What a request may be: its size, where it comes from, and the token that other machines must show."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

MAX_BODY = 1_000_000
"""Bytes of a request's body at most."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: with that a browser names no origin on a form of our own page either
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def problem(status: int, title: str, detail: str = "") -> Response:
    """Return an error as ``application/problem+json`` (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status_code=status, media_type="application/problem+json", headers=_HEADERS)


def refusal(request: Request, token: str | None) -> Response | None:
    """Return why a request is not served, or None.

    A form from another site carries that site's origin; a request without the token, where one is set, says so or shows a
    wrong one; a body must tell its length.
    """
    if token is not None and not _shows(request, token):
        return problem(401, "a token is needed", "send it as Authorization: Bearer …")
    if request.method != "POST":
        return None
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        return problem(403, "the request comes from another site", origin[:200])
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        return problem(411, "the body's length is needed")
    if int(length) > MAX_BODY:
        return problem(413, "the body is too large", f"{length} bytes, {MAX_BODY} at most")
    return None


def _shows(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(), token.encode())


async def guarded(request: Request, following: Callable[[Request], Awaitable[Response]], token: str | None) -> Response:
    """Serve a request within the limits, with the headers that keep a page from running or loading anything."""
    response = refusal(request, token) or await following(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
