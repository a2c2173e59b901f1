"""Where new articles differ from the training table, as text or as a JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stances.learning.drift import Drift

_SHOWN = 20


def to_text(given: Drift) -> str:
    """Return it for a terminal."""
    read = given.articles - given.abstained
    lines = [
        f"{given.articles} articles, {given.abstained} abstained on; {given.pairs} pairs of parties,"
        f" {given.known_pairs} of them in the table",
        "Features that differ by more than chance (false discoveries held at 5 %)"
        if given.shifts
        else "No feature differs by more than chance",
    ]
    lines += [f"  {s.feature:<22} {s.table:.3f} → {s.new:.3f}  {s.errors:+.1f} standard errors" for s in given.shifts]
    lines += [f"Issue not in the table: {issue} ({count} articles)" for issue, count in given.issues.items()]
    lines.append(f"{len({key for key, _ in given.outside})} of {read} articles lie far outside the table")
    lines += [f"  {key}: {note}" for key, note in given.outside[:_SHOWN]]
    if len(given.outside) > _SHOWN:
        lines.append(f"  and {len(given.outside) - _SHOWN} more")
    return "\n".join(lines) + "\n"


def to_record(given: Drift) -> dict[str, Any]:
    """Return it for ``json.dumps``."""
    return {
        "articles": given.articles, "abstained": given.abstained, "pairs": given.pairs,
        "known_pairs": given.known_pairs, "shifts": [shift._asdict() for shift in given.shifts],
        "unknown_issues": given.issues, "outside": [{"id": key, "note": note} for key, note in given.outside],
    }  # fmt: skip
