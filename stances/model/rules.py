"""The rule layer: conditions over stage, signals and dates as data; each rule tells why it fired or what failed."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import DRIVERS, STAGES
from stances.errors import DataError
from stances.model.hazard import logit
from stances.records import RuleOutcome
from stances.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from stances.records import Reading

_KEYS = frozenset({"stage", "signal", "polarity", "absent", "one_party", "anchor", "within"})
_ANCHORS = frozenset({"meeting", "signing", "deadline", "expiry", "vote", "election"})
_MAX_RULES, _MAX_EFFECT = 200, 3.0


class Rule(NamedTuple):
    """One rule; exactly one of effect (log-odds), floor and cap (likelihoods) is set."""

    id: str
    when: tuple[dict[str, Any], ...]
    effect: float | None
    floor: float | None
    cap: float | None
    why: str
    source: str


def parse_rules(text: str, where: str) -> tuple[Rule, ...]:
    """Return the rules of one TOML text.

    Raises
    ------
    DataError
        Naming the rule and what is wrong with it.

    Examples
    --------
    >>> toml = '[[rule]]\\nid = "x"\\nwhen = [{ stage = ["broken"] }]\\neffect = -0.2\\nwhy = "w"\\nsource = "s"'
    >>> parse_rules(toml, "example")[0].effect
    -0.2
    """
    try:
        entries = tomllib.loads(text).get("rule", [])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(f"{where}: not valid TOML: {error}") from None
    if not isinstance(entries, list) or len(entries) > _MAX_RULES:
        raise DataError(f"{where}: expected at most {_MAX_RULES} [[rule]] tables")
    rules = tuple(_rule(entry, f"{where}, rule {number}") for number, entry in enumerate(entries, 1))
    twice = {rule.id for rule in rules if sum(rule.id == other.id for other in rules) > 1}
    if twice:
        raise DataError(f"{where}: two rules are called {', '.join(sorted(twice))}")
    return rules


def _rule(entry: dict[str, Any], where: str) -> Rule:
    given = [name for name in ("effect", "floor", "cap") if isinstance(entry.get(name), (int, float))]
    if len(given) != 1 or not all(isinstance(entry.get(k), str) and entry[k] for k in ("id", "why", "source")):
        raise DataError(f"{where}: expected id, why, source and one of effect, floor, cap")
    value = float(entry[given[0]])
    if not (abs(value) <= _MAX_EFFECT if given == ["effect"] else 0 < value < 1):
        raise DataError(f"{where}: {given[0]} {value} is out of range", hint="effect -3 to 3, floor and cap 0 to 1")
    when = entry.get("when")
    if not isinstance(when, list) or not when:
        raise DataError(f"{where}: expected a list of conditions in `when`")
    for condition in when:
        _check(condition, where)
    effect, floor, cap = (value if given == [k] else None for k in ("effect", "floor", "cap"))
    return Rule(entry["id"], tuple(when), effect, floor, cap, entry["why"], entry["source"])


def _check(condition: object, where: str) -> None:
    if not isinstance(condition, dict) or not condition or set(condition) - _KEYS:
        raise DataError(f"{where}: condition {condition!r} is not known", hint=f"keys: {', '.join(sorted(_KEYS))}")
    if not {"stage", "signal", "anchor"} & set(condition):
        raise DataError(f"{where}: condition {condition!r} names no stage, signal or anchor")
    if condition.get("signal", DRIVERS[0]) not in DRIVERS or condition.get("polarity", 1) not in (-1, 0, 1):
        raise DataError(f"{where}: condition {condition!r} names no driver and polarity of the codebook")
    for key, known in (("stage", STAGES), ("anchor", _ANCHORS)):
        values = condition.get(key, [])
        if not isinstance(values, list) or not set(map(str, values)) <= set(known):
            raise DataError(f"{where}: {key} takes a list of {', '.join(sorted(known))}")
    if not isinstance(condition.get("within", 1), int):
        raise DataError(f"{where}: within takes a number of days")


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules of ``data/rules/``."""
    return tuple(rule for path in sorted(shipped("data", "rules").glob("*.toml")) for rule in load_rules(path))


def load_rules(path: Path) -> tuple[Rule, ...]:
    """Return the rules of a file."""
    return parse_rules(path.read_text(encoding="utf-8"), path.name)


def failed_condition(rule: Rule, reading: Reading) -> str | None:
    """Return the first condition that does not hold, in words, or None where the rule fires."""
    bound = [c for c in rule.when if c.get("one_party")]
    for condition in rule.when:
        if not condition.get("one_party") and not _holds(condition, reading, None):
            return _words(condition)
    if bound and not any(all(_holds(c, reading, code) for c in bound) for code in reading.parties or ()):
        return f"a party with {' and '.join(_words(c) for c in bound)}"
    return None


def _holds(condition: dict[str, Any], reading: Reading, holder: str | None) -> bool:
    if "stage" in condition and reading.stage not in condition["stage"]:
        return False
    if "signal" in condition:
        stated = any(
            s.driver == condition["signal"] and s.polarity == condition.get("polarity", s.polarity)
            for s in reading.signals
            if holder is None or s.holder == holder
        )
        if stated == bool(condition.get("absent")):
            return False
    if "anchor" in condition:
        anchor = reading.anchor
        if anchor is None or anchor.kind not in condition["anchor"]:
            return False
        return (reading.days_ahead or 0) <= int(condition.get("within", 100_000))
    return True


def _words(condition: dict[str, Any]) -> str:
    parts = []
    if "stage" in condition:
        parts.append(f"stage {' or '.join(condition['stage']).replace('_', ' ')}")
    if "signal" in condition:
        sign = {1: "+", -1: "−", 0: "±"}[condition.get("polarity", 1)]
        parts.append(f"{'no ' if condition.get('absent') else ''}{condition['signal']} {sign}")
    if "anchor" in condition:
        within = f" within {condition['within']} days" if "within" in condition else ""
        parts.append(f"{' or '.join(condition['anchor'])} date{within}")
    return ", ".join(parts)


def apply_rules(rules: tuple[Rule, ...], reading: Reading, log_odds: float) -> tuple[RuleOutcome, ...]:
    """Return what each rule does to the log-odds: effects first, then floors and caps on what they gave.

    Parameters
    ----------
    rules : tuple of Rule
        The rule layer.
    reading : Reading
        What was read.
    log_odds : float
        Before the rules.
    """
    outcomes = []
    for rule in sorted(rules, key=lambda r: r.effect is None):
        failed = failed_condition(rule, reading)
        effect = 0.0
        if failed is None:
            if rule.effect is not None:
                effect = rule.effect
            elif rule.floor is not None:
                effect = max(0.0, logit(rule.floor) - log_odds)
            else:
                effect = min(0.0, logit(rule.cap or 0.5) - log_odds)
        log_odds += effect
        outcomes.append(RuleOutcome(rule.id, failed is None, effect, rule.why, failed, rule.source))
    return tuple(outcomes)
