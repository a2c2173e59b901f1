"""What ours is compared with; a library that is missing is named with its pip line and left out."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from articles import sentences

from stances.extraction.lexicon import shipped_lexicon
from stances.extraction.patterns import from_line

if TYPE_CHECKING:
    from timing import Work

    from stances.records import Article

PHRASES = 600


def phrases() -> list[str]:
    """Return 600 phrases of the shipped lexicon that are plain words in a row."""
    found: set[str] = set()
    for *_, line in shipped_lexicon().entries:
        steps = from_line(line)
        plain = all(not step.prefixes and not step.gap and "{" not in step.words[0] for step in steps)
        if plain and len(steps) > 1:
            found.add(" ".join(step.words[0] for step in steps))
    return sorted(found)[:PHRASES]


def peers(articles: list[Article]) -> Work:
    """Return each peer that is installed, ready to be timed on the articles' texts."""
    texts = [article.text for article in articles]
    work: Work = {"bare scan of 600 phrases": _scan(texts)}
    for name, module, make in (
        ("TF-IDF + logistic regression, batch", "sklearn", _tfidf),
        ("spaCy PhraseMatcher, 600 phrases", "spacy", _phrase_matcher),
        ("VADER a sentence", "vaderSentiment", _vader),
    ):
        if find_spec(module):
            work[name] = make(texts) if make is not _vader else _vader(sentences(articles))
        else:
            print(f"{name}: left out, {module} is missing: pip install 'stances[bench]'", file=sys.stderr)
    return work


def _scan(texts: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    engine = AhoCorasick(phrases(), matchkind=MatchKind.LeftmostLongest)
    lower = [text.lower() for text in texts]
    return lambda: [engine.find_matches_as_indexes(text) for text in lower]


def _tfidf(texts: list[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression())
    model.fit(texts, [number % 2 for number in range(len(texts))])
    return lambda: model.predict_proba(texts)


def _phrase_matcher(texts: list[str]) -> Any:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("cue", [nlp.make_doc(phrase) for phrase in phrases()])
    return lambda: [matcher(nlp.make_doc(text)) for text in texts]


def _vader(lines: list[str]) -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    score = SentimentIntensityAnalyzer().polarity_scores
    return lambda: [score(line) for line in lines]
