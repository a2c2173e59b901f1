"""An evaluation as text, as a JSON object, or as one self-contained HTML page with its pictures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stances.report.plots import by_horizon, reliability_plot
from stances.report.templating import template

if TYPE_CHECKING:
    from stances.learning.comparison import Row
    from stances.learning.evaluation import Evaluation
    from stances.learning.scoring import Estimate, Score

_TITLES = {
    "model": "", "baseline": "Baselines", "challenger": "Other estimators on the same table",
    "ablation": "Ours with a part off", "codes": "Readers' codes in place of our reading",
}  # fmt: skip


def to_text(given: Evaluation) -> str:
    """Return the figures for a terminal of 100 columns."""
    ours = given.rows[0]
    lines = [
        f"Held-out pairs of parties, 5 folds: {given.cases} articles, {given.episodes} episodes, {given.pairs} pairs",
        "In brackets 90 % bootstrap intervals over pairs; skill is against the horizon's rate alone.",
        "",
        *scores_text(ours.scores),
        f"mean skill {_interval(ours.skill, '+.3f')}",
        "",
        f"{'':<28} mean skill                 AUC 90 / 180 / 365      ours less its Brier score",
    ]
    for group in _TITLES:
        rows = [row for row in given.rows if row.group == group]
        lines += [_TITLES[group]] if rows and _TITLES[group] else []
        lines += map(_row_text, rows)
    lines += ["", *_calibration_text(ours), "", *_issues_text(given)]
    return "\n".join([*lines, *(f"({remark})" for remark in given.remarks)]) + "\n"


def scores_text(scores: list[Score] | tuple[Score, ...]) -> list[str]:
    """Return one predictor's figures, a line a horizon."""
    lines = ["days  rate   Brier                   skill                      log score  AUC                     ECE"]
    for s in scores:
        lines.append(
            f"{s.horizon:<5} {s.rate:.3f}  {_interval(s.brier, '.3f'):<22}  {_interval(s.skill, '+.3f'):<25}"
            f"  {s.log_score.value:.3f}      {_interval(s.auc, '.3f'):<22}  {s.calibration_error:.3f}"
        )
    return lines


def against_text(against: dict[str, Estimate]) -> list[str]:
    """Return the mean differences of the Brier score to some opponents."""
    lines = ["Brier score less that of …, mean of the horizons (90 % interval over pairs; below zero is better)"]
    return lines + [f"  {name:<26} {_interval(d, '+.4f')}" for name, d in against.items()]


def _interval(e: Estimate, form: str) -> str:
    return f"{e.value:{form}} ({e.low:{form}} … {e.high:{form}})"


def _row_text(row: Row) -> str:
    auc = " / ".join(f"{s.auc.value:.3f}" for s in row.scores)
    against = "" if row.group == "model" else _interval(row.mean_against, "+.4f")
    return f"  {row.name:<26} {_interval(row.skill, '+.3f'):<26} {auc}   {against}".rstrip()


def _calibration_text(ours: Row) -> list[str]:
    lines = [
        "Calibration: bins of about equal weight, likelihood said and rate that came (episodes); by chance a model whose",
        "likelihoods are right has the other error, with as many episodes (90 % interval over outcomes drawn from them)",
    ]
    for s in ours.scores:
        lines.append(f"  {s.horizon} days: " + "  ".join(f"{b.said:.2f}→{b.came:.2f} ({b.weight:.0f})" for b in s.bins))
        lines.append(f"    error {s.calibration_error:.3f}, by chance {_interval(s.chance_error, '.3f')}")
        lines.append(
            f"    Brier {s.brier.value:.4f} = reliability {s.reliability:.4f} − resolution {s.resolution:.4f}"
            f" + uncertainty {s.uncertainty:.4f} + within bins {s.within:+.4f}"
        )
    return lines


def _issues_text(given: Evaluation) -> list[str]:
    lines = ["Within a year by the issue that was read      articles episodes pairs  rate   Brier  less the rate's"]
    for name, s, against in given.issues:
        lines.append(
            f"  {name:<43} {s.cases:>8} {s.episodes:>8} {s.pairs:>5}  {s.rate:.3f}  {s.brier.value:.3f}"
            f"  {_interval(against, '+.4f')}"
        )
    return lines


def to_record(given: Evaluation) -> dict[str, Any]:
    """Return an evaluation for ``json.dumps``."""
    return {
        "cases": given.cases,
        "episodes": given.episodes,
        "pairs": given.pairs,
        "rows": [
            {
                "name": row.name,
                "group": row.group,
                "mean_skill": row.skill._asdict(),
                "scores": [_score(s) for s in row.scores],
                "ours_less_its_brier": [e._asdict() for e in row.against],
                "mean_ours_less_its_brier": row.mean_against._asdict(),
            }
            for row in given.rows
        ],
        "issues": [
            {"issue": i.issue, "score": _score(i.score), "less_the_rates_brier": i.against._asdict()}
            for i in given.issues
        ],
        "remarks": list(given.remarks),
    }


def _score(s: Score) -> dict[str, Any]:
    plain = {name: v._asdict() if hasattr(v, "_asdict") else v for name, v in s._asdict().items()}
    return {**plain, "bins": [b._asdict() for b in s.bins]}


def to_html(given: Evaluation) -> str:
    """Return a page with tables and pictures; the same input gives the same bytes.

    Raises
    ------
    UsageError
        If jinja2 is not installed.
    """
    groups = [(title, [r for r in given.rows if r.group == group]) for group, title in _TITLES.items()]
    return str(
        template("evaluation.html").render(
            given=given,
            ours=given.rows[0],
            groups=[(title, rows) for title, rows in groups if rows],
            reliability=[reliability_plot(s.bins) for s in given.rows[0].scores],
            horizons=by_horizon([r for r in given.rows if r.group in ("model", "baseline")]),
        )
    )
