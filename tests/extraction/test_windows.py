from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stances.extraction.windows import LEAD, WINDOW, Pieces, lead_of, windows_of

sentences = st.lists(st.integers(0, 110).map(lambda size: Pieces([7] * size, [None] * size)), max_size=40)


@given(sentences)
def test_each_sentence_that_has_words_is_told_of_once_and_whole(rows: list[Pieces]) -> None:
    spans = [span for window in windows_of(rows) for span in window.spans]
    assert [number for number, _, _ in spans] == [n for n, row in enumerate(rows) if row.ids]
    assert [end - start for _, start, end in spans] == [len(row.ids) for row in rows if row.ids]


@given(sentences)
def test_no_window_is_longer_than_the_network_takes(rows: list[Pieces]) -> None:
    assert all(len(window.pieces.ids) <= WINDOW for window in windows_of(rows))
    assert len(lead_of(rows).ids) <= LEAD


@given(sentences, sentences)
def test_what_follows_changes_no_window_that_was_closed(rows: list[Pieces], more: list[Pieces]) -> None:
    """A text appended to an article must not change how its sentences are read, but for those of its last window."""
    before, after = list(windows_of(rows))[:-1], list(windows_of(rows + more))
    assert after[: len(before)] == before


def test_a_window_begins_with_the_end_of_the_sentence_before() -> None:
    rows = [Pieces(list(range(1000, 1100)), ["USA"] * 100), Pieces([5] * 100, [None] * 100)]
    second = list(windows_of(rows))[1]
    assert second.pieces.ids[1:49] == list(range(1052, 1100))
    assert second.pieces.places("USA") == list(range(1, 49))


def test_a_window_holds_as_much_of_the_sentence_before_as_there_is_room_for() -> None:
    """The longest sentence leaves room for 48 pieces before it, and the window is full but not longer."""
    rows = [Pieces(list(range(1000, 1110)), [None] * 110), Pieces([5] * 110, [None] * 110)]
    second = list(windows_of(rows))[1]
    assert len(second.pieces.ids) == WINDOW
    assert second.pieces.ids[1:49] == list(range(1062, 1110))


def test_a_lead_is_the_first_pieces_between_its_marks() -> None:
    rows = [Pieces(list(range(1000, 1110)), [None] * 110)] * 2
    assert lead_of(rows[:1]).ids == [101, *range(1000, 1110), 102]
    assert lead_of(rows).ids == [101, *range(1000, 1110), *range(1000, 1080), 102]
