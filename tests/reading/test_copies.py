from stances.reading.copies import near_copies

WORDS = [f"word{n}" for n in range(120)]
REPORT = " ".join(WORDS)


def test_a_report_with_another_head_and_foot_is_a_copy():
    assert near_copies([REPORT, f"CITY, Reuters - {REPORT} Read more on our page"]) == [(1, 0)]


def test_a_shortened_report_is_a_copy_and_one_that_goes_on_is_not():
    half = " ".join(WORDS[:60])
    assert near_copies([REPORT, half]) == [(1, 0)]
    assert near_copies([half, REPORT]) == []


def test_a_short_text_within_a_longer_one_is_no_copy():
    assert near_copies([REPORT, " ".join(WORDS[:12])]) == []


def test_a_text_that_quotes_another_at_length_is_no_copy():
    quoting = " ".join([*(f"own{n}" for n in range(60)), *WORDS[:60]])
    assert near_copies([REPORT, quoting]) == []
