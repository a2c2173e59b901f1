"""On the real articles, where they are on this machine."""

import json
from datetime import date

from stances.reading.source import read
from stances.road import predict


def test_the_real_seed(model, shared):
    article = next(read(str(shared / "seeds" / "us-mexico-asylum-pact-2018-05.txt")))
    result = predict(article, model, as_of=date(2018, 5, 17))
    assert result.reading.parties == ("MEX", "USA")
    assert result.reading.issue == "migration"
    kinds = {(s.driver, s.polarity) for s in result.reading.signals}
    assert {("linkage", 1), ("precedent", 1), ("priority", 1), ("progress", 1), ("ratification", 1)} <= kinds


def test_no_article_of_a_sample_crashes(model, shared):
    path = shared / "corpora" / "articles.jsonl.gz"
    for number, article in enumerate(read(str(path))):
        if number == 60:
            break
        result = predict(article, model)
        assert (result.likelihood is None) == (result.reading.abstention is not None)
        json.dumps(result.reading.article.id)
