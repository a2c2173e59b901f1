"""What looking up public knowledge and past cases costs, as a share of a prediction, once all is loaded.

    python bench/lookup_share.py ARTICLE... [--as-of 2018-05-17] [--rounds 40]

Processor time, so that other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from stances.context.background import background
from stances.explain.precedents import precedents
from stances.reading.source import read
from stances.records import Article
from stances.road import predict


def spent(call: Callable[[], object], rounds: int) -> float:
    """Return the median processor time of a call in milliseconds."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        found.append(1000 * (time.process_time() - start))
    return median(found)


def main() -> None:
    """Print a line an article."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--as-of", type=date.fromisoformat)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    for article in (item for path in asked.articles for item in read(path) if isinstance(item, Article)):
        reading = predict(article, as_of=asked.as_of).reading
        background(reading)
        precedents(reading)
        whole = spent(lambda article=article: predict(article, as_of=asked.as_of), asked.rounds)
        facts = spent(lambda reading=reading: background(reading), asked.rounds)
        cases = spent(lambda reading=reading: precedents(reading), asked.rounds)
        share = 100 * (facts + cases) / (whole + facts + cases)
        print(f"{article.id[:40]:40s} {whole:6.1f} ms, facts {facts:.2f}, past cases {cases:.2f}: {share:.1f} % of all")


if __name__ == "__main__":
    main()
