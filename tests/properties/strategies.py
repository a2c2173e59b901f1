"""Random readings and texts: what an article may state, whoever wrote it."""

from datetime import date, timedelta

from hypothesis import strategies as st

from stances.codebook import DRIVERS, ISSUES, SCOPES, STAGES
from stances.explain.what_if import ANCHOR_KINDS
from stances.model.hazard import MAX_DAYS
from stances.records import BOTH, Anchor, Article, Reading, Signal, Span

PAIR = ("MEX", "USA")
DAY = date(2018, 5, 17)
HORIZONS = st.integers(1, MAX_DAYS)
POLARITIES = st.sampled_from([-1, 0, 1])


def signals(drivers=DRIVERS, polarities=POLARITIES):
    """Return signals with a quote of no account: the model looks at driver, holder and polarity."""
    return st.builds(
        Signal,
        st.sampled_from(drivers),
        st.sampled_from([*PAIR, BOTH]),
        polarities,
        st.floats(0.2, 1),
        st.just("q"),
        st.just(Span("text", 0, 1)),
    )


anchors = st.none() | st.builds(
    lambda days, kind: Anchor(DAY + timedelta(days=days), kind), st.integers(1, 900), st.sampled_from(ANCHOR_KINDS)
)


def shares_of(names):
    """How likely each of some names is, all together certain."""
    return st.lists(st.integers(1, 100), min_size=len(names), max_size=len(names)).map(
        lambda weights: tuple((name, w / sum(weights)) for name, w in zip(names, weights, strict=True))
    )


readings = st.builds(
    Reading,
    article=st.just(Article("x", "Some text.", date=DAY)),
    as_of=st.just(DAY),
    parties=st.just(PAIR),
    issue=st.sampled_from(ISSUES),
    stage=st.sampled_from(STAGES),
    anchor=anchors,
    signals=st.lists(signals(), max_size=14).map(tuple),
    sentences=st.integers(1, 60),
    stage_shares=st.just(()) | shares_of(STAGES),
    issue_shares=st.just(()) | shares_of(ISSUES),
    scope=st.sampled_from(SCOPES),
    concluded=st.booleans(),
    unnamed=st.sampled_from([(), ("USA",), PAIR]),
    abstention=st.none(),
)
questions = readings.map(
    lambda reading: reading._replace(
        article=Article("q", "", title="Will the two sign an agreement on fish before 1 January 2020?", date=DAY)
    )
)

WORDS = (
    "Mexico", "U.S.", "Trump", "talks", "deal", "said", "will", "not", "agreed", "election", "Congress.", "NAFTA",
    "tariffs", "“if”", "threat,", "July", "1", "2018", "\n\n", "Korea's", "‘no’", '"', "(Reuters)", "unless", "1,000",
    "ratify", "leverage", "insists;", "—", "\N{NO-BREAK SPACE}", "İstanbul", "ﬁ", "\r\n", "…", "envoy", "next week.",
)  # fmt: skip
texts = st.text(max_size=400) | st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
