"""``stances cues``: what a pattern, or the whole lexicon, matches in an article."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stances.extraction.lexicon import Lexicon


def cues(
    source: Annotated[str, typer.Argument(help="An article, or - for standard input")] = "",
    pattern: Annotated[str, typer.Option(help="Try this pattern instead of the shipped lexicon")] = "",
    compile: Annotated[bool, typer.Option("--compile", help="Write the lexicon's compiled form anew")] = False,
) -> None:
    """Show what the cue lexicon, or a pattern that you would add to it, matches in an article."""
    from stances.extraction.lexicon import compile_lexicon, shipped_lexicon
    from stances.resources import shipped

    if compile:
        print(compile_lexicon(shipped("data", "cues")))
    if source:
        _show(source, _tried(pattern) if pattern else shipped_lexicon(), bare=bool(pattern))


def _tried(pattern: str) -> Lexicon:
    from stances.codebook import DRIVERS
    from stances.extraction.lexicon import Cue, Lexicon
    from stances.extraction.patterns import compile_pattern

    return Lexicon.of([Cue(DRIVERS[0], 1, 0.5, pattern, sequence) for sequence in compile_pattern(pattern)])


def _show(source: str, lexicon: Lexicon, *, bare: bool) -> None:
    from stances.extraction.document import Document
    from stances.extraction.matcher import Matcher
    from stances.reading.problem import Problem
    from stances.reading.source import read

    matcher = Matcher(lexicon)
    for article in read(source):
        if isinstance(article, Problem):
            raise article.error
        document = Document(article)
        hits = [hit for found in matcher.find(document) for hit in found.cues]
        for hit in hits:
            kind = "" if bare else f"{hit.cue.driver} {hit.cue.polarity:+d} {hit.cue.strength:.2f}  "
            print(f"{kind}{hit.cue.pattern!r}: {document.quote(hit.start, hit.end)!r}")
        if not hits:
            print(f"{article.id}: no match", file=sys.stderr)
