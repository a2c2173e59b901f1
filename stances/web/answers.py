"""What the page and the API both do with an article: the same road as the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stances.errors import UsageError
from stances.explain.parts import parts_of
from stances.explain.what_if import changed
from stances.model.forecast import log_odds_of
from stances.model.hazard import logit
from stances.report.record import to_record
from stances.report.text import to_text
from stances.road import again

if TYPE_CHECKING:
    from stances.explain.what_if import Change
    from stances.model.artefact import Model
    from stances.records import Forecast


def after(before: Forecast, change: Change, model: Model) -> Forecast:
    """Return the forecast after a change.

    Raises
    ------
    UsageError
        If there is no forecast to change, or the change is impossible.
    """
    if before.likelihood is None:
        reason = before.reading.abstention
        raise UsageError("there is no forecast to change", hint=reason.message if reason else "")
    return again(before, changed(before.reading, change), model)


def explanation(given: Forecast) -> dict[str, Any]:
    """Return a forecast's record with its whole arithmetic and the text that ``stances explain`` prints."""
    found: dict[str, Any] = {"forecast": to_record(given), "text": to_text(given, full=True), "arithmetic": None}
    if given.likelihood:
        base = given.likelihood.base_rate
        parts = [{"part": name, "log_odds": value} for name, value in parts_of(given).items()]
        found["arithmetic"] = {"start": logit(base), "parts": parts, "total": log_odds_of(given)}
    return found
