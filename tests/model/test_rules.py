"""The rule layer: what a rule asks, what it does, and what is said of a wrong one."""

from datetime import date

import pytest

from stances.errors import DataError
from stances.model.hazard import logit
from stances.model.rules import judge, load_rules, log_odds_after, outcomes, parse_rules, shipped_rules
from stances.records import Anchor, Article, Reading, Signal, Span

DAY = date(2018, 5, 17)
KEYS = "keys: absent, anchor, one_party, polarity, signal, stage, within"
STAGES = "broken, called_for, in_principle, narrowing, scheduled, stalled, under_way"
ANCHORS = "deadline, election, expiry, meeting, signing, vote"


def rule(when='{ stage = ["broken"] }', does="effect = -0.5", name="x", why="w", source="s"):
    return f'[[rule]]\nid = "{name}"\nwhen = [{when}]\n{does}\nwhy = "{why}"\nsource = "{source}"\n'


def reading(*kinds, stage="under_way", anchor=None, parties=("MEX", "USA")):
    signals = tuple(Signal(d, h, p, 0.5, "q", Span("text", 0, 1)) for d, h, p in kinds)
    return Reading(Article("a", "t"), DAY, parties, stage=stage, signals=signals, anchor=anchor)


def outcome(text, given):
    (found,) = outcomes(judge(parse_rules(text, "f"), given), 0.0)
    return found


def failed(when, given):
    return outcome(rule(when), given).failed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule = 1", "f: expected at most 200 [[rule]] tables"),
        ("".join(rule(name=f"x{n}") for n in range(201)), "f: expected at most 200 [[rule]] tables"),
        (rule(name="b") * 2 + rule(name="a") * 2 + rule(name="c"), "f: two rules are called 'b'"),
        ("rule = [1]", "f, rule 1: expected id, why and source, each a line of at most 500 characters"),
        (
            rule() + rule(name="y" * 501),
            "f, rule 2: expected id, why and source, each a line of at most 500 characters",
        ),
        (rule(does=""), "f, rule 1: expected a number for one of effect, floor, cap"),
        (rule(does="cap = 0.5\nfloor = 0.1"), "f, rule 1: expected a number for one of effect, floor, cap"),
        (rule(does="effect = 3.01"), "f, rule 1: effect 3.01 is out of range (effect -3 to 3, floor and cap 0 to 1)"),
        (rule(does="floor = 1.0"), "f, rule 1: floor 1.0 is out of range (effect -3 to 3, floor and cap 0 to 1)"),
        (rule(does="cap = 0"), "f, rule 1: cap 0 is out of range (effect -3 to 3, floor and cap 0 to 1)"),
        (
            rule(does=f"effect = {'9' * 61}"),
            f"f, rule 1: effect {'9' * 60}… is out of range (effect -3 to 3, floor and cap 0 to 1)",
        ),
        (
            rule(does=f"effect = 0x{'9' * 5000}"),
            "f, rule 1: effect of thousands of digits is out of range (effect -3 to 3, floor and cap 0 to 1)",
        ),
        (rule(when=""), "f, rule 1: expected a list of conditions in `when`"),
        (rule(when="1"), f"f, rule 1: 1 is no condition ({KEYS})"),
        (rule(when="{}"), f"f, rule 1: {{}} is no condition ({KEYS})"),
        (rule(when="{ stage = [], moon = 1 }"), f"f, rule 1: {{'stage': [], 'moon': 1}} is no condition ({KEYS})"),
        (rule(when="{ within = 3 }"), "f, rule 1: condition {'within': 3} names no stage, signal or anchor"),
        (
            rule(when='{ signal = "love" }'),
            "f, rule 1: condition {'signal': 'love'} names no driver and polarity of the codebook",
        ),
        (
            rule(when='{ signal = "payoff", polarity = 2 }'),
            "f, rule 1: condition {'signal': 'payoff', 'polarity': 2} names no driver and polarity of the codebook",
        ),
        (rule(when='{ stage = ["asleep"] }'), f"f, rule 1: stage takes a list of {STAGES}"),
        (rule(when="{ stage = [] }"), f"f, rule 1: stage takes a list of {STAGES}"),
        (rule(when='{ anchor = ["vote", "ball"] }'), f"f, rule 1: anchor takes a list of {ANCHORS}"),
        (
            rule(when='{ anchor = ["vote"], within = 10001 }'),
            "f, rule 1: within takes a number of days, 0 to 10000",
        ),
        (
            rule(when='{ signal = "payoff", absent = 1 }'),
            "f, rule 1: absent and one_party take true or false",
        ),
        (
            rule(when='{ signal = "payoff", one_party = "no" }'),
            "f, rule 1: absent and one_party take true or false",
        ),
    ],
)
def test_what_is_said_of_a_wrong_rule(text, said):
    with pytest.raises(DataError) as error:
        parse_rules(text, "f")
    assert str(error.value) == said


def test_what_is_just_within_bounds_is_taken():
    assert len(parse_rules("".join(rule(name=f"x{n}") for n in range(200)), "f")) == 200
    assert parse_rules(rule(name="y" * 500), "f")[0].id == "y" * 500
    assert [r.effect for v in ("3", "-3") for r in parse_rules(rule(does=f"effect = {v}"), "f")] == [3.0, -3.0]
    assert parse_rules(rule(when='{ anchor = ["vote"], within = 10000 }'), "f")
    assert parse_rules(rule(when='{ anchor = ["vote"], within = 0 }'), "f")
    every = ", ".join(f'"{stage}"' for stage in STAGES.split(", "))
    assert parse_rules(rule(when=f"{{ stage = [{every}] }}"), "f")
    assert parse_rules("", "f") == ()


def test_a_rule_keeps_what_it_says():
    (given,) = parse_rules(rule('{ stage = ["broken"] }, { signal = "payoff", polarity = -1 }', "cap = 0.25"), "f")
    assert given == ("x", ({"stage": ["broken"]}, {"signal": "payoff", "polarity": -1}), None, None, 0.25, "w", "s")


def test_what_is_no_toml_is_said_so():
    with pytest.raises(DataError, match=r"^f: not valid TOML: "):
        parse_rules("[[rule", "f")


def test_a_file_of_rules(tmp_path):
    path = tmp_path / "r.toml"
    path.write_text(rule(why="grün"), encoding="utf-8")
    assert load_rules(path)[0].why == "grün"
    path.write_bytes(rule().encode().ljust(1_000_000))
    assert load_rules(path)[0].id == "x"
    path.write_bytes(rule().encode().ljust(1_000_001))
    with pytest.raises(DataError) as error:
        load_rules(path)
    assert str(error.value) == "r.toml: larger than 1 MB (split it)"
    path.write_bytes(b"\xff")
    with pytest.raises(DataError) as error:
        load_rules(path)
    assert str(error.value) == "r.toml: not UTF-8 text"


def test_the_shipped_rules_are_read():
    assert {"linkage-offered", "talks-broken-off"} <= {given.id for given in shipped_rules()}


def test_a_stage_is_one_of_those_named():
    when = '{ stage = ["in_principle", "broken"] }'
    assert failed(when, reading(stage="broken")) is None
    assert failed(when, reading(stage="stalled")) == "stage in principle or broken"


def test_a_signal_is_asked_for_in_a_sense_or_in_any():
    favourable, unfavourable = reading(("payoff", "MEX", 1)), reading(("payoff", "MEX", -1))
    assert failed('{ signal = "payoff", polarity = 1 }', favourable) is None
    assert failed('{ signal = "payoff", polarity = 1 }', unfavourable) == "payoff +"
    assert failed('{ signal = "payoff", polarity = -1 }', favourable) == "payoff −"
    assert failed('{ signal = "payoff", polarity = 0 }', favourable) == "payoff ±"
    assert failed('{ signal = "payoff" }', unfavourable) is None
    assert failed('{ signal = "linkage" }', unfavourable) == "linkage +"


def test_a_signal_may_be_asked_to_be_absent():
    when = '{ signal = "payoff", polarity = -1, absent = true }'
    assert failed(when, reading(("payoff", "MEX", 1))) is None
    assert failed(when, reading(("payoff", "MEX", -1))) == "no payoff −"


def test_a_date_is_of_a_kind_and_near():
    when = '{ anchor = ["meeting", "vote"], within = 30 }'
    assert failed(when, reading(anchor=Anchor(date(2018, 6, 16), "vote"))) is None
    assert failed(when, reading(anchor=Anchor(date(2018, 6, 17), "vote"))) == "meeting or vote date within 30 days"
    assert failed(when, reading(anchor=Anchor(date(2018, 6, 1), "expiry"))) == "meeting or vote date within 30 days"
    assert failed(when, reading()) == "meeting or vote date within 30 days"
    anytime = '{ anchor = ["vote"] }'
    assert failed(anytime, reading(anchor=Anchor(date(2020, 5, 1), "vote"))) is None
    assert failed(anytime, reading()) == "vote date"
    undated = reading(anchor=Anchor(date(2018, 6, 1), "vote"))._replace(as_of=None)
    assert failed('{ anchor = ["vote"], within = 0 }', undated) is None


def test_all_that_a_condition_names_must_hold():
    when = '{ stage = ["broken"], signal = "payoff", anchor = ["vote"] }'
    whole = reading(("payoff", "MEX", 1), stage="broken", anchor=Anchor(DAY, "vote"))
    assert failed(when, whole) is None
    said = "stage broken, payoff +, vote date"
    assert failed(when, whole._replace(stage="stalled")) == said
    assert failed(when, whole._replace(signals=())) == said
    assert failed(when, whole._replace(anchor=None)) == said


def test_the_first_condition_that_fails_is_named():
    when = '{ signal = "payoff" }, { signal = "linkage" }, { signal = "pressure" }'
    assert failed(when, reading(("payoff", "MEX", 1))) == "linkage +"


def test_one_party_must_meet_all_that_is_asked_of_one():
    when = '{ signal = "payoff", one_party = true }, { signal = "linkage", polarity = -1, one_party = true }'
    assert failed(when, reading(("payoff", "USA", 1), ("linkage", "USA", -1))) is None
    assert failed(when, reading(("payoff", "USA", 1), ("linkage", "MEX", -1))) == "a party with payoff + and linkage −"
    assert failed(when, reading(("payoff", "both", 1), ("linkage", "both", -1))) is not None
    assert failed(when, reading(("payoff", "USA", 1), parties=None)) is not None
    free = '{ signal = "payoff", one_party = true }, { stage = ["broken"] }'
    assert failed(free, reading(("payoff", "USA", 1))) == "stage broken"


def test_effects_count_before_floors_and_caps_whatever_their_order():
    text = (
        rule('{ stage = ["under_way"] }', "floor = 0.5", "floor")
        + rule('{ stage = ["under_way"] }', "effect = -1.5", "effect")
        + rule('{ stage = ["broken"] }', "effect = 3", "never")
        + rule('{ stage = ["under_way"] }', "cap = 0.2", "cap", "why", "who")
    )
    judged = judge(parse_rules(text, "f"), reading())
    found = outcomes(judged, 0.5)
    assert [r.id for r in found] == ["effect", "never", "floor", "cap"]
    assert [r.fired for r in found] == [True, False, True, True]
    assert [r.effect for r in found] == pytest.approx([-1.5, 0.0, 1.0, logit(0.2)])
    assert found[-1] == ("cap", True, found[-1].effect, "why", None, "who")
    assert log_odds_after(judged, 0.5) == pytest.approx(logit(0.2))


@pytest.mark.parametrize(
    ("does", "before", "effect"),
    [("floor = 0.5", 0.2, 0.0), ("floor = 0.5", -0.2, 0.2), ("cap = 0.5", 0.2, -0.2), ("cap = 0.8", 0.2, 0.0)],
)
def test_a_floor_lifts_and_a_cap_lowers_and_neither_does_else(does, before, effect):
    (found,) = outcomes(judge(parse_rules(rule('{ stage = ["under_way"] }', does), "f"), reading()), before)
    assert found.effect == pytest.approx(effect)


def test_a_condition_on_one_party_may_ask_for_the_stage_too():
    when = '{ signal = "payoff", stage = ["broken"], one_party = true }'
    stated = ("payoff", "MEX", 1)
    assert not failed(when, reading(stated, stage="broken"))
    assert failed(when, reading(stated, stage="stalled"))


@pytest.mark.parametrize("line", ["{key} = 1", "[{key}]", "x = {{ {key} = 1 }}", '"\u2028".{key} = 1'])
def test_a_key_of_many_parts_is_refused_before_it_is_parsed(line, monkeypatch):
    """The parser takes the square of its length: a file of 1 MB took an hour."""
    monkeypatch.setattr("tomllib.loads", None)
    with pytest.raises(DataError, match="a line with more than 200 dots"):
        parse_rules(rule() + line.format(key=".".join("a" * 202)), "f")


def test_a_line_may_have_200_dots():
    assert len(parse_rules(f"# {'.' * 200}\n{rule(why='.' * 200)}", "f")) == 1
