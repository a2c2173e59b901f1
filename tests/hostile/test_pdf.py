"""A PDF is a program of somebody else's: bombs, loops and broken tables end soon, in text or in one line."""

import zlib

import pytest

TEXT = "Talks open. Mexico and the United States hold talks on a deal that both want."
CATALOG, PAGES = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def shown(text=TEXT):
    return f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode()


def stream(raw, head="", length=None):
    return f"<<{head}/Length {len(raw) if length is None else length}>>stream\n".encode() + raw + b"\nendstream"


def packed(raw, times=1, head=""):
    for _ in range(times):
        raw = zlib.compress(raw, 9)
    return stream(raw, f"{head}/Filter[{'/FlateDecode' * times}]")


def pdf(*bodies, trailer="<</Root 1 0 R/Size {size}>>", start=None):
    """Return a file of some objects with a true table of their places."""
    found, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(found))
        found += f"{number} 0 obj".encode() + (body if isinstance(body, bytes) else body.encode()) + b"endobj\n"
    size = len(bodies) + 1
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer{trailer.format(size=size)}\n"
    return found + end.encode() + f"startxref\n{len(found) if start is None else start}\n%%EOF".encode()


def one(content=None, page=PAGE, pages=PAGES, font=FONT, catalog=CATALOG, *more, **options):
    return pdf(catalog, pages, page, stream(shown()) if content is None else content, font, *more, **options)


GOOD = one()


def tree(depth):
    """Return a file whose pages lie so deep in their tree."""
    nodes = [f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1/Parent {n - 1} 0 R>>" for n in range(2, depth + 2)]
    return pdf(CATALOG, *nodes, f"<</Type/Page/Parent {depth + 1} 0 R/MediaBox[0 0 9 9]>>")


def wide(pages):
    kids = " ".join("3 0 R" for _ in range(pages))
    return one(pages=f"<</Type/Pages/Kids[{kids}]/Count {pages}>>")


def forms(depth, width):
    """Return a file of forms that each draw the next one several times."""
    names = [f"<</XObject<</X {n + 1} 0 R>>>>" for n in range(6, 6 + depth)]
    heads = [f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources{name}" for name in names]
    bodies = [stream(b"/X Do " * width, head) for head in heads]
    page = PAGE.replace("<</Font", "<</XObject<</X 6 0 R>>/Font")
    return one(stream(b"/X Do"), page, PAGES, FONT, CATALOG, *bodies, stream(shown(), heads[-1]))


HUGE = b"(x) Tj " * 1_000_000
FILES = {
    "a good one": GOOD,
    "only its head": b"%PDF-1.7\n",
    "head and end": b"%PDF-1.7\n%%EOF",
    "zeros behind the head": b"%PDF-1.7\n" + b"\x00" * 100_000,
    "no start of the table": GOOD[: GOOD.rindex(b"startxref")],
    "a start behind the end": one(start=10**12),
    "a negative start": one(start=-5),
    "a start in itself": one(start=9),
    "a start that is a word": GOOD.replace(b"startxref\n", b"startxref\nxx"),
    "a table before itself": one(trailer="<</Root 1 0 R/Size {size}/Prev 0>>"),
    "a table of a billion": GOOD.replace(b"xref\n0 6", b"xref\n0 999999999"),
    "a table of negative size": GOOD.replace(b"xref\n0 6", b"xref\n0 -6"),
    "wrong places": GOOD.replace(b"0000000", b"9999999"),
    "no root": one(trailer="<</Size {size}>>"),
    "a root that is a number": one(trailer="<</Root 7/Size {size}>>"),
    "a root that is a page": one(trailer="<</Root 3 0 R/Size {size}>>"),
    "a root that is missing": one(trailer="<</Root 99 0 R/Size {size}>>"),
    "encrypted": one(trailer="<</Root 1 0 R/Size {size}/Encrypt<</Filter/Standard/V 2/R 3/O(x)/U(x)/P -4/Length 128>>/ID[(a)(b)]>>"),
    "encrypted by a stranger": one(trailer="<</Root 1 0 R/Size {size}/Encrypt<</Filter/Evil>>>>"),
    "no pages": one(catalog="<</Type/Catalog>>"),
    "pages that are a number": one(pages="7"),
    "pages of no kind": one(pages="<</Kids[3 0 R]/Count 1>>"),
    "pages of a billion": one(pages="<</Type/Pages/Kids[3 0 R]/Count 999999999>>"),
    "pages of negative number": one(pages="<</Type/Pages/Kids[3 0 R]/Count -1>>"),
    "kids that are none": one(pages="<</Type/Pages/Kids 7/Count 1>>"),
    "kids that are missing": one(pages="<</Type/Pages/Kids[98 0 R 99 0 R]/Count 2>>"),
    "pages in themselves": one(pages="<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages in themselves many times": one(pages=f"<</Type/Pages/Kids[{'2 0 R ' * 50}]/Count 50>>"),
    "a page that is its parent": one(page="<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R>>"),
    "pages in a ring": pdf(CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "a tree of 500": tree(500),
    "a tree of 20,000": tree(20_000),
    "a page 201 times": wide(201),
    "a page 100,000 times": wide(100_000),
    "deep lists": one(page="<</Type/Page/X" + "[" * 50_000),
    "deep lists, closed": one(page="<</Type/Page/Parent 2 0 R/X" + "[" * 20_000 + "]" * 20_000 + ">>"),
    "deep tables": one(page="<</Type/Page/X" + "<</X" * 50_000),
    "an open text": one(page="<</Type/Page/X(" + "(" * 100_000),
    "a long name": one(page="<</Type/Page/Parent 2 0 R/" + "x" * 1_000_000 + " 1>>"),
    "a long number": one(page="<</Type/Page/Parent 2 0 R/MediaBox[" + "9" * 100_000 + "]>>"),
    "contents that are missing": one(page=PAGE.replace("4 0 R", "99 0 R")),
    "contents that are a number": one("7"),
    "contents of a million parts": one(page=PAGE.replace("4 0 R", "[" + "4 0 R " * 20_000 + "]")),
    "contents that are themselves": one("4 0 R"),
    "references in a ring": one("5 0 R", font="4 0 R"),
    "a wrong length": one(stream(shown(), length=10**9)),
    "a negative length": one(stream(shown(), length=-1)),
    "a length that is itself": one(b"<</Length 4 0 R>>stream\n" + shown() + b"\nendstream"),
    "no end of the stream": one(stream(shown())[:-10]),
    "damaged packing": one(stream(zlib.compress(shown())[:-9], "/Filter/FlateDecode")),
    "rubbish packing": one(stream(b"rubbish" * 100, "/Filter/FlateDecode")),
    "an unknown packing": one(stream(shown(), "/Filter/EvilDecode")),
    "a packing that is a number": one(stream(shown(), "/Filter 7")),
    "a thousand packings": one(stream(shown(), "/Filter[" + "/ASCIIHexDecode" * 1_000 + "]")),
    "a bomb": one(packed(b" " * 100_000_000)),
    "a bomb in a bomb": one(packed(b" " * 100_000_000, 3)),
    "a bomb of run lengths": one(stream(b"\x81 " * 1_000_000 + b"\x80", "/Filter/RunLengthDecode")),
    "a bomb of LZW": one(stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 100_000, "/Filter/LZWDecode")),
    "hexadecimal without end": one(stream(b"41" * 1_000_000, "/Filter/ASCIIHexDecode")),
    "a predictor of huge columns": one(packed(shown(), head="/DecodeParms<</Predictor 12/Columns 999999999>>")),
    "a predictor of none": one(packed(shown(), head="/DecodeParms<</Predictor 12/Columns 0/Colors -1>>")),
    "a million words": one(packed(b"BT /F1 12 Tf " + HUGE + b"ET")),
    "a million fonts": one(packed(b"BT " + b"/F1 12 Tf " * 300_000 + b"ET")),
    "a million saved states": one(packed(b"q " * 1_000_000)),
    "a million restored states": one(packed(b"Q " * 1_000_000)),
    "numbers without an operator": one(packed(b"1 " * 2_000_000)),
    "deep lists in the contents": one(packed(b"[" * 100_000)),
    "an open inline picture": one(packed(b"BI /W 1 /H 1 ID " + b"x" * 1_000_000)),
    "many inline pictures": one(packed(b"BI ID x EI " * 50_000)),
    "an open text in the contents": one(packed(b"BT (" + b"(" * 1_000_000)),
    "a huge matrix": one(stream(b"BT /F1 12 Tf " + b"9" * 5_000 + b" 0 0 1e999 nan 0 Tm (x) Tj ET")),
    "a font that is missing": one(font="99 0 R"),
    "a font that is itself": one(font="<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]/Encoding/Identity-H>>"),
    "a font without a kind": one(font="<<>>"),
    "a font that is a number": one(font="7"),
    "a map of characters that is rubbish": one(None, PAGE, PAGES, FONT[:-2] + "/ToUnicode 6 0 R>>", CATALOG, stream(b"\xff" * 10_000)),
    "a map of characters of a billion": one(
        None, PAGE, PAGES, FONT[:-2] + "/ToUnicode 6 0 R>>", CATALOG,
        stream(b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange"),
    ),
    "a map of characters of many": one(
        None, PAGE, PAGES, FONT[:-2] + "/ToUnicode 6 0 R>>", CATALOG,
        packed(b"9999 beginbfrange " + b"<0000> <FFFF> <0041> " * 2_000 + b"endbfrange"),
    ),
    "widths of a billion": one(font=FONT[:-2] + "/FirstChar 0/LastChar 999999999/Widths[1]>>"),
    "a form in itself": one(
        stream(b"/X Do"), PAGE.replace("<</Font", "<</XObject<</X 6 0 R>>/Font"), PAGES, FONT, CATALOG,
        stream(b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
    ),
    "forms in forms, 2 to the 40": forms(40, 2),
    "forms in forms, 10 to the 6": forms(6, 10),
    "a script": one(catalog="<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
    "a launch": one(catalog="<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>"),
    "a form of XML": one(catalog="<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA(<!DOCTYPE x SYSTEM \"file:///etc/passwd\">)>>>>"),
    "outlines in a ring": one(catalog="<</Type/Catalog/Pages 2 0 R/Outlines 1 0 R/First 1 0 R/Next 1 0 R>>"),
    "a title that is code": one(trailer="<</Root 1 0 R/Size {size}/Info<</Title(<script>alert\\(1\\)</script>)>>>>"),
    "text of controls": one(stream(shown("\\033[31m Mexico \\000 hold talks with the United States" * 5))),
    "objects in a ring of streams": pdf(CATALOG, stream(b"2 0 3 9", "/Type/ObjStm/N 2/First 8/Extends 2 0 R"), PAGE),
    "a stream of a billion objects": pdf(CATALOG, stream(b"1 0 ", "/Type/ObjStm/N 999999999/First 4"), PAGE),
}  # fmt: skip
READ = {"a good one", "a script", "a launch", "a form of XML", "a title that is code", "outlines in a ring"}


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_pdf(stances, tmp_path, kind):
    path = tmp_path / "a.pdf"
    path.write_bytes(FILES[kind])
    run = stances("predict", path, "--format", "html")
    run.survived()
    assert kind not in READ or run.code == 0, run.err
    assert "alert(1)</script>" not in run.out
    assert "\x1b" not in run.out + run.err


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_pdf_cut_off(stances, tmp_path, share):
    path = tmp_path / "a.pdf"
    path.write_bytes(GOOD[: int(len(GOOD) * share)])
    stances("predict", path).survived()


@pytest.mark.parametrize("place", range(0, len(GOOD), 67))
@pytest.mark.parametrize("byte", [0, 0x28])
def test_a_pdf_with_one_wrong_byte(stances, tmp_path, place, byte):
    path = tmp_path / "a.pdf"
    path.write_bytes(GOOD[:place] + bytes([byte]) + GOOD[place + 1 :])
    stances("predict", path).survived()
