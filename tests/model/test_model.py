import json
import shutil

import pytest

from stances.errors import DataError, ModelError, UsageError
from stances.model.artefact import load, locate
from stances.model.hazard import expit
from stances.model.rules import judge, outcomes, parse_rules, shipped_rules
from stances.records import Article, Reading, Signal, Span
from stances.road import predict

RULE = '[[rule]]\nid = "x"\nwhen = [{when}]\n{does}\nwhy = "w"\nsource = "s"'


def reading(stage="under_way", *signals):
    made = tuple(Signal(d, h, p, 0.5, "q", Span("text", 0, 1)) for d, h, p in signals)
    return Reading(Article("a", "t"), None, ("MEX", "USA"), stage=stage, signals=made)


def fired(*args):
    return {r.id for r in outcomes(judge(shipped_rules(), reading(*args)), 0.0) if r.fired}


def test_rules_fire_where_they_should():
    assert "agreement-in-principle" in fired("in_principle")
    assert "talks-broken-off" in fired("broken")
    assert "talks-broken-off" not in fired("broken", ("progress", "both", 1))
    assert "linkage-offered" in fired("under_way", ("linkage", "MEX", 1))
    assert "refusal-without-counter-signal" in fired("under_way", ("flexibility", "MEX", -1))
    counter = (("flexibility", "MEX", -1), ("flexibility", "MEX", 1))
    assert "refusal-without-counter-signal" not in fired("under_way", *counter)


def test_a_rule_that_did_not_fire_says_which_condition_failed():
    assert all(r.failed for r in outcomes(judge(shipped_rules(), reading()), 0.0) if not r.fired)


def test_floor_and_cap():
    floor = parse_rules(RULE.format(when='{ stage = ["under_way"] }', does="floor = 0.5"), "f")
    assert outcomes(judge(floor, reading()), -2.0)[0].effect == pytest.approx(2.0)
    assert outcomes(judge(floor, reading()), 1.0)[0].effect == 0.0


@pytest.mark.parametrize(
    ("when", "does"),
    [
        ("{ moon = 1 }", "effect = 1.0"),
        ('{ stage = ["asleep"] }', "effect = 1.0"),
        ('{ signal = "love" }', "effect = 1.0"),
        ('{ stage = ["broken"] }', "effect = 9.0"),
        ('{ stage = ["broken"] }', "floor = 1.5"),
        ('{ stage = ["broken"] }', ""),
    ],
)
def test_wrong_rules_are_refused(when, does):
    with pytest.raises(DataError):
        parse_rules(RULE.format(when=when, does=does), "f")


def test_a_changed_model_is_refused(tmp_path):
    folder = tmp_path / "m"
    shutil.copytree(locate("default"), folder)
    hazard = json.loads((folder / "hazard.json").read_text())
    hazard["alphas"][0] = 9
    (folder / "hazard.json").write_text(json.dumps(hazard))
    with pytest.raises(ModelError, match="SHA-256"):
        load(str(folder))


def test_another_protocol_is_refused(tmp_path):
    folder = tmp_path / "m"
    shutil.copytree(locate("default"), folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"protocol": 99}))
    with pytest.raises(ModelError, match="protocol 99"):
        load(str(folder))


def test_a_horizon_out_of_range_is_refused(seed, model):
    with pytest.raises(UsageError):
        predict(seed, model, within=5000)


def test_no_log_odds_make_a_likelihood_certain():
    assert 0 < expit(-1e9) < expit(1e9) < 1
