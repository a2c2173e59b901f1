"""Speed in one run, ours beside peers: ``python bench/speed [--shared FOLDER] [--only peers,cold]``.

Every figure is a median over rounds in which all take their turn. Compare ratios, not seconds: other work on the machine moves those.
Peers: ``pip install 'stances[bench]'``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from articles import some
from growth import by_actors, by_cues, by_length
from ours import build, forecast_only, ours
from peers import peers
from processes import cold, flat, others, several
from timing import medians, table

if TYPE_CHECKING:
    from stances.records import Article

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PARTS = ("peers", "cold", "length", "actors", "cues", "processes", "flat")
_ALL_BUT_LONG = PARTS[:-1]


def beside_peers(articles: list[Article], rounds: int) -> str:
    """Return the table of ours and peers on some articles."""
    found = medians({**peers(articles), **ours(articles)}, rounds)
    scan = next(iter(found.values()))
    rows = [[name, f"{len(articles) / t:,.0f}", f"{t / scan:.1f}"] for name, t in found.items()]
    return table(["on one core", "articles/s", "times the bare scan's time"], rows)


def _peers(asked: argparse.Namespace) -> None:
    articles, source = some(asked.shared, SEEDS, asked.articles)
    told = forecast_only(articles)
    print(f"\n{len(articles)} articles ({source}), of which {len(told)} get a forecast\n")
    print(beside_peers(articles, asked.rounds))
    print(f"\nOnly the {len(told)} with a forecast\n\n{beside_peers(told, asked.rounds)}")


def main() -> None:
    """Run and print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, help="folder with the corpora; without it our own articles are varied")
    parser.add_argument("--only", default=",".join(_ALL_BUT_LONG), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=100_000, help="short articles of the batch in `flat`")
    asked = parser.parse_args()
    only = asked.only.split(",")
    print(f"{build()}; {others()}")
    if "peers" in only:
        _peers(asked)
    if "cold" in only:
        rows = cold(SEEDS, 2 * asked.rounds)
        print("\n" + table(["cold start", "ms", "processor ms", "ratio", "peak MB"], rows))
    if "length" in only:
        print("\n" + table(["characters", "µs a character", "ratio"], by_length(SEEDS, asked.rounds)))
    if "actors" in only:
        print("\n" + table(["actors named", "ms", "ratio"], by_actors(SEEDS, asked.rounds)))
    if "cues" in only:
        print("\n" + table(["cues", "ms to find them", "ratio"], by_cues(SEEDS, asked.rounds)))
    if "processes" in only:
        print("\n" + table(["processes", "articles/s", "ratio"], several(SEEDS, 5 * asked.articles, 3)))
    if "flat" in only:
        print("\n" + table(["articles done", "MB", "peak MB"], flat(SEEDS, asked.many, 60)))
    print(f"\n{others()}")


if __name__ == "__main__":
    main()
