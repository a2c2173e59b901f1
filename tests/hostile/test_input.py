"""Articles come from the web: whatever a file holds, it is read or refused in one line, and a batch goes on."""

import gzip
import io
import json
import os
import tarfile
import zipfile

import pytest

TEXT = "Mexico and the United States will hold talks on migration. Mexico refuses to pay. " * 12
GOOD = {"id": "1", "date": "2018-05-17", "title": "Talks", "text": TEXT}
PAGE = f"<html><head><title>Talks</title></head><body><p>{TEXT}</p>%s</body></html>"


def line(**changes):
    return json.dumps(GOOD | changes)


def bomb(size=400_000_000):
    stream = io.BytesIO()
    with gzip.open(stream, "wb") as archive:
        for _ in range(size // 1_000_000):
            archive.write(b"0" * 1_000_000)
    return stream.getvalue()


def zipped(name):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"x" * 1_000_000)
    return stream.getvalue()


def tarred():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("../../etc/evil"), io.BytesIO())
    return stream.getvalue()


LINES = {
    "broken": "{broken",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "text": '"hello"',
    "deep lists": "[" * 200_000,
    "deep objects": '{"a":' * 200_000,
    "deep, closed": '{"text": ' + "[" * 900 + "]" * 900 + "}",
    "a long number": '{"text": "x", "id": ' + "9" * 6_000 + "}",
    "a lone brace": "}",
    "zeros": "\x00" * 300,
    "no text": line(text=None),
    "empty text": line(text=""),
    "blank text": line(text=" \n\t"),
    "controls only": line(text="\x01\x02\x03"),
    "half a pair of surrogates only": '{"text": "\\ud800"}',
    "text is a list": line(text=["x"]),
    "text is a number": line(text=5),
    "text is a table": line(text={"x": 1}),
    **{
        f"date {value!r}": line(date=value)
        for value in (
            "yesterday", "0000-00-00", "9999-12-31", "2018-02-30", "1e9", 1e300, -1, [], {}, True, "x" * 100_000, "٢٠١٨-٠٥-١٧",
        )
        if value not in ([], {})
    },
    **{f"date {value!r}": line(date=value) for value in ([1], {"y": 1})},
    **{f"by {value!r}": line(by=value) for value in ("soon", 7, [1], "2018-13-01")},
    **{
        f"parties {value!r:.40}": line(parties=value)
        for value in (
            ["USA"], ["USA", "USA"], ["USA", "MEX", "CAN"], ["USA", None], ["USA", ["MEX"]], "USA", "a,b,c", 7, {"a": 1},
            ["USA", "\x00"], ["USA", "x" * 100_000], ["../..", "/etc"], True,
        )
    },
    "an unknown issue": line(issue="weather"),
    "an issue that is code": line(issue="<script>alert(1)</script>"),
    "an issue that is a list": line(issue=["trade"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", LINES)
def test_a_wrong_line_is_reported_and_the_next_is_read(stances, tmp_path, kind):
    path = tmp_path / "news.jsonl"
    path.write_text(LINES[kind] + "\n" + line() + "\n", encoding="utf-8")
    run = stances("predict", path, "--format", "jsonl")
    assert run.code == 3
    assert run.err.count("\n") == 1
    assert f"{path}:1: " in run.err
    run.survived()
    assert [json.loads(out)["id"] for out in run.out.splitlines()] == ["1"]


ODD_LINES = {
    "a million fields": '{"text": ' + json.dumps(TEXT) + "".join(f', "f{n}": {n}' for n in range(300_000)) + "}",
    "a field of a million items": line(other=[0] * 1_000_000),
    "fields named alike": '{"text": "a", "text": ' + json.dumps(TEXT) + "}",
    "a byte order mark": "\ufeff" + line(),
    "NaN": '{"text": ' + json.dumps(TEXT) + ', "other": NaN, "more": -Infinity}',
    "an id that is a path": line(id="../../etc/passwd"),
    "an id that is code": line(id="<script>alert(1)</script>"),
    "an id of controls": line(id="\x1b[31m\x07\r\n"),
    "an id of half a pair": '{"id": "\\ud800", "text": ' + json.dumps(TEXT) + "}",
    "an id that is a list": line(id=[1]),
    "a huge id": line(id="x" * 1_000_000),
    "a title that is a table": line(title={"a": 1}),
    "a title of half a pair": '{"title": "\\udfff", "text": ' + json.dumps(TEXT) + "}",
    "a title of a million characters": line(title="Talks " * 10_000),
    "a source of half a pair": '{"source": "\\udfff", "text": ' + json.dumps(TEXT) + "}",
    "text of controls": line(text=TEXT + "\x1b[2J\x00\x07"),
    "one word of a million letters": line(text=TEXT + "a" * 1_000_000),
    "a million spaces": line(text=TEXT + " " * 1_000_000 + "x"),
    "a million newlines": line(text=TEXT + "\n" * 1_000_000 + "x"),
    "a million open quotes": line(text=TEXT + "“" * 200_000),
    "a million brackets": line(text=TEXT + "(" * 1_000_000),
    "a million dots": line(text=TEXT + "." * 1_000_000),
    "a million dashes": line(text=TEXT + "-" * 1_000_000),
    "a million digits": line(text=TEXT + "1" * 1_000_000),
    "abbreviations": line(text=TEXT + "U.S. " * 100_000),
    "a name over and over": line(text="Mexico " * 50_000),
    "capitals": line(text=TEXT + "A " * 300_000),
    "combining marks": line(text=TEXT + "e" + "\u0301" * 500_000),
    "turned writing": line(text="\u202e" + TEXT),
    "dates over and over": line(text=TEXT + "on 5 July 2018, " * 30_000),
    "commas": line(text=TEXT + "Mexico, " * 50_000),
}


@pytest.mark.parametrize("kind", ODD_LINES)
def test_an_odd_line_is_read(stances, tmp_path, kind):
    path = tmp_path / "news.jsonl"
    path.write_text(ODD_LINES[kind] + "\n", encoding="utf-8")
    run = stances("predict", path, "--format", "jsonl")
    assert run.code == 0, run.err
    assert len(run.out.splitlines()) == 1


@pytest.mark.parametrize("kind", ["an id of half a pair", "an id of controls", "an id that is code", "turned writing"])
@pytest.mark.parametrize("form", ["text", "json", "csv", "md", "html"])
def test_an_odd_line_in_every_form(stances, tmp_path, kind, form):
    path = tmp_path / "news.jsonl"
    path.write_text(ODD_LINES[kind] + "\n", encoding="utf-8")
    run = stances("predict", path, "--format", form)
    assert run.code == 0, run.err
    assert "<script>alert" not in run.out or form in ("json", "csv")
    assert "\x1b" not in run.out


def test_a_line_longer_than_an_article_ends_the_file(stances, tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(line() + "\n" + line(text="x" * 11_000_000) + "\n")
    run = stances("predict", path, "--format", "jsonl")
    run.survived()
    assert run.code == 3
    assert len(run.out.splitlines()) == 1


def test_a_line_longer_than_an_article_on_standard_input(stances):
    lines = line() + "\n" + line(text="x" * 25_000_000) + "\n"
    run = stances("predict", "-", "--format", "jsonl", stdin=lines.encode())
    assert run.code == 3
    assert run.err.count("\n") == 1
    assert len(run.out.splitlines()) == 1


PAGES = {
    "script": PAGE % "<script>while(true){}</script>",
    "an event": PAGE % "<img src=x onerror=alert(1)>",
    "an open script": PAGE % ("<script>" * 10_000),
    "an open style": PAGE % ("<style>" * 10_000),
    "open comments": PAGE % ("<!--" * 100_000),
    "open declarations": PAGE % ("<!" * 100_000),
    "open instructions": PAGE % ("<?" * 100_000),
    "open CDATA": PAGE % ("<![CDATA[" * 50_000),
    "open tags": PAGE % ("<" * 200_000),
    "open end tags": PAGE % ("</" * 100_000),
    "half tags": PAGE % ("<a " * 100_000),
    "open attributes": PAGE % ('<a b="' * 50_000),
    "many attributes": PAGE % ("<a " + " ".join(f"x{n}=1" for n in range(100_000)) + ">"),
    "a long attribute": PAGE % f"<a x='{'y' * 1_000_000}'>",
    "deep divisions": PAGE % ("<div>" * 50_000),
    "deep lists": PAGE % ("<ul><li>" * 20_000),
    "deep tables": PAGE % ("<table><tr><td>" * 10_000),
    "deep forms": PAGE % ("<form>" * 20_000),
    "unclosed paragraphs": PAGE % ("<p>" * 100_000),
    "entities": PAGE % ("&lt;" * 100_000),
    "an entity without end": PAGE % ("&" + "a" * 500_000),
    "ampersands": PAGE % ("&" * 300_000),
    "an entity out of range": PAGE % "&#x110000; &#xD800; &#0; &#99999999999999999999;",
    "a billion laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + PAGE % "&b;",
    "an outside entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + PAGE % "<p>&a;</p>",
    "a title that is code": PAGE.replace("Talks<", "<script>alert(1)</script><") % "",
    "a title without end": PAGE.replace("</title>", "") % "",
    "many titles": PAGE % ("<title>x</title>" * 20_000),
    "a date that is none": PAGE.replace("<head>", '<head><meta name="date" content="yesterday">') % "",
    "a date of a million letters": PAGE.replace("<head>", f'<head><meta name="date" content="{"9" * 1_000_000}">') % "",
    "many dates": PAGE.replace("<head>", "<head>" + '<meta name="date" content="x">' * 20_000) % "",
    "frames": PAGE % ("<frameset><frame src=javascript:alert(1)>" * 5_000),
    "a picture of itself": PAGE % '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><g id="a"></g></svg>',
    "an unknown section": PAGE % "<![foo bar]><![1]><![endif]-->",
    "an entity of thousands of digits": PAGE % ("<p>&#" + "9" * 5_000 + ";</p>"),
    "an encoding that is none": '<meta charset="no-such">' + PAGE % "",
    "XML": '<?xml version="1.0" encoding="UTF-7"?>' + PAGE % "",
    "zeros": PAGE % ("\x00" * 100_000),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_hostile_page(stances, tmp_path, kind):
    path = tmp_path / "page.html"
    path.write_text(PAGES[kind], encoding="utf-8")
    run = stances("predict", path, "--format", "html")
    run.survived()
    assert "alert(1)</script>" not in run.out
    assert "root:" not in run.out


@pytest.mark.parametrize(
    "page", ["<html>", "<html></html>", "<p></p>", "<script>x</script>", "<!--", "<", "<html><body>" + "<div>" * 9_000]
)
def test_a_page_without_an_article_is_refused(stances, tmp_path, page):
    path = tmp_path / "page.html"
    path.write_text(page)
    run = stances("predict", path)
    assert run.code == 3
    assert run.err.count("\n") == 1


FRONTS = {
    "a YAML tag": "!!python/object/apply:os.mkdir ['/tmp/stances-was-here']",
    "a YAML tag as a value": "title: !!python/object/apply:os.mkdir ['/tmp/stances-was-here']",
    "anchors (a billion laughs)": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]",
    "a merge of itself": "a: &a\n  <<: *a",
    "a list": "- a\n- b",
    "a million lines": "x: 1\n" * 300_000,
    "a million spaces": "title: x" + " " * 1_000_000 + "y",
    "a long key": "k" * 1_000_000 + ": 1",
    "a key of dunders": "__class__: x\n__init__: y",
    "text over text": "text: replaced",
    "escapes": "title: \x1b[31m\x07",
    "deep brackets": "title: " + "[" * 300_000,
    "tabs": "\t\t\ttitle:\t\tx",
    "colons": ":" * 300_000,
    "no end": "title: x\n" * 3 + "--",
    "a document in a document": "title: a\n--- \ntitle: b",
    "an id that is a path": "id: ../../etc/passwd",
    "a source that is a path": "source: file:///etc/passwd",
}
WRONG_FRONTS = {
    "a date that is none": "date: tomorrow",
    "a date in the year 0": "date: 0000-01-01",
    "a date that is code": "date: {{ 7 * 7 }}",
    "a by that is none": "by: soon",
    "one party": "parties: USA",
    "three parties": "parties: USA, MEX, CAN",
    "parties that are none": "parties: [x, y]",
    "parties that are alike": "parties: [USA, usa]",
    "an issue that is none": "issue: weather",
}


@pytest.mark.parametrize("kind", FRONTS)
def test_odd_front_matter_is_read_as_text(stances, tmp_path, kind):
    path = tmp_path / "a.md"
    path.write_text(f"---\n{FRONTS[kind]}\n---\n{TEXT}", encoding="utf-8")
    run = stances("predict", path, "--format", "text")
    assert run.code == 0, run.err
    assert "\x1b" not in run.out
    assert not os.path.exists("/tmp/stances-was-here")  # noqa: PTH110


@pytest.mark.parametrize("kind", WRONG_FRONTS)
def test_wrong_front_matter_is_refused(stances, tmp_path, kind):
    path = tmp_path / "a.md"
    path.write_text(f"---\n{WRONG_FRONTS[kind]}\n---\n{TEXT}", encoding="utf-8")
    run = stances("predict", path)
    run.refused(3)


BINARIES = {
    "zip": zipped("a.txt"),
    "zip with a path": zipped("../../../etc/evil"),
    "tar": tarred(),
    "gzip": gzip.compress(TEXT.encode()),
    "a gzip bomb": bomb(20_000_000),
    "ELF": b"\x7fELF" + b"\x00" * 500,
    "PNG": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "zeros": b"\x00" * 5_000,
    "old Word": b"\xd0\xcf\x11\xe0" + b"\x00" * 500,
    "UTF-16 without text": b"\xff\xfe",
    "UTF-32 of no characters": b"\xff\xfe\x00\x00" + b"\xff" * 400,
    "empty": b"",
}


@pytest.mark.parametrize("kind", BINARIES)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf"])
def test_a_binary_under_another_name_is_refused(stances, tmp_path, kind, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(BINARIES[kind])
    run = stances("predict", path)
    if kind != "UTF-32 of no characters":
        assert run.code == 3
    run.survived()


ARCHIVES = {
    "a bomb of one line": bomb(),
    "a bomb of blank lines": gzip.compress(b"\n" * 5_000_000),
    "zeros": b"\x00" * 5_000,
    "text": line().encode(),
    "empty": b"",
    "cut off": gzip.compress(line().encode())[:-30],
    "a wrong sum": gzip.compress(line().encode())[:-8] + b"\x00" * 8,
    "rubbish behind": gzip.compress(line().encode() + b"\n") + b"rubbish",
    "a gzip in a gzip": gzip.compress(gzip.compress(line().encode())),
    "a tar": tarred(),
    "a zip": zipped("a.jsonl"),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_hostile_archive(stances, tmp_path, kind):
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(ARCHIVES[kind])
    run = stances("predict", path, "--format", "jsonl")
    run.survived()
    assert kind in ("empty", "a bomb of blank lines") or run.code == 3


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.jsonl", "a.jsonl.gz", "a.doc", "a", "a.TXT "])
@pytest.mark.parametrize("target", ["missing", "a folder", "itself", "/dev/full"])
def test_a_link_to_no_article_is_refused(stances, tmp_path, name, target):
    (tmp_path / "a folder").mkdir()
    (tmp_path / name).symlink_to(name if target == "itself" else target)
    run = stances("predict", tmp_path / name, "--format", "json")
    assert run.code == 3 or (target == "/dev/full" and name == "a.jsonl")
    run.survived()


def test_a_folder_keeps_to_itself(stances, tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT)
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "up").symlink_to(tmp_path)
    (inside / "loop.txt").symlink_to("loop.txt")
    (inside / "own.txt").write_text(TEXT)
    run = stances("predict", inside, "--format", "jsonl")
    assert run.code == 0, run.err
    assert [json.loads(out)["id"] for out in run.out.splitlines()] == [str(inside / "own.txt")]


@pytest.mark.parametrize("name", ["a\x00.txt", "x" * 300 + ".txt", "x" * 9_000, "", " ", "\x1b[31m.txt", "a\n.txt"])
def test_a_path_that_is_none(stances, name):
    stances("predict", name, "--format", "jsonl").refused(3)


def test_a_pipe_in_a_folder_is_passed_over(stances, tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(TEXT)
    assert stances("predict", tmp_path, "--format", "jsonl").code == 0
