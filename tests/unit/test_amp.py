"""AMP pages: their own elements are furniture, their metadata is read as any page's."""

from onrecord import pipeline
from onrecord.capture import Capture
from tests.unit.test_publication import BODY, TITLE

LD = (
    f'{{"@context":"http://schema.org","@type":"NewsArticle","headline":"{TITLE}",'
    '"datePublished":"2031-03-14T08:15:00Z","author":{"@type":"Person","name":"Maja Lindqvist"},'
    '"publisher":{"@type":"Organization","name":"The Upland Review"}}'
)
PAGE = """<!doctype html><html ⚡ lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="https://upland.example/2031/03/lock">
<script async src="https://cdn.ampproject.org/v0.js"></script><script type="application/ld+json">{ld}</script>
<style amp-boilerplate>body{{visibility:hidden}}</style><style amp-custom>.x{{color:red}}</style></head><body>
<amp-sidebar id="s" layout="nodisplay"><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul>
</amp-sidebar><amp-consent layout="nodisplay" id="c"><div>We use cookies <button>Accept</button></div></amp-consent>
<article><h1>{title}</h1><p class="byline">By Maja Lindqvist</p>
<amp-img src="a.jpg" width="1" height="1" alt="The lock"><noscript><img src="a.jpg"></noscript></amp-img>
<amp-ad width="300" height="250" type="x"><div placeholder>Advertisement</div></amp-ad>
{paragraphs}<amp-social-share type="twitter">Tweet</amp-social-share>
<amp-list src="/more.json"><template type="amp-mustache"><a href="{{{{url}}}}">{{{{title}}}}</a></template></amp-list>
</article><amp-analytics><script type="application/json">{{"a":1}}</script></amp-analytics></body></html>"""


def test_an_amp_page_is_read() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY.split("\n\n"))
    html = PAGE.format(title=TITLE, ld=LD, paragraphs=paragraphs)
    found = pipeline.read_page(Capture(uri="p", form="html", body=html, media_type="text/html"))
    assert isinstance(found, pipeline.Reading)
    article = found.dossiers[0].article
    assert article.text == BODY
    assert article.headline == TITLE
    assert article.authors == ("Maja Lindqvist",)
    assert article.publisher == "The Upland Review"
    assert article.published == "2031-03-14T08:15+00:00"
    assert article.url == "https://upland.example/2031/03/lock"
    assert "{{" not in found.page.text
