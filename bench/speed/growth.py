"""How time grows with the length of an article, the number of cues, and the number of actors that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles import crowded, long_ones, seeds
from timing import medians

from stances.context.actors import forms
from stances.extraction.document import Document
from stances.extraction.lexicon import Cue, Lexicon, shipped_lexicon
from stances.extraction.matcher import Matcher
from stances.extraction.patterns import compile_pattern
from stances.model.artefact import load
from stances.road import predict

if TYPE_CHECKING:
    from pathlib import Path

LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
ACTORS = (2, 8, 32, 128)
CUES = (0.25, 0.5, 1.0, 2.0, 4.0)
_CROWD_WORDS = 3000


def by_length(folder: Path, rounds: int) -> list[list[str]]:
    """Return a row a length: the microseconds of a whole forecast for each character, and the ratio to the first."""
    model = load()
    cases = dict(long_ones(folder, LENGTHS))
    found = medians({str(n): lambda n=n: [predict(cases[n], model) for _ in range(_repeats(n))] for n in cases}, rounds)
    cost = {n: 1e6 * found[str(n)] / n / _repeats(n) for n in cases}
    return [[f"{n:,}", f"{value:.2f}", f"{value / cost[LENGTHS[0]]:.2f}"] for n, value in cost.items()]


def _repeats(length: int) -> int:
    return max(1, 20_000 // length)


def by_actors(folder: Path, rounds: int) -> list[list[str]]:
    """Return a row a number of actors in articles of one length: milliseconds, and the ratio to two actors."""
    model = load()
    names = list({form.code: form.text for form in forms() if form.use == "name"}.values())
    cases = dict(crowded(folder, names, ACTORS, _CROWD_WORDS))
    found = medians({str(n): lambda a=a: predict(a, model) for n, a in cases.items()}, rounds)
    return [[key, f"{1000 * value:.1f}", f"{value / found[str(ACTORS[0])]:.2f}"] for key, value in found.items()]


def by_cues(folder: Path, rounds: int) -> list[list[str]]:
    """Return a row a size of the lexicon: milliseconds to find cues and actors in a seed, and the ratio to the shipped."""
    lexicon, documents = shipped_lexicon(), [Document(article) for article in seeds(folder)]
    every = [lexicon.cue(number) for number in range(len(lexicon.entries))]
    made = [_made(number) for number in range(int(len(every) * max(CUES)) - len(every))]
    matchers = {share: Matcher(Lexicon.of((every + made)[: int(len(every) * share)])) for share in CUES}
    found = medians(
        {str(share): lambda m=m: [m.find(document) for document in documents] for share, m in matchers.items()}, rounds
    )
    return [
        [f"{int(len(every) * share):,}", f"{1000 * found[str(share)] / len(documents):.2f}",
         f"{found[str(share)] / found['1.0']:.2f}"] for share in CUES
    ]  # fmt: skip


def _made(number: int) -> Cue:
    pattern = f"word{number % 97} the ... talks{number} deal"
    return Cue("payoff", 1, 0.5, pattern, compile_pattern(pattern)[0])
