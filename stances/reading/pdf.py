"""PDF files, by pypdf behind the extra ``pdf``, in a process of their own: a file of some kB can ask for hours or gigabytes."""

from __future__ import annotations

import json
import re
import sys
from importlib.util import find_spec
from io import BytesIO

from stances.child import limit, run_module
from stances.errors import InputError
from stances.reading.decode import MAX_BYTES
from stances.reading.plain import parse_plain
from stances.records import Article

MAX_PAGES = 200
"""Pages that are read at most."""

SECONDS = 10
"""Computing that reading a file may take."""

_WAIT_SECONDS = 12 * SECONDS
"""Time until then on a machine that has much else to do."""

_MEMORY = 1_500_000_000


def parse_pdf(raw: bytes, where: str) -> Article:
    """Return the article of a PDF file; words broken at a line's end are joined.

    Raises
    ------
    InputError
        If pypdf is missing, or the file is broken, encrypted, too long, takes too much, or is without text.
    """
    if find_spec("pypdf") is None:
        raise InputError(f"{where}: reading PDF needs pypdf", hint="pip install 'stances[pdf]'")
    try:
        written = run_module("stances.reading.pdf", [], raw, _WAIT_SECONDS)
    except TimeoutError:
        written = None
    if written is None:
        raise InputError(f"{where}: reading the PDF takes too much time or memory", hint="save it as .txt")
    found = json.loads(written)
    if "error" in found:
        raise InputError(f"{where}: {found['error']}", hint="save it as .txt")
    if not found["text"].strip():
        raise InputError(f"{where}: no text in the PDF", hint="a scanned page needs text recognition first")
    return parse_plain(re.sub(r"(\w)-\n(\w)", r"\1\2", found["text"]), where)


def _found(raw: bytes) -> dict[str, str]:
    import pypdf

    try:
        pages = pypdf.PdfReader(BytesIO(raw)).pages
        if len(pages) > MAX_PAGES:
            return {"error": f"{len(pages)} pages, at most {MAX_PAGES} are read"}
        return {"text": "\n\n".join(page.extract_text() for page in pages)[:MAX_BYTES]}
    except Exception as error:  # pypdf raises many kinds on broken files; all mean the same to the reader
        return {"error": f"broken or encrypted PDF ({type(error).__name__})"}


def _main() -> None:
    """Read a PDF from standard input, and write its text, or what is wrong, as JSON."""
    limit(SECONDS, _MEMORY)
    sys.stdout.write(json.dumps(_found(sys.stdin.buffer.read())))


if __name__ == "__main__":
    _main()
