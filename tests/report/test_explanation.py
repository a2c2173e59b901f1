import re

import pytest

from stances.codebook import drivers
from stances.model.rules import shipped_rules
from stances.report.explanation import explanation
from stances.report.text import to_text
from stances.road import predict


@pytest.fixture(scope="module")
def result(model, seed):
    return predict(seed, model)


@pytest.fixture(scope="module")
def lines(result):
    return explanation(result)


def test_the_lines_fit_the_terminal(result, lines):
    assert max(map(len, to_text(result, full=True).splitlines())) <= 80


def test_the_waterfall_ends_at_the_likelihood(result, lines):
    steps = [re.match(r"  ([+-]\d\.\d\d) +(\d+) %", line) for line in lines]
    shares = [int(found.group(2)) for found in steps if found]
    assert shares[0] == round(100 * result.likelihood.base_rate)
    assert round(100 * result.likelihood.p) == shares[-1]
    assert abs(shares[-1] - shares[-2]) <= 1


def test_every_quote_stands_once_and_every_driver_with_its_source(result, lines):
    text = " ".join(" ".join(lines).split())
    for signal in result.reading.signals:
        assert text.count(f">>{' '.join(signal.quote.split())}<<") == 1
    for part in result.contributions:
        if part.driver in drivers():
            assert part.source in text


def test_every_rule_tells_what_it_needs_or_who_says_so(lines):
    text = " ".join(" ".join(lines).split())
    for rule in shipped_rules():
        assert f"{rule.id}: needs" in text or f"({rule.source})" in text
