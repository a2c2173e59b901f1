"""``stances cues``: what a pattern, or the whole lexicon, matches in an article."""

from __future__ import annotations

from typing import Annotated

import typer


def cues(
    source: Annotated[str, typer.Argument(help="An article, or - for standard input")],
    pattern: Annotated[str, typer.Option(help="Try this pattern instead of the shipped lexicon")] = "",
) -> None:
    """Show what the cue lexicon, or a pattern that you would add to it, matches in an article."""
    from stances.extraction.document import Document
    from stances.extraction.lexicon import Cue, shipped_cues
    from stances.extraction.matcher import Matcher
    from stances.extraction.patterns import compile_pattern
    from stances.reading.problem import Problem
    from stances.reading.source import read

    tried = (
        tuple(Cue("linkage", 1, 0.5, "", pattern, s) for s in compile_pattern(pattern)) if pattern else shipped_cues()
    )
    for article in read(source):
        if isinstance(article, Problem):
            raise article.error
        document = Document(article)
        for found in Matcher(tried).find(document):
            for hit in found.cues:
                kind = "" if pattern else f"{hit.cue.driver} {hit.cue.polarity:+d} {hit.cue.strength:.2f}  "
                print(f"{kind}{hit.cue.pattern!r}: {document.quote(hit.start, hit.end)!r}")
