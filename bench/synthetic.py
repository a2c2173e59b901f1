"""How much of what our own synthetic articles state is read: recall, holder and precision by driver.

    python -m bench.synthetic [--articles 1000]

Every template stands once alone, and the articles draw from all. The sentences are ours, and nobody learned from them; they were written by people who know
the codebook, so that they state plainly what news text often wraps.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from random import Random

from stances.extraction.matcher import shipped_matcher
from stances.extraction.reader import read_article
from stances.model.artefact import load
from tests.synthetic.generate import synthetic
from tests.synthetic.recovery import Tally, loudest, tally


def main() -> None:
    """Print a line a driver, and what the filler gave."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    asked = parser.parse_args()
    random, reader, matcher = Random(0), load().reader, shipped_matcher()
    by_driver: defaultdict[str, Tally] = defaultdict(Tally)
    abstained, wrong_pair, loud = 0, 0, []
    for _ in range(asked.articles):
        made = synthetic(random)
        reading = read_article(made.article, reader, matcher, parties=made.parties)
        for driver, found in tally(made, reading).items():
            by_driver[driver] += found
        loud.append(loudest(reading, made.filler, made))
        alone = read_article(made.article, reader, matcher)
        abstained += alone.abstention is not None
        wrong_pair += set(alone.parties or ()) != set(made.parties)
    _show(by_driver)
    quiet = sorted(loud)
    print(f"filler: the strongest signal is 0 in {sum(x == 0 for x in loud)} of {len(loud)} articles, 95 % below "
          f"{quiet[int(0.95 * len(quiet))]:.2f}, highest {quiet[-1]:.2f}")  # fmt: skip
    print(f"without --parties: another pair is found in {wrong_pair}, abstained on {abstained} of {len(loud)}")


def _show(by_driver: dict[str, Tally]) -> None:
    print(f"{'driver':16s} planted  recall  wrong sense  holder right  read  precision")
    for driver, found in [*sorted(by_driver.items()), ("all", sum(by_driver.values(), Tally()))]:
        held = found.held / found.found if found.found else 0.0
        print(f"{driver:16s} {found.planted:7d} {found.recall:7.3f} {found.turned / max(found.planted, 1):12.3f} "
              f"{held:13.3f} {found.read:5d} {found.precision:10.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
