"""A rule file is data of somebody else's: it is wholly valid or refused, and never half understood."""

import pytest

GOOD = 'id = "x"\nwhen = [{ stage = ["broken"] }]\neffect = -0.2\nwhy = "w"\nsource = "s"\n'


def rule(**changes):
    """Return the TOML of one rule with some fields changed; None takes one out."""
    fields = {
        "id": '"x"', "when": '[{ stage = ["broken"] }]', "effect": "-0.2", "why": '"w"', "source": '"s"'
    } | changes  # fmt: skip
    return "[[rule]]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items() if value is not None)


def when(condition):
    return rule(when=f"[{condition}]")


HOSTILE = {
    "not TOML": "hello",
    "a pickle": "\x80\x04\x95",
    "an open table": "[[rule",
    "an open string": '[[rule]]\nid = "x',
    "JSON": '{"rule": []}',
    "YAML tag": "!!python/object/apply:os.system ['id']",
    "a rule that is text": 'rule = "x"',
    "a rule that is a number": "rule = 1",
    "a rule that is one table": "[rule]\n" + GOOD,
    "rules that are numbers": "rule = [1, 2]",
    "rules that are texts": 'rule = ["x"]',
    "rules that are lists": "rule = [[[]]]",
    "deep lists": "rule = " + "[" * 100_000,
    "deep lists, closed": "rule = " + "[" * 5_000 + "]" * 5_000,
    "deep tables": "rule = " + "{a=" * 50_000,
    "deep dotted key": "[[rule]]\n" + ".".join("a" * 20_000) + " = 1",
    "deep condition": when("{ stage = " + "[" * 400 + "]" * 400 + " }"),
    "a key twice": "[[rule]]\nid = 1\nid = 2",
    "a million rules": "[[rule]]\n" * 300_000,
    "201 rules": "".join(rule(id=f'"x{n}"') for n in range(201)),
    "one name twice": rule() + rule(),
    "a huge file": "# " + "x" * 3_000_000,
    "a huge name": rule(id='"' + "x" * 200_000 + '"', effect="99"),
    "a huge condition": when('{ signal = "' + "x" * 200_000 + '" }'),
    "a condition with an escape": rule(when='["\\u001b[2J"]'),
    "a condition of two lines": rule(when='["a\\nb"]'),
    "a stage of thousands of digits": when("{ stage = [0x" + "f" * 5_000 + "] }"),
    "a stage that is a list": when("{ stage = [[]] }"),
    "an anchor that is a table": when("{ anchor = [{}] }"),
    "a huge key twice": "[" + "k" * 200_000 + "]\n" + "[" + "k" * 200_000 + "]",
    "two hundred names twice": "".join(rule(id=f'"{n % 100:0400}"') for n in range(200)),
    "a huge key": when("{ " + "k" * 200_000 + " = 1 }"),
    "a name with an escape": rule(id='"\\u001b[31m"'),
    "a name with a newline": rule(id='"a\\nb"'),
    "a reason with an escape": rule(why='"\\u001b[2J"'),
    **{f"no {name}": rule(**{name: None}) for name in ("id", "when", "effect", "why", "source")},
    **{f"{name} is a number": rule(**{name: "1"}) for name in ("id", "when", "why", "source")},
    **{f"{name} is empty": rule(**{name: '""'}) for name in ("id", "when", "why", "source")},
    **{
        f"effect {value}": rule(effect=value)
        for value in ("nan", "inf", "-inf", "3.1", "-9", "true", '"1"', "[]", "{}")
    },
    "a long effect": rule(effect="9" * 400),
    "a longer effect": rule(effect="9" * 5_000),
    "effect 1e999": rule(effect="1e999"),
    **{
        f"floor {value}": rule(effect=None, floor=value) for value in ("0", "1", "-1", "2", "nan", "inf", "true", '"x"')
    },
    **{f"cap {value}": rule(effect=None, cap=value) for value in ("0", "1", "-1", "2", "nan", "inf", "true", '"x"')},
    "effect and cap": rule(cap="0.5"),
    "floor and cap": rule(effect=None, floor="0.2", cap="0.5"),
    "no condition": rule(when="[]"),
    "an empty condition": when("{}"),
    "a condition that is text": when('"stage"'),
    "a condition that is a list": when("[]"),
    "a condition on another rule (a cycle)": when('{ rule = "x" }'),
    "code": when("{ eval = \"__import__('os')\" }"),
    "an unknown key": when('{ stage = ["broken"], weekday = 1 }'),
    "polarity alone": when("{ polarity = 1 }"),
    "an unknown stage": when('{ stage = ["asleep"] }'),
    "a stage in capitals": when('{ stage = ["BROKEN"] }'),
    "a stage that is text": when('{ stage = "broken" }'),
    "a stage that is a number": when("{ stage = [1] }"),
    "a stage that is a table": when("{ stage = [{}] }"),
    "no stage": when("{ stage = [] }"),
    "an unknown anchor": when('{ anchor = ["birthday"] }'),
    "an anchor that is text": when('{ anchor = "vote" }'),
    "no anchor": when("{ anchor = [] }"),
    "an unknown signal": when('{ signal = "weather" }'),
    "a signal that is a list": when('{ signal = ["linkage"] }'),
    "a signal that is a table": when("{ signal = {} }"),
    "a signal that is a number": when("{ signal = 1 }"),
    **{
        f"polarity {value}": when(f'{{ signal = "linkage", polarity = {value} }}')
        for value in ("2", "nan", '"1"', "[]", "true", "0.5")
    },
    **{
        f"within {value}": when(f'{{ anchor = ["vote"], within = {value} }}')
        for value in ('"1"', "1.5", "-1", "true", "[]", "inf", "9" * 30)
    },
    **{
        f"{name} {value}": when(f'{{ signal = "linkage", {name} = {value} }}')
        for name in ("absent", "one_party")
        for value in ('"yes"', "1", "[]")
    },
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_wrong_rule_file_is_refused(stances, tmp_path, kind):
    path = tmp_path / "rules.toml"
    path.write_text(HOSTILE[kind], encoding="latin-1")
    stances("rules", "check", path).refused(1)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"\x00" * 99, b"\x1f\x8b\x08", b"id = '\xff'"])
def test_a_rule_file_of_other_bytes_is_refused(stances, tmp_path, raw):
    path = tmp_path / "rules.toml"
    path.write_bytes(raw)
    stances("rules", "check", path).refused(1)


@pytest.mark.parametrize("target", ["missing", "/dev/zero", ".", "rules.toml"])
def test_a_rule_file_that_is_no_file_is_refused(stances, tmp_path, target):
    (tmp_path / "rules.toml").symlink_to(target)
    stances("rules", "check", tmp_path / "rules.toml").refused(3)


def test_the_pattern_of_all_these_is_valid(stances, tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text(rule())
    assert stances("rules", "check", path).code == 0
