import csv
import io
import re

import pytest

from stances.records import Article
from stances.report.markdown import escaped, to_markdown
from stances.report.ranking import ranking
from stances.report.tables import to_csv
from stances.road import predict

HOSTILE = '=cmd() | <script>alert(1)</script> [x](javascript:alert(1)) `a` **b** "q"\n# c'


@pytest.fixture(scope="module")
def some(model, seed):
    hostile = seed._replace(id="h", title=HOSTILE, text=f"{seed.text} {HOSTILE}")
    return [
        predict(seed, model),
        predict(hostile, model),
        predict(Article("x", "The home team won the cup."), model),
    ]


def test_the_sheet_has_the_figures_of_the_text(some):
    text = ranking(some)
    rows = list(csv.DictReader(io.StringIO(to_csv(some))))
    assert [row["status"] for row in rows] == ["forecast", "forecast", "abstained"]
    for row in rows[:2]:
        low, p, high, base = (f"{100 * float(row[name]):.0f}" for name in ("low", "p", "high", "base_rate"))
        pattern = rf"^ *{p} % +{low}–{high} % +{base} % +{row['party_a']}-{row['party_b']} +{row['issue'][:9]} "
        assert re.search(pattern, text, re.MULTILINE)
    assert rows[2]["p"] == ""
    assert rows[2]["reason"] in text


def test_a_cell_is_no_formula(some):
    for row in csv.reader(io.StringIO(to_csv(some))):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)
    assert "'=cmd()" in to_csv(some)


def test_markdown_shows_a_text_as_it_is(some):
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    for page in (to_markdown(some), to_markdown(some[1:2]), to_markdown(some[2:])):
        html = markdown.render(page)
        assert "<script" not in html
        assert "<a " not in html
        assert "<h1>" not in html
        assert "<code>" not in html
    plain = " ".join(HOSTILE.split()).replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert plain in markdown.render(to_markdown(some[:2]))
    assert markdown.render(to_markdown(some[:2])).count("<tr>") == 3


def test_one_forecast_is_a_section_with_its_drivers(some):
    page = to_markdown(some[:1])
    likelihood = some[0].likelihood
    assert f"{100 * likelihood.p:.0f} %" in page
    assert f"{100 * likelihood.low:.0f}–{100 * likelihood.high:.0f} %" in page
    assert f"base rate {100 * likelihood.base_rate:.0f} %" in page
    assert page.count("| +") + page.count("| -0") >= 5


@pytest.mark.parametrize("text", ["- a", "1. a", "+ a", "# a", "~~a~~", "&lt;b&gt;"])
def test_nothing_of_a_text_is_markup(text):
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    shown = markdown.render(escaped(text))
    expected = text.replace("&", "&amp;")
    assert shown == f"<p>{expected}</p>\n"
