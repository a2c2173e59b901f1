"""Plain text and Markdown with front matter: the text is a stretch of the file, to the letter."""

from stances.reading.decode import decode
from stances.reading.piece import parse_file
from tests.fuzz.targets.laws import holds, refusable

SEEDS = (
    b"Talks to open\n\nMexico and the United States will hold talks on migration.",
    b'---\nid: 7\ntitle: "Talks"\ndate: 2018-05-17\nby: 2019-01-01\nparties: [USA, MEX]\nissue: migration\n---\nBoth sides met.',
    b"# Talks\n\nBoth sides met.\r\nThey will meet again.\r",
    "Café talks: “no deal” — 5 €".encode("cp1252"),
    "\ufeffTalks\n\nBoth met.".encode("utf-16"),
    b"\xef\xbb\xbf---\ndate: 2018-05-17T08:00:00Z\n---\n\x1b[31mred\x00",
)


def check(data: bytes) -> None:
    """Read the bytes as either kind of file."""
    for suffix in (".txt", ".md"):
        with refusable():
            article = parse_file(data, suffix, "a")
            holds(article)
            whole = decode(data, "a")
            assert article.text in whole
            assert len(article.title) <= len(whole)
