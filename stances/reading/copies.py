"""Texts that are nearly the same: one wire report in several outlets."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict

_RUN, _NEAR = 5, 0.8
_LONG = 20
_MOST_WORDS = 400


def near_copies(texts: list[str]) -> list[tuple[int, int]]:
    """Return each text of which four fifths of the five-word runs stand in an earlier one, and that one, by position.

    Only the first 400 words count. A shortened copy is one; a longer text that takes up an earlier one and goes on is not, for it
    tells more. Of a text under twenty runs the share is of the runs of both (resemblance and containment; Broder 1997).

    Examples
    --------
    >>> report = "The two ministers met in the capital on Monday and agreed to go on with their talks."
    >>> near_copies([report, "Another story on another thing altogether, and longer.", report + " Reuters"])
    [(2, 0)]
    """
    holders: dict[int, list[int]] = defaultdict(list)
    runs = [_runs(text) for text in texts]
    found = []
    for i, own in enumerate(runs):
        shared: dict[int, int] = defaultdict(int)
        for run in own:
            for j in holders[run]:
                shared[j] += 1
            holders[run].append(i)
        twin = next((j for j, n in sorted(shared.items()) if n >= _NEAR * _measure(own, runs[j])), None)
        if twin is not None:
            found.append((i, twin))
    return found


def _measure(own: frozenset[int], other: frozenset[int]) -> int:
    return len(own) if len(own) >= _LONG else len(own | other)


def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())[:_MOST_WORDS]
    runs = (" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1)))
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)
