"""The cue lexicon: TOML files of ``data/cues/``, each entry a driver, a polarity, a strength and patterns, or a stage and patterns.

Beside them lies ``compiled.json``, made by ``stances cues --compile``, so that a start need not parse and compile them; it
names the files' SHA-256 and is passed over as soon as one of them was changed.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from stances.codebook import DRIVERS, STAGES
from stances.errors import DataError
from stances.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stances.extraction.patterns import Sequence

COMPILED = "compiled.json"
STAGE = "stage:"
"""What the cues of a stage have before its name, where those of a driver have the driver."""

_SUBJECTS = frozenset((*DRIVERS, *(f"{STAGE}{stage}" for stage in STAGES)))
_STEM = 3
_MOST_KEPT = 10_000
_LONGEST_KEPT = 60


class Cue(NamedTuple):
    """One sequence of the lexicon.

    Parameters
    ----------
    driver : str
        What it is evidence of: a driver, or ``stage:`` and a stage.
    polarity : int
        -1, 0 or 1, before scope is taken into account.
    strength : float
        0 to 1: how often a careful reader would code a sentence that holds it so.
    pattern : str
        As it is written in the file.
    sequence : Sequence
        Compiled form.
    """

    driver: str
    polarity: int
    strength: float
    pattern: str
    sequence: Sequence


class Start(NamedTuple):
    """What is left of a cue once its first words stand.

    Parameters
    ----------
    cue : Cue
        The cue.
    rest : Sequence
        Its steps still to stand.
    last : tuple of str
        Words of which the last step needs one, or none where a beginning of a word will do or nothing is left.
    """

    cue: Cue
    rest: Sequence
    last: tuple[str, ...]

    @classmethod
    def of(cls, cue: Cue, done: int) -> Start:
        """Return a cue of which some steps stand."""
        rest = cue.sequence[done:]
        return cls(cue, rest, rest[-1].words if rest and not rest[-1].prefixes else ())


class Begun(NamedTuple):
    """The cues that some words begin, and the words of which a sentence needs one for any of them; None: it needs none."""

    starts: tuple[Start, ...]
    needed: frozenset[str] | None


class Opening(NamedTuple):
    """What a word begins: by itself, and whether anything together with the word after it."""

    alone: Begun | None
    paired: bool


_Kind = TypeVar("_Kind")


class _Kept(dict[str, _Kind]):
    """What words begin, found when a text first asks for it; it is emptied before it grows without end."""

    def __init__(self, find: Callable[[str], _Kind]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: str) -> _Kind:
        found = self._find(key)
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(key) <= _LONGEST_KEPT:
            self[key] = found
        return found


class Lexicon:
    """Cues by the word with which they begin.

    Parameters
    ----------
    entries : list
        A cue each: driver, polarity, strength, pattern, and the sequence as a line, so that a start makes no
        record of a cue that no sentence asks for.
    starts : dict
        Numbers of entries by their first word, by their first two words, by ``{class}``, or by three letters and ``*`` of
        a word that may go on; see ``_keys``.

    Attributes
    ----------
    by_word, by_pair : mapping
        What a word or ``{class}`` begins by itself, and what it begins together with the word after it; None: nothing.
    openings : mapping
        Both for a word, None where it begins nothing.
    """

    __slots__ = ("_cues", "_sorted", "by_pair", "by_word", "entries", "openings", "starts")

    def __init__(self, entries: list[list[Any]], starts: dict[str, list[int]]) -> None:
        self.entries, self.starts = entries, starts
        self._cues: dict[int, Cue] = {}
        self._sorted = sorted(starts)
        self.by_word: dict[str, Begun | None] = _Kept(self._of_word)
        self.by_pair: dict[str, Begun | None] = _Kept(self._of_pair)
        self.openings: dict[str, Opening | None] = _Kept(self._opening)

    @classmethod
    def of(cls, cues: list[Cue]) -> Lexicon:
        """Return the lexicon of some cues."""
        from stances.extraction.patterns import to_line

        starts: dict[str, list[int]] = {}
        for number, cue in enumerate(cues):
            for key in sorted(set(_keys(cue.sequence))):
                starts.setdefault(key, []).append(number)
        return cls([[*cue[:-1], to_line(cue.sequence)] for cue in cues], starts)

    def _opening(self, word: str) -> Opening | None:
        place = bisect_left(self._sorted, f"{word} ")
        paired = place < len(self._sorted) and self._sorted[place].startswith(f"{word} ")
        alone = self._of_word(word)
        return Opening(alone, paired) if alone or paired else None

    def _of_word(self, word: str) -> Begun | None:
        numbers = [*self.starts.get(word, ()), *self.starts.get(f"{word[:_STEM]}*", ())]
        cues = [self.cue(number) for number in numbers]
        return _begun(
            [Start.of(c, 1) for c in cues if word in c.sequence[0].words or word.startswith(c.sequence[0].prefixes)]
        )

    def _of_pair(self, pair: str) -> Begun | None:
        done = 1 if pair.startswith("{") else 2
        return _begun([Start.of(self.cue(number), done) for number in self.starts.get(pair, ())])

    def cue(self, number: int) -> Cue:
        """Return a cue by its number."""
        from stances.extraction.patterns import from_line

        found = self._cues.get(number)
        if found is None:
            driver, polarity, strength, pattern, line = self.entries[number]
            found = self._cues[number] = Cue(driver, polarity, strength, pattern, from_line(line))
        return found


def _begun(starts: list[Start]) -> Begun | None:
    if not starts:
        return None
    needed = frozenset([word for start in starts for word in start.last]) if all(s.last for s in starts) else None
    return Begun(tuple(starts), needed)


def _keys(sequence: Sequence) -> list[str]:
    """Return the keys under which a cue is looked up: two words where the second must follow at once and is written out."""
    first = sequence[0]
    second = sequence[1] if len(sequence) > 1 else None
    stems = [f"{prefix[:_STEM]}*" for prefix in first.prefixes]
    if second is None or second.gap or second.prefixes or any("{" in word for word in second.words):
        return [*first.words, *stems]
    return [f"{a} {b}" for a in first.words for b in second.words] + stems


def parse_cues(text: str, where: str) -> list[Cue]:
    """Return the cues of one TOML text.

    Raises
    ------
    DataError
        Naming the file and the entry where a driver, polarity, strength or pattern is wrong.

    Examples
    --------
    >>> toml = '[[cue]]\\ndriver = "linkage"\\npolarity = 1\\nstrength = 0.6\\npatterns = ["in return for"]'
    >>> parse_cues(toml, "example")[0].driver
    'linkage'
    """
    import tomllib

    try:
        entries = tomllib.loads(text).get("cue", [])
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: not valid TOML: {error}") from None
    return [cue for number, entry in enumerate(entries, 1) for cue in _cues(entry, f"{where}, cue {number}")]


def _cues(entry: dict[str, Any], where: str) -> list[Cue]:
    from stances.extraction.patterns import compile_pattern

    if "stage" in entry:
        entry = {**entry, "driver": f"{STAGE}{entry['stage']}", "polarity": 0, "strength": 1.0}
    driver, polarity, strength = entry.get("driver"), entry.get("polarity"), entry.get("strength")
    patterns = entry.get("patterns")
    if driver not in _SUBJECTS:
        raise DataError(f"{where}: driver {driver!r} is not in the codebook", hint=", ".join(DRIVERS))
    if polarity not in (-1, 0, 1) or not isinstance(strength, (int, float)) or not 0 < strength <= 1:
        raise DataError(f"{where}: expected polarity -1, 0 or 1 and strength above 0 and up to 1")
    if not isinstance(patterns, list) or not all(isinstance(p, str) for p in patterns):
        raise DataError(f"{where}: expected patterns as a list of strings")
    return [Cue(driver, polarity, float(strength), p, s) for p in patterns for s in compile_pattern(p)]


def load_cues(folder: Path) -> list[Cue]:
    """Return the cues of every TOML file of a folder."""
    return [cue for path in _files(folder) for cue in parse_cues(path.read_text(encoding="utf-8"), path.name)]


def compile_lexicon(folder: Path) -> Path:
    """Write the compiled form of a folder's TOML files beside them, and return its path."""
    lexicon = Lexicon.of(load_cues(folder))
    compiled = {"sha256": _digest(folder), "entries": lexicon.entries, "starts": lexicon.starts}
    path = folder / COMPILED
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(compiled, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    return beside.replace(path)


def load_lexicon(folder: Path) -> Lexicon:
    """Return the lexicon of a folder, from its compiled form where that is of the same files."""
    path = folder / COMPILED
    if path.is_file():
        compiled = json.loads(path.read_bytes())
        if compiled["sha256"] == _digest(folder):
            return Lexicon(compiled["entries"], compiled["starts"])
    return Lexicon.of(load_cues(folder))


@cache
def shipped_lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    return load_lexicon(shipped("data", "cues"))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _digest(folder: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in _files(folder))).hexdigest()
