"""The cue lexicon: TOML files of ``data/cues/``, each entry a driver, a polarity, a strength and its patterns."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import DRIVERS
from stances.errors import DataError
from stances.extraction.patterns import Sequence, compile_pattern
from stances.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path


class Cue(NamedTuple):
    """One sequence of the lexicon.

    Parameters
    ----------
    driver : str
        What it is evidence of.
    polarity : int
        -1, 0 or 1, before scope is taken into account.
    strength : float
        0 to 1: how often a careful reader would code a sentence that holds it so.
    holder : str
        ``""`` leaves the holder to the sentence; ``subject``, ``object`` and ``both`` settle it.
    pattern : str
        As it is written in the file.
    sequence : Sequence
        Compiled form.
    """

    driver: str
    polarity: int
    strength: float
    holder: str
    pattern: str
    sequence: Sequence


_HOLDERS = ("", "subject", "object", "both")


def parse_cues(text: str, where: str) -> list[Cue]:
    """Return the cues of one TOML text.

    Raises
    ------
    DataError
        Naming the file and the entry where a driver, polarity, strength, holder or pattern is wrong.

    Examples
    --------
    >>> toml = '[[cue]]\\ndriver = "linkage"\\npolarity = 1\\nstrength = 0.6\\npatterns = ["in return for"]'
    >>> parse_cues(toml, "example")[0].driver
    'linkage'
    """
    try:
        entries = tomllib.loads(text).get("cue", [])
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: not valid TOML: {error}") from None
    return [cue for number, entry in enumerate(entries, 1) for cue in _cues(entry, f"{where}, cue {number}")]


def _cues(entry: dict[str, Any], where: str) -> list[Cue]:
    driver, polarity, strength = entry.get("driver"), entry.get("polarity"), entry.get("strength")
    holder, patterns = entry.get("holder", ""), entry.get("patterns")
    if driver not in DRIVERS:
        raise DataError(f"{where}: driver {driver!r} is not in the codebook", hint=", ".join(DRIVERS))
    if polarity not in (-1, 0, 1) or not isinstance(strength, (int, float)) or not 0 < strength <= 1:
        raise DataError(f"{where}: expected polarity -1, 0 or 1 and strength above 0 and up to 1")
    if holder not in _HOLDERS or not isinstance(patterns, list) or not all(isinstance(p, str) for p in patterns):
        raise DataError(f"{where}: expected holder subject, object or both, and patterns as a list of strings")
    return [Cue(driver, polarity, float(strength), holder, p, s) for p in patterns for s in compile_pattern(p)]


def load_cues(folder: Path) -> tuple[Cue, ...]:
    """Return the cues of every TOML file of a folder."""
    paths = sorted(folder.glob("*.toml"))
    return tuple(cue for path in paths for cue in parse_cues(path.read_text(encoding="utf-8"), path.name))


@cache
def shipped_cues() -> tuple[Cue, ...]:
    """Return the shipped lexicon."""
    return load_cues(shipped("data", "cues"))
