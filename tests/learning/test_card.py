import json
import re
import shutil

import pytest

from stances.errors import ModelError, UsageError
from stances.learning import card, comparison, hazard_fit
from stances.learning.table import read_table
from stances.model.artefact import documents, load, locate
from stances.resources import shipped

CASES = read_table(shipped("data", "outcomes.csv"))


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """A copy of the shipped model with the figures of a small part of its table."""
    folder = tmp_path_factory.mktemp("models") / "default"
    shutil.copytree(locate("default"), folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hazard_fit, "GRID", hazard_fit.GRID[:1])
        rows = comparison.judged(CASES[::8])
    card.record(folder, CASES, rows)
    return folder


def held(folder):
    found = documents(folder)
    return found["card.md"].decode(), json.loads(found["metrics.json"])


def tables(text):
    """The cells of the card's tables as numbers, a list a line, keyed by the first cell."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return {row[0]: [[float(n) for n in re.findall(r"[-+]?[0-9.]+", cell)] for cell in row[1:]] for row in rows}


def estimate(figure):
    return [figure[name] for name in ("value", "low", "high")]


def test_the_cards_figures_are_those_of_the_metrics(described):
    text, figures = held(described)
    found, ours = tables(text), figures["rows"][0]
    for s in ours["scores"]:
        cells = found[str(s["horizon"])]
        counts = [[s["cases"]], [s["episodes"]], [s["pairs"]], [s["rate"]]]
        estimates = [estimate(s[name]) for name in ("brier", "skill", "auc")]
        wanted = [*counts, *estimates, [s["calibration_error"]], estimate(s["chance_error"])]
        assert [pytest.approx(w, abs=6e-4) for w in wanted] == cells
    assert found["this model"][0] == pytest.approx(estimate(ours["mean_skill"]), abs=6e-4)
    for row in figures["rows"][1:]:
        skill, difference = found[row["name"]]
        assert skill == pytest.approx(estimate(row["mean_skill"]), abs=6e-4)
        assert difference == pytest.approx(estimate(row["ours_less_its_brier"]), abs=6e-5)
    for name in ("articles", "episodes", "pairs"):
        assert f"{figures['data'][name]} {name}" in text
    assert figures["data"]["fingerprint"] in text
    assert f"stances {figures['code']}" in text
    assert load(str(described)).card.fingerprint in text


def test_the_shipped_cards_figures_are_those_of_its_metrics():
    if not documents(locate("default")):
        pytest.skip("the shipped model has no metrics yet: stances evaluate --into models/default")
    test_the_cards_figures_are_those_of_the_metrics(locate("default"))


def test_a_card_says_what_it_is_for_and_what_not(described):
    text, _ = held(described)
    assert all(f"**{part}.**" in text for part in ("Purpose", "Parts", "Data", "Figures", "Limits", "Misuse"))
    assert "easurably better than" in text


@pytest.mark.parametrize("name", ["metrics.json", "card.md"])
def test_a_changed_document_is_seen_and_hinders_no_forecast(described, tmp_path, name):
    folder = tmp_path / "m"
    shutil.copytree(described, folder)
    (folder / name).write_text((folder / name).read_text().replace("0", "1"))
    load(str(folder))
    with pytest.raises(ModelError, match=rf"{name}: does not match its SHA-256"):
        documents(folder)


def test_figures_of_another_table_are_refused(described):
    before = held(described)
    with pytest.raises(UsageError, match="another effect"):
        card.record(described, CASES[::2], [])
    assert held(described) == before
