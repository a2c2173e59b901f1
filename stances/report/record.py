"""The forecast record of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stances.context.actors import names
from stances.context.background import background
from stances.explain.precedents import precedents
from stances.explain.summary import summary

if TYPE_CHECKING:
    from stances.records import Forecast, Likelihood, Signal

SCHEMA_VERSION = 1


def to_record(given: Forecast) -> dict[str, Any]:
    """Return a forecast as an object of the contract, with numbers rounded to six digits where they need not add up."""
    reading = given.reading
    return {
        "schema_version": SCHEMA_VERSION,
        "id": reading.article.id,
        "title": reading.article.title,
        "as_of": reading.as_of.isoformat() if reading.as_of else None,
        "status": "abstained" if given.likelihood is None else "forecast",
        "reason": {"code": r.code, "message": r.message} if (r := reading.abstention) else None,
        "summary": summary(given),
        "parties": _parties(given),
        "issue": reading.issue,
        "stage": reading.stage,
        "stage_shares": dict(reading.stage_shares),
        "issue_shares": dict(reading.issue_shares),
        "scope": reading.scope,
        "anchor": {"date": a.date.isoformat(), "kind": a.kind} if (a := reading.anchor) else None,
        "likelihood": _likelihood(given.likelihood) if given.likelihood else None,
        "signals": [_signal(s) for s in reading.signals],
        "drivers": [
            {
                "driver": c.driver, "holder": c.holder, "polarity": c.polarity, "contribution": c.contribution,
                "source": c.source, "evidence": list(c.evidence),
            }
            for c in given.contributions
        ],
        "rules": [
            {"id": r.id, "fired": r.fired, "effect": r.effect, "why": r.why, "failed": r.failed} for r in given.rules
        ],
        "what_would_change": [{"change": lever.change, "p": lever.p} for lever in given.levers],
        "precedents": _precedents(given),
        "context": background(reading) if given.likelihood else {},
        "notes": list(given.notes),
        "model": {"name": m.name, "version": m.version, "fingerprint": m.fingerprint} if (m := given.model) else None,
    }  # fmt: skip


def _parties(given: Forecast) -> list[dict[str, Any]]:
    stated = {s.code: {"score": s.score, "label": s.label} for s in given.stances}
    return [{"code": code, "name": names()[code], "stance": stated.get(code)} for code in given.reading.parties or ()]


def _precedents(given: Forecast) -> list[dict[str, Any]]:
    return [
        {
            "name": p.case.name, "year": p.case.year, "outcome": p.case.outcome, "similarity": p.similarity, "why": p.why,
        }
        for p in (precedents(given.reading) if given.likelihood else ())
    ]  # fmt: skip


def _likelihood(likelihood: Likelihood) -> dict[str, Any]:
    return {
        "within_days": likelihood.within_days,
        "p": likelihood.p,
        "low": likelihood.low,
        "high": likelihood.high,
        "level": likelihood.level,
        "base_rate": likelihood.base_rate,
        "curve": [{"days": c.days, "p": c.p, "low": c.low, "high": c.high} for c in likelihood.curve],
    }


def _signal(signal: Signal) -> dict[str, Any]:
    return {
        "driver": signal.driver,
        "holder": signal.holder,
        "polarity": signal.polarity,
        "strength": signal.strength,
        "quote": signal.quote,
        "field": signal.span.field,
        "start": signal.span.start,
        "end": signal.span.end,
    }
