"""The rule layer: conditions over stage, signals and dates as data; each rule tells why it fired or what failed."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import DRIVERS, STAGES
from stances.errors import DataError
from stances.model.hazard import logit
from stances.records import RuleOutcome
from stances.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from stances.records import Reading

_KEYS = frozenset({"stage", "signal", "polarity", "absent", "one_party", "anchor", "within"})
_ANCHORS = frozenset({"meeting", "signing", "deadline", "expiry", "vote", "election"})
_MAX_RULES, _MAX_EFFECT = 200, 3.0
_MAX_DOTS = 200  # a line; the parser takes the square of a dotted key's length, an hour for one that fills a file
_MAX_BYTES, _MAX_TEXT, _MAX_SHOWN, _MAX_WHY, _MAX_DAYS = 1_000_000, 500, 60, 200, 10_000


class Rule(NamedTuple):
    """One rule; exactly one of effect (log-odds), floor and cap (likelihoods) is set."""

    id: str
    when: tuple[dict[str, Any], ...]
    effect: float | None
    floor: float | None
    cap: float | None
    why: str
    source: str


Failed = tuple[dict[str, Any], ...]
"""Conditions of a rule that do not hold; none where it fires."""

Judged = tuple[Rule, Failed]
"""A rule and what fails of it in a reading."""

Stated = set[tuple[str, int | None, str | None]]
"""Drivers of a reading's signals with sense and holder, each of the two also left open."""


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
    if any(line.count(".") > _MAX_DOTS for line in text.split("\n")):
        raise DataError(f"{where}: a line with more than {_MAX_DOTS} dots", hint="a key takes none")
    try:
        entries = tomllib.loads(text).get("rule", [])
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: not valid TOML: {str(error)[:_MAX_WHY]}") from None
    if not isinstance(entries, list) or len(entries) > _MAX_RULES:
        raise DataError(f"{where}: expected at most {_MAX_RULES} [[rule]] tables")
    rules = tuple(_rule(entry, f"{where}, rule {number}") for number, entry in enumerate(entries, 1))
    twice = next((name for name, number in Counter(rule.id for rule in rules).items() if number > 1), None)
    if twice is not None:
        raise DataError(f"{where}: two rules are called {_short(twice)}")
    return rules


def _rule(entry: Any, where: str) -> Rule:
    if not isinstance(entry, dict) or not all(_is_text(entry.get(name)) for name in ("id", "why", "source")):
        raise DataError(f"{where}: expected id, why and source, each a line of at most {_MAX_TEXT} characters")
    given = [name for name in ("effect", "floor", "cap") if type(entry.get(name)) in (int, float)]
    if len(given) != 1:
        raise DataError(f"{where}: expected a number for one of effect, floor, cap")
    value = entry[given[0]]
    if not (abs(value) <= _MAX_EFFECT if given == ["effect"] else 0 < value < 1):
        raise DataError(
            f"{where}: {given[0]} {_short(value)} is out of range", hint="effect -3 to 3, floor and cap 0 to 1"
        )
    value = float(value)
    when = entry.get("when")
    if not isinstance(when, list) or not when:
        raise DataError(f"{where}: expected a list of conditions in `when`")
    for condition in when:
        _check(condition, where)
    effect, floor, cap = (value if given == [k] else None for k in ("effect", "floor", "cap"))
    return Rule(entry["id"], tuple(when), effect, floor, cap, entry["why"], entry["source"])


def _check(condition: object, where: str) -> None:
    if not isinstance(condition, dict) or not condition or set(condition) - _KEYS:
        raise DataError(f"{where}: {_short(condition)} is no condition", hint=f"keys: {', '.join(sorted(_KEYS))}")
    if not {"stage", "signal", "anchor"} & set(condition):
        raise DataError(f"{where}: condition {_short(condition)} names no stage, signal or anchor")
    polarity = condition.get("polarity", 1)
    if condition.get("signal", DRIVERS[0]) not in DRIVERS or type(polarity) is not int or polarity not in (-1, 0, 1):
        raise DataError(f"{where}: condition {_short(condition)} names no driver and polarity of the codebook")
    for key, known in (("stage", STAGES), ("anchor", _ANCHORS)):
        values = condition.get(key, known)
        if key in condition and not (isinstance(values, list) and values and all(_is_one_of(v, known) for v in values)):
            raise DataError(f"{where}: {key} takes a list of {', '.join(sorted(known))}")
    days = condition.get("within", 0)
    if type(days) is not int or not 0 <= days <= _MAX_DAYS:
        raise DataError(f"{where}: within takes a number of days, 0 to {_MAX_DAYS}")
    if not all(isinstance(condition.get(key, True), bool) for key in ("absent", "one_party")):
        raise DataError(f"{where}: absent and one_party take true or false")


def _is_one_of(value: object, known: Collection[str]) -> bool:
    return isinstance(value, str) and value in known


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _MAX_TEXT and value.isprintable()


def _short(value: object) -> str:
    try:
        text = repr(value)
    except ValueError:  # an integer of more digits than Python writes
        return "of thousands of digits"
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules of ``data/rules/``."""
    return tuple(rule for path in sorted(shipped("data", "rules").glob("*.toml")) for rule in load_rules(path))


def load_rules(path: Path) -> tuple[Rule, ...]:
    """Return the rules of a file.

    Raises
    ------
    DataError
        If it is too large, no text, or not valid.
    """
    with path.open("rb") as stream:
        raw = stream.read(_MAX_BYTES + 1)
    if len(raw) > _MAX_BYTES:
        raise DataError(f"{path.name}: larger than 1 MB", hint="split it")
    try:
        return parse_rules(raw.decode(), path.name)
    except UnicodeDecodeError:
        raise DataError(f"{path.name}: not UTF-8 text") from None


def _failed(rule: Rule, reading: Reading, stated: Stated) -> Failed:
    """Return the conditions that do not hold: the first one, or all that one party would have to meet."""
    bound = []
    for condition in rule.when:
        if condition.get("one_party"):
            bound.append(condition)
        elif not _holds(condition, reading, stated, None):
            return (condition,)
    if bound and not any(all(_holds(c, reading, stated, code) for c in bound) for code in reading.parties or ()):
        return tuple(bound)
    return ()


def _stated(reading: Reading) -> Stated:
    found: set[tuple[str, int | None, str | None]] = set()
    for s in reading.signals:
        found.update((s.driver, p, h) for p in (s.polarity, None) for h in (s.holder, None))
    return found


def _holds(condition: dict[str, Any], reading: Reading, stated: Stated, holder: str | None) -> bool:
    if "stage" in condition and reading.stage not in condition["stage"]:
        return False
    if "signal" in condition:
        asked = (condition["signal"], condition.get("polarity"), holder)
        if (asked in stated) == bool(condition.get("absent")):
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


def judge(rules: tuple[Rule, ...], reading: Reading) -> list[Judged]:
    """Return each rule with the conditions that fail, in the order in which they count: effects, then floors and caps."""
    stated = _stated(reading)
    return [(rule, _failed(rule, reading, stated)) for rule in sorted(rules, key=lambda r: r.effect is None)]


def log_odds_after(judged: list[Judged], log_odds: float) -> float:
    """Return the log-odds after all rules that fire."""
    return log_odds + sum(effect for _, _, effect in _effects(judged, log_odds))


def _effects(judged: list[Judged], log_odds: float) -> Iterator[tuple[Rule, Failed, float]]:
    for rule, failed in judged:
        effect = 0.0 if failed else _effect(rule, log_odds)
        log_odds += effect
        yield rule, failed, effect


def _effect(rule: Rule, log_odds: float) -> float:
    if rule.effect is not None:
        return rule.effect
    if rule.floor is not None:
        return max(0.0, logit(rule.floor) - log_odds)
    return min(0.0, logit(rule.cap or 0.5) - log_odds)


def outcomes(judged: list[Judged], log_odds: float) -> tuple[RuleOutcome, ...]:
    """Return what each rule does to the log-odds: effects first, then floors and caps on what they gave.

    Parameters
    ----------
    judged : list
        The rules with what fails of each, from ``judge``.
    log_odds : float
        Before the rules.
    """
    return tuple(
        RuleOutcome(rule.id, not failed, effect, rule.why, _in_words(failed) if failed else None, rule.source)
        for rule, failed, effect in _effects(judged, log_odds)
    )


def _in_words(failed: Failed) -> str:
    told = " and ".join(map(_words, failed))
    return f"a party with {told}" if failed[0].get("one_party") else told
