import json
import re
from collections import Counter

import numpy as np
import pytest
from sklearn.base import clone

from stances.learning import evaluation, fresh, hazard_fit
from stances.learning.ablation import CHOICES, CODED, FAMILIES, choosing, coded_in, family, without
from stances.learning.challengers import CHALLENGERS, boosting, logistic, of_texts
from stances.learning.evaluate import hazard_predictor, horizon_only
from stances.learning.hazard_fit import design
from stances.learning.scoring import HORIZONS
from stances.learning.table import FEATURES, read_table
from stances.report.evaluation import to_html, to_record, to_text
from stances.resources import shipped


@pytest.fixture(scope="module")
def cases():
    return read_table(shipped("data", "outcomes.csv"))


@pytest.fixture(scope="module")
def done(cases):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fresh, "read_table", lambda path: cases[::8])
        return evaluation.evaluate([], challengers=True)


def test_it_says_what_it_rests_on_and_puts_ours_beside_the_others(done, cases):
    assert (done.cases, done.pairs) == (len(cases[::8]), len({c.pair for c in cases[::8]}))
    names = [row.name for row in done.rows]
    assert names[:3] == ["stances", "horizon only", "issue rate"]
    assert set(CHALLENGERS) <= set(names)
    assert done.rows[1].skill == (0, 0, 0)
    assert sum(i.score.cases for i in done.issues) == done.cases


def test_text_json_and_page_say_the_same(done):
    skill = f"{done.rows[0].skill.value:+.3f}"
    assert f"mean skill {skill}" in to_text(done)
    assert skill in to_html(done)
    record = json.loads(json.dumps(to_record(done)))
    assert record["rows"][0]["mean_skill"]["value"] == done.rows[0].skill.value
    assert [s["horizon"] for s in record["rows"][0]["scores"]] == list(HORIZONS)


def test_the_page_stands_alone(done):
    page = to_html(done)
    assert page == to_html(done)
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert page.count("<svg") == 4
    hostile = done._replace(remarks=("<script>alert(1)</script>",))
    assert "<script" not in to_html(hostile)


@pytest.mark.parametrize("make", [logistic, boosting])
def test_a_challenger_has_the_estimators_interface(make, cases):
    x, days, weight = design(cases[::4])
    model = clone(make()).fit(x, days, weight)
    said = np.array([model.within(x, horizon) for horizon in (30, 90, 180, 365)])
    assert (np.diff(said, axis=0) >= 0).all(), "a longer horizon is no less likely"
    assert model.predict(x) == pytest.approx(model.within(x, 365))


def test_boosting_moves_only_to_the_side_that_the_literature_sees(cases):
    x, days, weight = design(cases)
    model = boosting().fit(x, days, weight)
    more = x.copy()
    more[:, FEATURES.index("flexibility+")] += 1
    assert (model.within(more, 365) >= model.within(x, 365)).all()


def test_words_fall_back_to_the_rate_where_no_text_is_at_hand(cases):
    train, test = cases[::2], cases[1::2]
    assert of_texts({})(train, test)[90] == pytest.approx(horizon_only(train, test)[90])
    texts = {case.id: "they sign" if case.days > 0 else "they quarrel" for case in cases[:-1]}
    said = of_texts(texts)(train, test)[365]
    assert said[[i for i, c in enumerate(test) if 0 < c.days <= 365]].min() > 0.5


def test_a_family_left_out_is_gone(cases):
    assert {family(name) for name in FEATURES} | {"date"} == set(FAMILIES)
    case = next(case for case in cases if case.ahead is not None)
    assert without(case, "date").ahead is None
    assert not [name for name in without(case, "drivers").features if family(name) == "drivers"]
    assert without(case, "issue").issue == "other"
    assert without(case, *CHOICES["stage and date"]).features.keys() <= {
        "stage:called_for",
        "stage:advanced",
        "stage:held_up",
    }


def test_families_are_chosen_inside_the_training_cases(cases, monkeypatch):
    monkeypatch.setattr(hazard_fit, "GRID", hazard_fit.GRID[:1])
    chosen = Counter()
    train, test = cases[::4], cases[1::8]
    said = choosing(chosen)(train, test)
    assert chosen.total() == 1
    assert set(chosen) <= set(CHOICES)
    turned = choosing(Counter())(train, [case._replace(days=-case.days) for case in test])
    assert all((said[h] == turned[h]).all() for h in HORIZONS), "what followed the test cases tells the choice nothing"


def test_readers_codes_take_the_place_of_ours(cases):
    train, test = cases[::2], cases[1::2]
    ours = hazard_predictor(train, test)[365]
    said = {name: coded_in(*families)(train, test)[365] for name, families in CODED.items()}
    assert all((one != ours).mean() > 0.9 for one in said.values())
    assert coded_in()(train, test)[365] == pytest.approx(ours, abs=1e-9), "with no family coded it is our reading"
    bare = [case._replace(codes=None) for case in test]
    assert (coded_in(*FAMILIES)(train, bare)[365] == ours).all(), "an article that nobody coded stays as we read it"


def test_what_readers_coded_is_in_the_table_as_they_coded_it(cases, shared):
    from stances.learning.readers import read_codes

    def shown(codes):
        return {
            key: (c.ahead, {name: float(f"{v:.4g}") for name, v in c.features.items() if v}) for key, c in codes.items()
        }

    kept = {case.id: case.codes for case in cases if case.codes}
    assert shown(kept) == shown(read_codes(shared / "corpora"))
