"""What a request may be: its size and time, where it comes from, and the token that other machines must show."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 1_000_000
"""Bytes of a request's body at most."""

MAX_FILE = 10_500_000
"""Bytes at most where a file or many articles may come: one article of the reader's limit, and the form around it."""

BODY_SECONDS = 20
"""Time in which a body must have come."""

_LARGE = ("/", "/track", "/queue", "/v1/batch", "/v1/track")
_LOCAL = ("127.0.0.1", "localhost", "::1")

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: with that a browser names no origin on a form of our own page either
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def problem(status: int, title: str, detail: str = "") -> Response:
    """Return an error as ``application/problem+json`` (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    headers = {"Retry-After": "5"} if status == 429 else {}
    if status == 401:
        headers["WWW-Authenticate"] = 'Basic realm="stances"'
    return JSONResponse(body, status_code=status, media_type="application/problem+json", headers=headers)


def refusal(request: Request, token: str | None) -> Response | None:
    """Return why a request is not served, or None.

    Without a token the server is this machine's own, so that a request for another name comes from a page that pointed its
    name here. A form from another site carries that site's origin.
    """
    if token is not None and not _shows(request, token):
        return problem(401, "a token is needed", "send it as Authorization: Bearer …, or as the password of any user")
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    if token is None and host not in _LOCAL:
        return problem(403, "this server answers on this machine only", "start it with a token for others")
    if request.method in ("GET", "HEAD"):
        return None
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        return problem(403, "the request comes from another site", origin[:200])
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return problem(403, "the request comes from another site")
    return None


def _shows(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8", "replace").partition(":")[2]
        except binascii.Error:
            return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


class _TooLarge(Exception):
    """The body has more bytes than it may."""


class Guard:
    """Serves a request within the limits, with the headers that keep a page from running or loading anything foreign.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    token : str, optional
        What each request must show.
    """

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = refusal(Request(scope), self.token)
        if refused is None and scope["method"] not in ("GET", "HEAD"):
            received = await _received(scope, receive)
            if isinstance(received, Response):
                refused = received
            else:
                receive = _replay(received, receive)
        await (refused or self.app)(scope, receive, with_headers)


async def _received(scope: Scope, receive: Receive) -> bytes | Response:
    most = MAX_FILE if scope["path"] in _LARGE else MAX_BODY
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _body(Request(scope), receive, most)
    except _TooLarge:
        return problem(413, "the body is too large", f"{most} bytes at most")
    except TimeoutError:
        return problem(408, "the body did not come in time", f"{BODY_SECONDS} seconds at most")


async def _body(request: Request, receive: Receive, most: int) -> bytes:
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length[:12]) > most:
        raise _TooLarge
    parts, total = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        total += len(part)
        if total > most:
            raise _TooLarge
        parts.append(part)
        if message["type"] != "http.request" or not message.get("more_body"):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again
