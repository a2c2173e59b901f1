"""Which public facts the tables know of which states on a day.

    python bench/coverage.py [--day 2018-05-17] [--states]

A line a fact: how many of the members of the United Nations and the EU have it, and who has not. ``--states`` prints the whole table,
a state a line.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from stances.context.actors import COLUMNS, names
from stances.context.casebook import casebook
from stances.context.elections import next_election
from stances.context.leaders import terms
from stances.context.memberships import common_bodies
from stances.context.neighbours import border, regions
from stances.context.ratification import routes
from stances.context.regimes import regime
from stances.context.tables import rows
from stances.context.ties import ties_between
from stances.context.trade import agreements, ratio

NOT_MEMBERS = {"CSK", "DDR", "YUG", "ZAR", "TWN", "HKG", "XKX", "VAT"}
"""States of the table that are gone, or are no members of the United Nations."""

STATES = [
    *sorted({code for code, _, kind, *_ in rows("actors.csv", COLUMNS) if kind == "state"} - NOT_MEMBERS),
    "EU",
]


def with_any(tie: Callable[[tuple[str, str], date], object]) -> Callable[[str, date], bool]:
    """Return whether a state has a tie of some kind with any other."""
    return lambda code, day: any(tie((code, other), day) for other in STATES if other != code)


FACTS: dict[str, Callable[[str, date], bool]] = {
    "next election": lambda code, day: next_election(code, day) is not None,
    "next executive": lambda code, day: _office(code, day, "executive"),
    "next legislative": lambda code, day: _office(code, day, "legislative"),
    "ratification": lambda code, _: code in routes(),
    "regime": lambda code, day: regime(code, day) is not None,
    "trade with world": lambda code, day: ratio((code, "USA" if code != "USA" else "CHN"), day) is not None,
    "region": lambda code, _: code in regions(),
    "land border": with_any(border),
    "body": lambda code, day: bool(common_bodies((code, code), day)),
    "alliance, rivalry": with_any(ties_between),
    "trade agreement": with_any(agreements),
    "leader": lambda code, day: any(term.code == code and term.covers(day.isoformat()) for term in terms()),
    "past case": lambda code, day: any(code in case.parties and case.day < day for case in casebook()),
}


def _office(code: str, day: date, office: str) -> bool:
    found = next_election(code, day)
    while found and found.office not in (office, "both"):
        found = next_election(code, found.date)
    return found is not None


def main() -> None:
    """Print the coverage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--day", type=date.fromisoformat, default=date(2018, 5, 17))
    parser.add_argument("--states", action="store_true")
    asked = parser.parse_args()
    table = {fact: {code for code in STATES if has(code, asked.day)} for fact, has in FACTS.items()}
    print(f"{len(STATES)} parties, the EU among them, on {asked.day}")
    if asked.states:
        print(f"{'':20s} " + " ".join(f"{fact[:12]:12s}" for fact in table))
        for code in STATES:
            print(
                f"{names()[code][:20]:20s} "
                + " ".join(f"{'x' if code in known else '.':12s}" for known in table.values())
            )
        return
    for fact, known in table.items():
        missing = [code for code in STATES if code not in known]
        shown = " ".join(missing[:24]) + (f" and {len(missing) - 24} more" if len(missing) > 24 else "")
        print(f"{fact:18s} {len(known):4d} of {len(STATES)}   without: {shown}")


if __name__ == "__main__":
    main()
