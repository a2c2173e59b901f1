import re

from hypothesis import given
from hypothesis import strategies as st

from stances.model.forecast import forecast
from stances.model.rules import shipped_rules
from stances.records import Article, Reading, Signal, Span
from stances.report.html import stretches, to_html
from stances.road import predict

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> & "quoted" {{ 7 * 7 }}'


def test_the_page_stands_alone_and_shows_the_signals(model, seed):
    given_ = predict(seed, model)
    page = to_html([given_])
    assert page == to_html([given_])
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert page.count("<mark") >= 3
    assert "base rate" in page
    assert "not part of the likelihood" in page


def test_an_article_is_shown_and_never_run(model):
    article = Article("x", f"Mexico and the United States hold talks on a deal. {HOSTILE}", title=HOSTILE)
    page = to_html([predict(article, model, parties=("MEX", "USA"))])
    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in re.findall(r"quoted\S* (\d+)", page)


def test_quotes_side_by_side_stay_apart(model):
    article = Article("x", "First one. Second one.")
    signals = (
        Signal("payoff", "MEX", 1, 0.5, "First one.", Span("text", 0, 10)),
        Signal("payoff", "USA", -1, 0.5, "Second one.", Span("text", 11, 22)),
    )
    reading = Reading(article, None, ("MEX", "USA"), signals=signals)
    page = to_html([forecast(reading, model, shipped_rules())])
    assert re.search(r"</span> +<mark class=\"against d-payoff\">Second one", page)


def test_the_likelihood_so_far_ends_at_the_forecast(model, seed):
    given_ = predict(seed, model)
    shares = re.findall(r'<td class="number">(?:<strong>)?(\d+) %', to_html([given_]))
    assert int(shares[0]) == round(100 * given_.likelihood.base_rate)
    assert int(shares[-1]) == round(100 * given_.likelihood.p)
    assert abs(int(shares[-1]) - int(shares[-2])) <= 1


def test_an_abstention_is_a_page_too(model):
    assert "No forecast" in to_html([predict(Article("x", "The home team won the cup."), model)])


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_the_stretches_joined_are_the_text(text, spans):
    signals = [
        (n, Signal("payoff", "MEX", 1, 0.5, text[a:b], Span("text", a, b)))
        for n, (a, b) in enumerate(spans)
        if a < b <= len(text)
    ]
    found = stretches(text, signals)
    assert "".join(s.text for s in found) == text
    assert sorted(n for s in found for n in s.ends) == [n for n, _ in signals]
