"""Make data/base_rates.csv and the weights of its prior from the sources, and say what the shrinkage is worth.

    python bench/base_rates.py SHARED > data/base_rates.csv

SHARED: a folder with corpora/questions.jsonl, tables/ICOWsettle.csv and tables/TIESv4-1.csv. The labelled articles are read
from data/outcomes.csv. The table goes to standard output, the weights and the check to standard error.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from pathlib import Path

from stances.learning.evaluate import BASELINES, held_out
from stances.learning.scoring import HORIZONS, difference, outcome, score
from stances.learning.table import Case, read_table, weights

Count = tuple[float, float]
"""How many agreed, of how many."""

HORIZON_ROWS = (90, 180, 365, 730)
_ISSUES = {
    "ceasefire_peace": "peace", "trade": "trade", "detainees": "detainees", "nuclear_arms": "nuclear",
    "diplomatic_relations": "recognition", "security_defence": "security", "finance_aid": "finance_debt",
    "energy_resources": "energy",
}  # fmt: skip
_ENDS_IN_AGREEMENT = {"agreement", "ceasefire", "normalisation", "ratification_accession", "release_swap"}
_ICOW_ISSUES = {"1": "territory", "2": "environment", "3": "territory"}
_HEADER = """\
# How often talks came to an agreement, by kind of source, issue and horizon: the number that agreed and of all whose outcome is known,
# weighted where several rows are of one episode or question. days 0: without a horizon. news: the labelled articles of outcomes.csv, by
# episode; questions: forecasting questions on an agreement of two parties asked before July 2024, as asked (ForecastBench and others);
# disputes: bilateral attempts to settle claims 1816-2001 (ICOW 1.1); sanctions: threats and impositions 1945-2005 with an outcome, settled
# by negotiation (TIES 4). Made by bench/base_rates.py."""


def news() -> dict[tuple[str, int], Count]:
    """Return the counts of the labelled articles."""
    cases = read_table(Path("data/outcomes.csv"))
    return {
        (issue, days): count
        for days in HORIZON_ROWS
        for issue in ("all", *sorted({case.issue for case in cases}))
        if (count := _count(cases, issue, days))[1]
    }


def _count(cases: list[Case], issue: str, days: int) -> Count:
    kept = [
        (known, weight)
        for case, weight in zip(cases, weights(cases), strict=True)
        if issue in ("all", case.issue) and not math.isnan(known := outcome(case, days))
    ]
    return sum(known * weight for known, weight in kept), sum(weight for _, weight in kept)


def questions(shared: Path) -> dict[tuple[str, int], Count]:
    """Return the counts of the forecasting questions, each group of copies one."""
    lines = (shared / "corpora" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [q for q in map(json.loads, lines) if q["kind"] in _ENDS_IN_AGREEMENT and q["polarity"] == 1]
    kept = [q for q in kept if q["country_a"] and q["country_b"] and q["close"] and (q["created"] or q["asked_by"])]
    size = Counter(q["dup_group"] or q["id"] for q in kept)
    rows = [(_ISSUES.get(q["issue"], "other"), q["outcome"], 1 / size[q["dup_group"] or q["id"]]) for q in kept]
    return _counts(rows)


def disputes(shared: Path) -> dict[tuple[str, int], Count]:
    """Return the counts of ICOW's bilateral attempts; those whose end is not coded are left out."""
    with (shared / "tables" / "ICOWsettle.csv").open(encoding="latin-1", newline="") as stream:
        kept = [row for row in csv.DictReader(stream) if row["typesett"] == "1" and row["agree"] in ("0", "1")]
    return _counts([(_ICOW_ISSUES[row["issue"]], int(row["agree"]), 1.0) for row in kept])


def sanctions(shared: Path) -> dict[tuple[str, int], Count]:
    """Return the count of TIES: final outcomes 5 and 10 are negotiated settlements."""
    with (shared / "tables" / "TIESv4-1.csv").open(encoding="latin-1", newline="") as stream:
        ends = [row["finaloutcome"].strip() for row in csv.DictReader(stream)]
    return _counts([("sanctions", int(end in ("5.0", "10.0")), 1.0) for end in ends if end])


def _counts(rows: list[tuple[str, int, float]]) -> dict[tuple[str, int], Count]:
    found: dict[tuple[str, int], Count] = {}
    for issue, agreed, weight in rows:
        for key in (("all", 0), (issue, 0)):
            some, all_ = found.get(key, (0.0, 0.0))
            found[key] = (some + weight * agreed, all_ + weight)
    return found


def concentration(groups: list[tuple[list[Count], float]]) -> float:
    """Return the weight of the prior with the highest beta-binomial likelihood; a group has its counts and its mean."""

    def likelihood(weight: float) -> float:
        return sum(_beta_binomial(count, mean, weight) for counts, mean in groups for count in counts)

    return max((1.1**i for i in range(1, 60)), key=likelihood)


def _beta_binomial(count: Count, mean: float, weight: float) -> float:
    agreed, episodes = count
    a, b = mean * weight, (1 - mean) * weight
    return _log_beta(a + agreed, b + episodes - agreed) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def main(shared: Path) -> None:
    """Print the table, and on standard error the weights that fit it best."""
    kinds = {
        "news": news(),
        "questions": questions(shared),
        "disputes": disputes(shared),
        "sanctions": sanctions(shared),
    }
    print(_HEADER)
    print("kind,issue,days,agreed,episodes")
    for kind, counts in kinds.items():
        for (issue, days), (agreed, episodes) in sorted(counts.items()):
            print(f"{kind},{issue},{days},{agreed:.2f},{episodes:.2f}")
    totals = [c[("all", 365 if kind == "news" else 0)] for kind, c in kinds.items()]
    mean = sum(agreed / episodes for agreed, episodes in totals) / len(totals)
    print(f"mean of the kinds {mean:.3f}, weight {concentration([(totals, mean)]):.1f}", file=sys.stderr)
    groups = [_issues(counts, days) for counts in list(kinds.values())[:3] for days in sorted({d for _, d in counts})]
    for kind, days, group in zip(["news"] * 4 + ["questions", "disputes"], [*HORIZON_ROWS, 0, 0], groups, strict=True):
        print(f"{kind} {days} days: weight of an issue's prior {concentration([group]):.1f}", file=sys.stderr)
    print(f"news at all horizons: {concentration(groups[:4]):.1f}", file=sys.stderr)
    _check()


def _issues(counts: dict[tuple[str, int], Count], days: int) -> tuple[list[Count], float]:
    agreed, episodes = counts[("all", days)]
    return [count for (issue, d), count in counts.items() if d == days and issue != "all"], agreed / episodes


def _check() -> None:
    """Say what an issue's own rate gains on pairs of parties that it did not see."""
    cases = read_table(Path("data/outcomes.csv"))
    said = {name: held_out(cases, predictor) for name, predictor in BASELINES.items()}
    for horizon in HORIZONS:
        gain = difference(cases, said["issue rate"], said["horizon only"], horizon)
        skill = score(cases, said["issue rate"], said["horizon only"], horizon).skill.value
        print(
            f"within {horizon} days, held out by pair: issue rate has a skill of {skill:+.3f}, "
            f"Brier {gain.value:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]",
            file=sys.stderr,
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
