"""Base hazards from labelled outcomes; effects stay at the codebook's priors until they are fitted to data."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from stances.codebook import drivers
from stances.model.features import row
from stances.model.hazard import CUTS, Coefficient, Hazard, logit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stances.records import Reading

STAGE_PRIORS = {"stage:called_for": (-0.5, 0.2), "stage:advanced": (0.35, 0.2), "stage:held_up": (-0.1, 0.2)}
"""Mean and width by group of stages: talks only called for are far from a deal, drafts and frameworks near to one."""

WEAKER_SIDE_PRIOR = (0.6, 0.3)
ANCHOR_PRIOR = (0.25, 0.2)
_ALPHA_SD = 0.2
_WIDTH = 0.5


def base_alphas(labels: list[dict[str, Any]]) -> tuple[float, ...]:
    """Return the log-odds of an agreement in each period among those without one so far.

    Articles weigh 1 / (articles of their episode); a censored article counts in the periods that it lived through.

    Parameters
    ----------
    labels : list of dict
        ``date``, ``episode``, ``outcome`` with ``outcome_date`` or ``censor_date``.
    """
    size = Counter(label["episode"] for label in labels)
    events = [0.5] * (len(CUTS) - 1)
    exposed = [2.0] * (len(CUTS) - 1)
    for label in labels:
        end = label["outcome_date"] if label["outcome"] == "agreed" else label["censor_date"]
        days = (date.fromisoformat(end) - date.fromisoformat(label["date"])).days
        for k, (start, stop) in enumerate(itertools.pairwise(CUTS)):
            agreed_here = label["outcome"] == "agreed" and start < max(days, 1) <= stop
            if agreed_here or days >= stop:
                exposed[k] += 1 / size[label["episode"]]
                events[k] += agreed_here / size[label["episode"]]
    return tuple(logit(e / n) for e, n in zip(events, exposed, strict=True))


def prior_hazard(alphas: tuple[float, ...], readings: Iterable[Reading], issues: Iterable[str]) -> Hazard:
    """Return the hazard model at its priors, centred on the mean article.

    Parameters
    ----------
    alphas : tuple of float
        Base log-odds by period.
    readings : iterable of Reading
        Reference articles as this version reads them; they give the features' means.
    issues : iterable of str
        Issues that get an effect, at zero with a width of .15.
    """
    rows = [row(r) for r in readings if r.parties]
    dated = [r for r in readings if r.parties and r.anchor]
    centre: dict[str, float] = defaultdict(float)
    for features in rows:
        for name, value in features.items():
            centre[name] += value
    size = max(len(rows), 1)
    priors: dict[str, tuple[float, float]] = {**STAGE_PRIORS, "weaker_side": WEAKER_SIDE_PRIOR}
    for name, driver in drivers().items():
        priors[f"{name}+"] = (driver.positive, _WIDTH * abs(driver.positive))
        priors[f"{name}-"] = (driver.negative, _WIDTH * abs(driver.negative))
    priors.update({f"issue:{issue}": (0.0, 0.15) for issue in issues})
    effects = {name: Coefficient(mean, sd, centre[name] / size) for name, (mean, sd) in priors.items()}
    return Hazard(alphas, _ALPHA_SD, effects, Coefficient(*ANCHOR_PRIOR, len(dated) / size / (len(CUTS) - 1)))
