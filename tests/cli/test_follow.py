"""Track, what-if and explain from the command line."""

import json

import pytest

from stances.reading.source import read
from tests.cli.test_cli import SEED, stances

CHANGES = [
    (["--set", "election:MEX=2017-07-01"], b"not after the article"),
    (["--add", "payoff:FRA=1"], b"FRA is no party"),
    (["--stage", "asleep"], b"not in the codebook"),
    (["--set", "payoff:MEX=1", "--drop", "payoff"], b"changed twice"),
    ([], b"no change is given"),
]


@pytest.fixture
def labelled(tmp_path):
    """The seed, the same paragraphs in another order, and a copy from after the outcome that the lines state."""
    article = next(read(SEED))
    shuffled = "\n\n".join(reversed(article.text.split("\n\n")))
    texts = {"2018-05-17": article.text, "2018-05-30": shuffled, "2018-08-01": f"{article.text} Late."}
    lines = [
        {"id": day, "date": day, "title": article.title, "text": text, "outcome": "agreed"}
        | {"outcome_date": "2018-07-01" if day < "2018-07-01" else "2019-07-01"}
        for day, text in texts.items()
    ]
    path = tmp_path / "talks.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_label_on_another_pair_is_no_outcome_of_the_track(labelled):
    other = {"id": "gas", "date": "2018-05-20", "title": "Gas", "outcome": "agreed", "outcome_date": "2018-06-01"}
    text = "Russia and Norway hold talks on fisheries, and the minister of Norway refused the offer of Russia. " * 9
    with labelled.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({**other, "text": text}) + "\n")
    record = json.loads(stances("track", str(labelled), "--format", "json").stdout)
    assert record["outcome_date"] == "2018-07-01"


def test_track_ends_with_the_outcome_that_the_lines_state(labelled):
    record = json.loads(stances("track", str(labelled), "--format", "json").stdout)
    assert record["outcome_date"] == "2018-07-01"
    assert record["steps"][0]["articles"] == ["2018-05-17"]
    late = {item["id"] for item in (*record["left_out"], *record["merged"])}
    assert "2018-08-01" in late


def test_track_takes_the_outcome_from_the_command_line(labelled):
    record = json.loads(stances("track", str(labelled), "--format", "json", "--outcome-date", "2018-05-20").stdout)
    assert [step["date"] for step in record["steps"]] == ["2018-05-17"]
    assert stances("track", str(labelled), "--outcome-date", "soon").returncode == 2


def test_track_writes_a_page(labelled, tmp_path):
    out = tmp_path / "page.html"
    run = stances("track", str(labelled), "--format", "html", "--out", str(out))
    assert (run.returncode, run.stdout) == (0, b"")
    assert out.read_bytes() == stances("track", str(labelled), "--format", "html").stdout
    assert stances("track", str(labelled), "--format", "csv").returncode == 2


@pytest.mark.parametrize(("options", "reason"), CHANGES)
def test_what_if_refuses_what_cannot_be(options, reason):
    run = stances("what-if", SEED, *options)
    assert run.returncode == 2
    assert reason in run.stderr
    assert run.stdout == b""


def test_explain_fits_the_terminal():
    text = stances("explain", SEED).stdout.decode()
    assert max(map(len, text.splitlines())) <= 80
    assert "Drivers, the largest first" in text
    assert "needs" in text
