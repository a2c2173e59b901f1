"""What the routes of the page share, and how they answer."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import HTMLResponse, RedirectResponse, Response

from stances.errors import InputError, StancesError, UsageError
from stances.web.slots import BusyError
from stances.web.templating import html

if TYPE_CHECKING:
    from stances.model.artefact import Model
    from stances.web.evaluation import Evaluation
    from stances.web.files import Files
    from stances.web.form import Fields
    from stances.web.slots import Slots


class ForgedError(StancesError):
    """A form that changes something does not come from a page of this server."""


class Shared(NamedTuple):
    """The model, the files, the slots to compute in, the mark of our own forms, and the evaluation."""

    model: Model
    files: Files
    slots: Slots
    csrf: str
    evaluation: Evaluation

    def check(self, fields: Fields) -> None:
        """Hold that a form comes from a page of this server, started as it runs now.

        Raises
        ------
        ForgedError
            If it does not bear the mark that our pages give it.
        """
        if not hmac.compare_digest(fields.get("csrf", "").encode(), self.csrf.encode()):
            raise ForgedError("the form is not from a page of this server", hint="open the page again")

    def page(self, template: str, status: int = 200, /, **fields: object) -> Response:
        """Return a page."""
        return HTMLResponse(html(template, csrf=self.csrf, **fields), status_code=status)


def status_of(error: StancesError) -> int:
    """Return the status of an error: the sender's mistake, a server that is busy, or ours."""
    if isinstance(error, BusyError):
        return 429
    if isinstance(error, ForgedError):
        return 403
    return 422 if isinstance(error, (UsageError, InputError)) else 500


def to(where: str) -> Response:
    """Return a redirect that a browser follows with GET, so that going back sends nothing twice."""
    return RedirectResponse(where, status_code=303)
