"""PDF files, by pypdf behind the extra ``pdf``."""

from __future__ import annotations

import re
from io import BytesIO

from stances.errors import InputError
from stances.reading.decode import MAX_BYTES
from stances.reading.plain import parse_plain
from stances.records import Article

MAX_PAGES = 200


def parse_pdf(raw: bytes, where: str) -> Article:
    """Return the article of a PDF file; words broken at a line's end are joined.

    Raises
    ------
    InputError
        If pypdf is missing, or the file is broken, encrypted, too long or without text.
    """
    try:
        import pypdf
    except ImportError:
        raise InputError(f"{where}: reading PDF needs pypdf", hint="pip install 'stances[pdf]'") from None
    try:
        pages = pypdf.PdfReader(BytesIO(raw)).pages
        if len(pages) > MAX_PAGES:
            raise InputError(f"{where}: {len(pages)} pages, at most {MAX_PAGES} are read")
        text = "\n\n".join(page.extract_text() for page in pages)[:MAX_BYTES]
    except InputError:
        raise
    except Exception as error:  # pypdf raises many kinds on broken files; all mean the same to the reader
        raise InputError(f"{where}: broken or encrypted PDF ({type(error).__name__})", hint="save it as .txt") from None
    if not text.strip():
        raise InputError(f"{where}: no text in the PDF", hint="a scanned page needs text recognition first")
    return parse_plain(re.sub(r"(\w)-\n(\w)", r"\1\2", text), where)
