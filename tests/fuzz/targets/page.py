"""The fall-back reader of web pages: nothing that is hidden comes out, and no page makes more text than it has.

trafilatura is left out: it is another project's, and whatever it raises is caught.
"""

from unittest.mock import patch

from stances.reading import html
from stances.reading.decode import decode
from tests.fuzz.targets.laws import holds, refusable

SEEDS = (
    b"<html><head><title>Talks</title><meta name=date content=2018-05-17></head><body><p>Both sides met.</p></body></html>",
    b"<p>a<script>x</script>b</p><nav><p>Menu</nav><li>Item &amp; &lt; &#8364; &#x20ac; &notit;<blockquote>q",
    b"<time datetime='2018-05-17'>17 May</time><h1>Head</h1><!-- c --><![CDATA[x]]><?php x ?><!DOCTYPE html [<!ENTITY a 'b'>]>",
    b"<p><![if !IE]>x<![endif]></p><svg/><p a='1' b=\"2\" c>text</p></template><style><!--</style>",
)


def check(data: bytes) -> None:
    """Read the bytes as a page."""
    with refusable(), patch.object(html, "_extracted", lambda _text: ""):
        text = decode(data, "a")
        article = html.parse_html(text, "a")
        holds(article)
        assert len(article.text) + len(article.title) <= 2 * len(text) + 2
