"""The codebook: drivers, stages, issues and scopes, and what the literature expects of each driver."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from stances.resources import shipped

DRIVERS = (
    "linkage", "payoff", "pressure", "inducement", "outside_option", "priority", "election", "ratification",
    "constituency", "progress", "flexibility", "deadline", "seniority", "mediation", "precedent", "relations",
    "commitment",
)  # fmt: skip
"""Names of the drivers; what each says and is expected to do stands in ``data/codebook.toml``."""

STAGES = ("called_for", "scheduled", "under_way", "narrowing", "in_principle", "stalled", "broken")
SCOPES = ("grand", "sectoral", "narrow")
ISSUES = (
    "trade", "tariff", "security", "arms_control", "nuclear", "peace", "ceasefire", "territory", "migration", "energy",
    "finance_debt", "sanctions", "detainees", "environment", "fisheries", "transport", "technology", "recognition",
    "withdrawal", "health", "other",
)  # fmt: skip
ARTICLE_KINDS = ("no", "ongoing", "concluded")
SIGNAL_KINDS = tuple(f"{driver}{polarity:+d}" for driver in DRIVERS for polarity in (-1, 1))
"""The kinds of signal that are told apart: each driver in either sense."""


class Driver(NamedTuple):
    """A driver's meaning and its prior effect.

    ``says`` holds the short wording of the favourable and the unfavourable sense; ``positive`` and ``negative`` are the
    prior means in log-odds of the hazard; ``sign`` is +1 where the literature agrees on the direction, else 0.
    """

    group: str
    says: tuple[str, str]
    positive: float
    negative: float
    sign: int
    source: str


@cache
def drivers() -> dict[str, Driver]:
    """Return the drivers by name, in the order of the codebook.

    Examples
    --------
    >>> drivers()["linkage"].group
    'incentives'
    """
    table = tomllib.loads(shipped("data", "codebook.toml").read_text(encoding="utf-8"))
    return {name: Driver(**{**table[name], "says": tuple(table[name]["says"])}) for name in DRIVERS}
