"""Pictures of an evaluation as SVG coordinates: the template draws them, no script and no library does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stances.learning.calibration import Bin
    from stances.learning.comparison import Row

_SIZE, _EDGE = 240, 34
_WIDTH, _HEIGHT = 520, 240
_LEAST_SPAN = 0.05


def reliability_plot(bins: Sequence[Bin]) -> dict[str, Any]:
    """Return the points of a reliability diagram in a square, their areas as the weights, and the marks of its axes."""
    inner = _SIZE - _EDGE - 8
    most = max((b.weight for b in bins), default=1.0)
    return {
        "size": _SIZE,
        "edge": _EDGE,
        "end": _EDGE + inner,
        "points": [
            {
                "x": round(_EDGE + inner * b.said, 1),
                "y": round(8 + inner * (1 - b.came), 1),
                "r": round(2 + 5 * (b.weight / most) ** 0.5, 1),
                "title": f"said {100 * b.said:.0f} %, came {100 * b.came:.0f} %, {b.weight:.0f} episodes",
            }
            for b in bins
        ],
        "marks": [
            {"label": f"{p} %", "x": round(_EDGE + inner * p / 100, 1), "y": round(8 + inner * (1 - p / 100), 1)}
            for p in (0, 50, 100)
        ],
    }


def by_horizon(rows: Sequence[Row]) -> dict[str, Any]:
    """Return each predictor's skill with its interval at each horizon, side by side, and the marks of the axis."""
    ends = [v for row in rows for s in row.scores for v in (s.skill.low, s.skill.high)]
    low, high = min([*ends, -_LEAST_SPAN]), max([*ends, _LEAST_SPAN])
    inner = _HEIGHT - _EDGE - 10

    def y(skill: float) -> float:
        return round(10 + inner * (high - skill) / (high - low), 1)

    count = len(rows[0].scores)
    wide = (_WIDTH - 60) / count
    marks = [
        {
            "x": round(60 + wide * (k + (i + 1) / (len(rows) + 1)), 1),
            "y": y(row.scores[k].skill.value),
            "low": y(row.scores[k].skill.low),
            "high": y(row.scores[k].skill.high),
            "number": i + 1,
            "title": f"{row.name}, {row.scores[k].horizon} days: {row.scores[k].skill.value:+.3f}",
        }
        for k in range(count)
        for i, row in enumerate(rows)
    ]
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "marks": marks,
        "names": [row.name for row in rows],
        "labels": [
            {"x": round(60 + wide * (k + 0.5), 1), "label": f"{s.horizon} days"} for k, s in enumerate(rows[0].scores)
        ],
        "lines": [{"y": y(v), "label": f"{v:+.2f}"} for v in (low, 0.0, high)],
    }
