"""A rule file: refused, or rules that can be judged on any reading and told in words, with bounded effects."""

from datetime import date, timedelta

from stances.codebook import STAGES
from stances.model.rules import _MAX_EFFECT, judge, log_odds_after, outcomes, parse_rules
from stances.records import Anchor, Article, Reading, Signal, Span
from tests.fuzz.targets.laws import refusable

SEEDS = (
    b'[[rule]]\nid = "a"\nwhen = [{ stage = ["broken", "stalled"] }, { signal = "linkage", polarity = 1, one_party = true }]\n'
    b'effect = -0.2\nwhy = "w"\nsource = "s"\n',
    b'[[rule]]\nid = "b"\nwhen = [{ anchor = ["election", "vote"], within = 60 }, { signal = "payoff", absent = true }]\n'
    b'floor = 0.1\nwhy = "w"\nsource = "s"\n[[rule]]\nid = "c"\nwhen = [{ signal = "payoff", polarity = 0 }]\ncap = 0.9\n'
    b'why = """w"""\nsource = \'s\' # c\n',
    b'[[rule]]\nid = "a\\u00e9"\nwhen = [{ stage = [0xff, 1e3, nan, 1979-05-27] }]\neffect = inf\n[a.b]\nc = {d = [1, [2]]}\n',
)

_DAY = date(2018, 5, 17)
_SPAN = Span("text", 0, 1)
_SIGNALS = (
    Signal("payoff", "MEX", -1, 0.5, "q", _SPAN), Signal("linkage", "USA", 1, 0.5, "q", _SPAN),
    Signal("progress", "both", 0, 0.5, "q", _SPAN),
)  # fmt: skip
_BARE = Reading(Article("a", "t"), _DAY, ("MEX", "USA"))
_READINGS = tuple(
    _BARE._replace(stage=stage, signals=signals, anchor=anchor)
    for stage, signals, anchor in zip(
        STAGES[:4],
        ((), _SIGNALS, _SIGNALS[:1], _SIGNALS),
        (None, Anchor(_DAY + timedelta(9), "vote"), None, None),
        strict=True,
    )
)


def check(data: bytes) -> None:
    """Parse the text as ``load_rules`` does, and judge what comes out."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    with refusable():
        rules = parse_rules(text, "a.toml")
        for reading in _READINGS:
            judged = judge(rules, reading)
            told = outcomes(judged, 0.5)
            assert len(told) == len(rules)
            assert all(
                abs(rule.effect) <= _MAX_EFFECT for rule in told if rules and _given(rules, rule.id).effect is not None
            )
            assert abs(log_odds_after(judged, 0.5)) < 1e4


def _given(rules, name):
    return next(rule for rule in rules if rule.id == name)
