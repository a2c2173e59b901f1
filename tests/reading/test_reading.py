import contextlib
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stances.errors import InputError, StancesError
from stances.reading.boilerplate import furniture
from stances.reading.decode import decode
from stances.reading.html import parse_html
from stances.reading.problem import Problem
from stances.reading.record import parse_record
from stances.reading.source import read


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(raw):
    with contextlib.suppress(InputError):
        assert "\x00" not in decode(raw, "x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    assert decode("Peña “met” Trudeau".encode(encoding), "x") == "Peña “met” Trudeau"


@given(st.text(max_size=300))
def test_furniture_is_sorted_disjoint_and_inside(text):
    last = 0
    for start, end in furniture(text):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize(
    "line", ["Font Size:", "ADVERTISEMENT", "Photo by Jo Doe/Getty Images", "By JO DOE", "Follow Jo on Twitter."]
)
def test_page_furniture(line):
    assert furniture(line) == [(0, len(line))]


@pytest.mark.parametrize(
    "line", ["Talks follow months of strain.", "More talks are planned.", "By May the two sides had agreed on a text."]
)
def test_ordinary_sentences_are_no_furniture(line):
    assert not furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{",
        '{"id": 1}',
        '{"text": ""}',
        '{"text": "x", "date": "soon"}',
        '{"text": "x", "parties": ["USA"]}',
        "[" * 5000,
    ],
)
def test_wrong_records_are_refused_in_one_line(line):
    with pytest.raises(StancesError) as error:
        parse_record(line, "f:1")
    assert str(error.value).startswith("f:1")
    assert "\n" not in str(error.value)


def test_html_without_furniture():
    page = (
        "<html><head><title>Talks</title><meta name='date' content='2018-05-17'></head><body><nav>Home</nav><article>"
    )
    article = parse_html(
        page + "<p>Both sides met on Monday and agreed to meet again.</p>" * 5 + "</article></body></html>", "x"
    )
    assert article.title == "Talks"
    assert "Home" not in article.text


def test_a_deeply_nested_page_is_read_or_refused():
    with pytest.raises(InputError):
        parse_html("<div>" * 20000, "x")


def test_folder_and_gzip(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nBody text.")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as stream:
        stream.write('{"id": "1", "text": "x"}\n')
    (tmp_path / "c.docx").write_text("ignored")
    assert [a.title for a in read(str(tmp_path))] == ["Title", ""]


def test_an_empty_folder_is_a_problem(tmp_path):
    assert isinstance(next(read(str(tmp_path))), Problem)


def test_a_damaged_archive_is_a_problem(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    raw = bytearray(gzip.compress(b'{"id": "1", "text": "x"}\n' * 400))
    raw[14:30] = b"\xff" * 16
    path.write_bytes(bytes(raw))
    assert isinstance(list(read(str(path)))[-1], Problem)


def test_a_page_of_open_comments_is_refused():
    with pytest.raises(InputError):
        parse_html("<!--" * 100_000, "x")


@pytest.mark.parametrize(
    "line",
    [
        "Copyright protections remain the main obstacle in the trade talks, Washington said on Monday.",
        "Sign up to the treaty or face new tariffs, Mr Trump told Mexico on Monday.",
        "Subscribe to the accord, the minister told the Senate.",
        "Credit standby arrangements were discussed by both sides.",
    ],
)
def test_evidence_is_no_furniture(line):
    assert furniture(line) == []
