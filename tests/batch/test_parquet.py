"""Parquet in and out: the same articles, the same forecasts, always the same columns; hostile files are one line."""

import json
import struct
import sys
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from stances.batch import run, sink
from stances.errors import InputError, UsageError
from stances.reading.problem import Problem
from stances.reading.source import pieces, read, size_of
from stances.report import parquet as report
from tests.batch.conftest import steps
from tests.conftest import ROOT

pa = pytest.importorskip("pyarrow", reason="Parquet needs pip install 'stances[parquet]'")
from pyarrow import parquet  # noqa: E402

TEXT = "Mexico and Canada hold talks on trade. " * 12


def written(path, rows_or_table, **how):
    table = rows_or_table if isinstance(rows_or_table, pa.Table) else pa.Table.from_pylist(rows_or_table)
    parquet.write_table(table, path, **how)
    return str(path)


def problem(path):
    found = list(read(path))
    assert len(found) == 1
    assert isinstance(found[0], Problem)
    assert "\n" not in str(found[0].error)
    return str(found[0].error)


def test_rows_are_the_articles_of_the_same_json_lines(tmp_path):
    records = [
        {"id": f"00{n}", "date": "2018-05-17", "title": "Talks", "text": TEXT, "by": "2019-01-01",
         "parties": ["CAN", "MEX"], "issue": "trade", "source": "Post", "url": "x"} for n in range(150)
    ]  # fmt: skip
    lines = tmp_path / "a.jsonl"
    lines.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    table = written(tmp_path / "a.parquet", records, row_group_size=40)
    assert list(read(table)) == list(read(str(lines)))
    assert 0 < sum(piece.size for piece in pieces(table)) <= size_of(table)


@pytest.mark.parametrize(
    "day",
    [date(2018, 5, 17), datetime(2018, 5, 17, 23, 59, 1, 7), datetime(2018, 5, 17, 23, tzinfo=UTC), "2018-05-17"],
    ids=str,
)
def test_a_date_may_be_a_day_a_time_or_text(tmp_path, day):
    article = next(read(written(tmp_path / "a.parquet", [{"id": 7, "date": day, "text": TEXT}])))
    assert (article.id, article.date) == ("7", date(2018, 5, 17))


@pytest.mark.parametrize("kind", ["string", "large_string", "dictionary"])
def test_text_may_be_stored_in_any_way(tmp_path, kind):
    column = pa.array([TEXT, None, "  "])
    column = column.dictionary_encode() if kind == "dictionary" else column.cast(kind)
    first, *others = read(written(tmp_path / "a.parquet", pa.table({"text": column})))
    assert first.text == TEXT
    assert first.id == f"{tmp_path / 'a.parquet'}:1"
    assert [str(o.error).partition("parquet:")[2] for o in others] == [
        f'{n}: "text" is missing or empty (give the article\'s text)' for n in (2, 3)
    ]


@pytest.mark.parametrize(
    ("column", "values", "says"),
    [
        ("text", [7], 'column "text" is int64, expected text'),
        ("text", [b"raw"], 'column "text" is binary, expected text'),
        ("text", [[TEXT]], "is list<"),
        ("text", [{"a": TEXT}], "is struct<"),
        ("id", [1.5], "expected text or whole numbers"),
        ("date", [20180517], "expected days, times or text"),
        ("title", [True], "expected text"),
        ("parties", [[1, 2]], "expected lists of two codes or text"),
    ],
)
def test_wrong_types_are_one_line(tmp_path, column, values, says):
    path = written(tmp_path / "a.parquet", pa.table({"text": [TEXT], column: values}))
    assert says in problem(path)


def test_a_table_without_text_says_what_it_has(tmp_path):
    assert 'no column "text" (it has body)' in problem(written(tmp_path / "a.parquet", pa.table({"body": [TEXT]})))
    assert "no column" in problem(written(tmp_path / "b.parquet", pa.table({})))
    twice = pa.Table.from_arrays([pa.array([TEXT]), pa.array([TEXT])], names=["text", "text"])
    assert "more than once" in problem(written(tmp_path / "c.parquet", twice))
    assert not list(read(written(tmp_path / "d.parquet", pa.table({"text": pa.array([], pa.string())}))))


@pytest.mark.parametrize("keep", [0, 1, 4, 12, 0.3, 0.5, 0.9, -1, -4, -8])
def test_a_file_that_was_cut_is_one_line(tmp_path, keep):
    path = tmp_path / "a.parquet"
    written(path, [{"id": str(n), "text": f"{TEXT}{n}"} for n in range(300)])
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * keep) if isinstance(keep, float) else keep])
    assert "no whole Parquet file" in problem(str(path))


@pytest.mark.parametrize("raw", [b"PAR1", b"PAR1PAR1", b"PAR1" + b"\xff" * 60 + b"PAR1", b"PAR1\x15\x04" + struct.pack("<I", 2**31 - 1) + b"PAR1", b"x" * 500, b"{}\n" * 50])  # fmt: skip
def test_what_is_no_parquet_is_one_line(tmp_path, raw):
    (tmp_path / "a.parquet").write_bytes(raw)
    assert "no whole Parquet file" in problem(str(tmp_path / "a.parquet"))


def test_damage_inside_ends_the_file_with_one_line_after_the_good_rows(tmp_path):
    path = tmp_path / "a.parquet"
    written(path, [{"text": f"{TEXT}{n}"} for n in range(300)], row_group_size=100, use_dictionary=False)
    start = parquet.ParquetFile(path).metadata.row_group(2).column(0).data_page_offset
    raw = bytearray(path.read_bytes())
    raw[start : start + 400] = b"\xff" * 400
    path.write_bytes(raw)
    *articles, last = read(str(path))
    assert len(articles) >= 128
    assert isinstance(last, Problem)
    assert "broken after row" in str(last.error)


def test_any_flipped_byte_is_read_or_refused(tmp_path):
    path = tmp_path / "a.parquet"
    written(path, [{"id": str(n), "date": date(2018, 5, 17), "text": f"{TEXT}{n}"} for n in range(20)])
    raw = path.read_bytes()
    for place in range(0, len(raw), max(1, len(raw) // 150)):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 0x55]) + raw[place + 1 :])
        assert len(list(read(str(path)))) <= 21


def test_text_that_is_no_utf8_is_a_bad_row(tmp_path):
    bad = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(struct.pack("<ii", 0, 2)), pa.py_buffer(b"\xff\xfe")]
    )
    rows = list(read(written(tmp_path / "a.parquet", pa.table({"text": pa.chunked_array([bad, pa.array([TEXT])])}))))
    assert isinstance(rows[0], Problem)
    assert rows[1].text == TEXT


def test_without_pyarrow_the_line_to_install_it_is_told(tmp_path, monkeypatch):
    path = written(tmp_path / "a.parquet", [{"text": TEXT}])
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'stances[parquet]'" in problem(path)
    with pytest.raises(UsageError, match="pip install"):
        report.schema()


def test_a_result_has_a_row_an_article_and_the_numbers_of_the_lines(order, tmp_path):
    table = order._replace(sources=(str(ROOT / "seeds"),), out=tmp_path / "seeds.parquet", parquet=True)
    lines = table._replace(out=tmp_path / "seeds.jsonl", parquet=False)
    steps(table)
    steps(lines)
    records = [json.loads(line) for line in lines.out.read_text(encoding="utf-8").splitlines()]
    made = parquet.read_table(table.out)
    assert made.schema.equals(report.schema())
    assert made.schema.metadata[b"stances_schema_version"] == b"1"
    assert made.num_rows == len(records) > 10
    for row, record in zip(made.to_pylist(), records, strict=True):
        assert row["id"] == record["id"]
        assert [row["party_a"], row["party_b"]] == ([p["code"] for p in record["parties"]] or [None, None])
        likelihood = record["likelihood"] or {}
        assert [row[name] for name in ("within_days", "p", "base_rate")] == [
            likelihood.get(name) for name in ("within_days", "p", "base_rate")
        ]
        for nested in ("signals", "drivers", "rules", "what_would_change", "precedents", "notes"):
            assert row[nested] == record[nested], nested
        assert {entry["party"]: entry["facts"] for entry in row["context"]} == record["context"]


def test_the_columns_do_not_depend_on_what_is_in_them(order, tmp_path):
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    out = tmp_path / "none.parquet"
    steps(order._replace(sources=(str(tmp_path / "none.jsonl"),), out=out, parquet=True))
    assert parquet.read_schema(out).equals(report.schema())
    page = (ROOT / "docs" / "parquet.md").read_text(encoding="utf-8")
    for field in report.schema():
        assert f"| `{field.name}` |" in page, "every column has its place in the docs"


def interrupted(*given):
    raise KeyboardInterrupt


@pytest.mark.parametrize("until", ["lines", "table", "end"])
def test_a_table_is_gone_on_with_at_any_stage(order, tmp_path, monkeypatch, until):
    unbroken = order._replace(out=tmp_path / "unbroken.parquet", parquet=True)
    told = steps(unbroken)
    table = order._replace(out=tmp_path / "t.parquet", parquet=True)
    monkeypatch.setattr(sink, "EVERY", 3)
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        if until == "table":
            patch.setattr(report, "write_parquet", interrupted)
        with closing(run.run(table, None)) as running:
            list(islice(running, 10 if until == "lines" else None))
    assert table.out.exists() == (until == "end")
    again = steps(table._replace(resume=True))
    assert table.out.read_bytes() == unbroken.out.read_bytes()
    assert again[-1].tally == told[-1].tally
    assert sorted(path.name for path in tmp_path.glob("t.parquet*")) == ["t.parquet", "t.parquet.journal"]


def test_a_missing_file_is_told_as_any_other(tmp_path):
    assert "No such file" in problem(str(tmp_path / "none.parquet"))
    with pytest.raises(InputError):
        raise next(read(str(tmp_path / "none.parquet"))).error
