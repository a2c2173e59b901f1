"""``stances serve``: the page and the JSON API."""

from __future__ import annotations

from typing import Annotated

import typer

from stances.cli.predict import ModelName

_CONNECTIONS = 160
"""More than may wait for a slot, so that who is too many is told so by the application."""
_LOCAL = ("127.0.0.1", "::1", "localhost")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on")] = 8765,
    token: Annotated[str | None, typer.Option(envvar="STANCES_TOKEN", help="What each request must show")] = None,
    model: ModelName = "default",
) -> None:
    """Serve the page and the JSON API on this machine; another address needs a token."""
    from stances.errors import UsageError

    if host not in _LOCAL and not token:
        raise UsageError(f"{host} can be reached from other machines", hint="give a --token, or listen on 127.0.0.1")
    try:
        import uvicorn

        from stances.web.app import create_app
    except ImportError as error:
        raise UsageError(
            f"serving needs {error.name}, which is not installed", hint="pip install 'stances[serve]'"
        ) from None
    app = create_app(model, token)
    uvicorn.run(app, host=host, port=port, log_level="warning", limit_concurrency=_CONNECTIONS)
