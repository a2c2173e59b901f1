import subprocess
import sys
from datetime import date

import numpy as np
import pytest
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import stances
from stances.errors import StancesError
from tests.conftest import ROOT

SEED = ROOT / "seeds" / "us-mexico-asylum-2018.md"


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=120, check=False)


def test_the_import_alone_loads_nothing():
    done = run("import sys, stances; assert not [m for m in sys.modules if m.startswith('stances.')], sys.modules")
    assert done.returncode == 0, done.stderr.decode()


def test_a_forecast_from_a_script_loads_nothing_heavy():
    heavy = "{'sklearn', 'pandas', 'scipy', 'numpy'}"
    done = run(f"import sys, stances; stances.forecast('Talks. ' * 9); assert not {heavy} & set(sys.modules)")
    assert done.returncode == 0, done.stderr.decode()


def test_every_public_name_is_there_and_another_is_refused():
    assert set(stances.__all__) == set(stances._HOMES)
    for name in stances.__all__:
        assert getattr(stances, name).__doc__, name
        assert name in dir(stances)
    with pytest.raises(AttributeError, match="it has"):
        stances.nonsense  # noqa: B018


def test_a_path_a_text_and_an_article_give_the_same():
    (article,) = stances.read(SEED)
    by_path, by_article = stances.forecast(SEED), stances.forecast(article)
    assert by_path == by_article == stances.predict(article)
    text = stances.forecast(article.text, as_of="2018-05-17")
    assert text.reading.parties == by_path.reading.parties
    assert stances.forecast(SEED, within=90).likelihood.p < by_path.likelihood.p
    with pytest.raises(StancesError):
        stances.read("no-such-file.txt")


def test_a_notebook_shows_the_page_in_a_frame_that_runs_nothing():
    article = stances.Article("x", "Mexico and the United States hold talks. <script>alert(1)</script>")
    shown = stances.forecast(article, parties=("MEX", "USA"))._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert 'sandbox=""' in shown
    assert "<script" not in shown


def test_tables_are_frames_and_the_estimator_goes_into_a_pipeline():
    table = stances.table_frame()
    assert table.index.is_unique
    x = table[["flexibility+", "stage:called_for", "weaker_side"]]
    pipe = make_pipeline(StandardScaler(), stances.DiscreteTimeHazard(horizon=180, precision=100.0))
    pipe.fit(x, table.days, discretetimehazard__sample_weight=table.weight)
    said = pipe.predict(x)
    assert ((said > 0) & (said < 1)).all()
    frame = stances.forecast_frame([stances.forecast(SEED), stances.forecast("The home team won the cup.")])
    assert frame.p.notna().tolist() == [True, False]
    assert {"flexibility+", "weaker_side"} <= set(frame.columns)


def test_a_bad_line_of_labels(tmp_path):
    path = tmp_path / "l.jsonl"
    good = '{"id": "1", "date": "2018-01-01", "text": "Talks.", "outcome": "none", "censor_date": "2019-01-01"}'
    path.write_text(good + "\n{bad\n", encoding="utf-8")
    assert stances.labels_frame([str(path)]).index.tolist() == ["1"]
    with pytest.raises(StancesError):
        stances.table_frame([str(path)])


def test_an_evaluation_is_a_frame(monkeypatch):
    from stances.learning import fresh, hazard_fit

    whole = fresh.read_table
    monkeypatch.setattr(fresh, "read_table", lambda path: whole(path)[::20])
    monkeypatch.setattr(hazard_fit, "GRID", hazard_fit.GRID[:1])
    frame = stances.evaluation_frame(stances.evaluate([]))
    assert frame.loc[("horizon only", 365), "skill"] == 0
    assert np.isfinite(frame.select_dtypes("number")).all(axis=None)


def test_what_is_no_single_article_is_refused(tmp_path):
    path = tmp_path / "two.jsonl"
    path.write_text('{"id": "1", "text": "Talks."}\n{"id": "2", "text": "Talks."}\n')
    with pytest.raises(StancesError, match="2 articles"):
        stances.forecast(path)
    path.write_text("")
    with pytest.raises(StancesError, match="0 articles"):
        stances.forecast(path)


def test_options_are_checked_as_on_the_command_line():
    for options, message in [
        ({"issue": "migraton"}, "not in the codebook"),
        ({"parties": ("MEX", "FRANCE")}, "no party's code"),
        ({"within": 90, "by": "2018-12-31"}, "given twice"),
        ({"by": "2018-12-31"}, "needs the article's date"),
        ({"by": "2018-01-31", "as_of": "2018-05-17"}, "not after the article's date"),
    ]:
        with pytest.raises(StancesError, match=message):
            stances.forecast("Mexico and Canada hold talks on trade. " * 9, **options)
    given = stances.forecast("Mexico and Canada hold talks on trade. " * 9, parties=("mex", "can"), as_of="2018-05-17")
    assert given.reading.parties == ("CAN", "MEX")


def test_asked_days_come_before_the_records_own_day():
    article = stances.Article(
        "a", "Mexico and Canada hold talks on trade. " * 9, date=date(2018, 5, 17), by=date(2018, 12, 31)
    )
    asked = stances.forecast(article, within=90, parties=("CAN", "MEX"))
    own = stances.forecast(article, parties=("CAN", "MEX"))
    assert (asked.likelihood.within_days, own.likelihood.within_days) == (90, 228)


def test_a_given_party_that_the_text_does_not_name_is_said():
    given = stances.forecast(SEED, parties=("NZL", "USA"))
    assert "New Zealand is not named in the article" in given.notes
    assert not [note for note in given.notes if "United States is not" in note]


def test_a_frame_of_no_forecast_has_its_columns():
    frame = stances.forecast_frame([])
    assert {"p", "low", "high"} <= set(frame.columns)
