"""Live blogs: every entry an article with its own time; pages that only show times are left alone."""

import json

from onrecord import pipeline
from onrecord.capture import Capture
from onrecord.records import Block
from onrecord.stages.articles import entries
from tests.unit.test_articles import PARAGRAPHS, STAMPED
from tests.unit.test_further import OTHER

TIMES = ["16:40", "15:05", "13:20", "11:45", "10:30", "09:15"]
HEADINGS = [
    "Lock gates are out of the water",
    "Fishermen block the southern quay",
    "Council meets again behind closed doors",
    "Ferries leave from the south",
    "First cracks found in the gates",
    "Harbour master speaks of weeks",
]
TEXTS = [*PARAGRAPHS[:4], *OTHER[:2]]
HEAD = "Lindmouth lock closes: the day as it happened\n\nBy Maja Lindqvist\n\n12 March 2031\n\n"


def read(body: str, form: str = "page_text") -> pipeline.Reading:
    found = pipeline.read_page(Capture(uri="page-1", form=form, body=body, media_type="text/plain"))
    assert isinstance(found, pipeline.Reading), found
    return found


def test_each_entry_is_an_article_with_its_time() -> None:
    told = [f"{t}\n\n{h}\n\n{p}" for t, h, p in zip(TIMES, HEADINGS, TEXTS, strict=True)]
    found = read(HEAD + "\n\n".join(told))
    articles = [d.article for d in found.dossiers]
    assert [a.text for a in articles] == TEXTS
    assert [a.headline for a in articles] == HEADINGS
    assert [a.published for a in articles] == [f"2031-03-12T{t}" for t in TIMES]
    for article in articles:
        for run in article.alignment:
            own = article.text[run.text : run.text + run.length]
            assert own == found.page.text[run.page : run.page + run.length]
        for datum in article.metadata:
            if datum.field == "published" and datum.start is not None:
                assert found.page.text[datum.start : datum.end] in TIMES


def test_entries_of_html_with_headings_above_their_times() -> None:
    rows = "".join(
        f"<div class=entry><h3>{h}</h3><time>{t}</time><p>{p}</p></div>"
        for t, h, p in zip(TIMES, HEADINGS, TEXTS, strict=True)
    )
    page = (
        "<html><head><meta property='article:published_time' content='2031-03-12T09:00:00+01:00'></head><body>"
        f"<article><h1>Lindmouth lock closes: the day as it happened</h1>{rows}</article></body></html>"
    )
    articles = [d.article for d in read(page, "html").dossiers]
    assert [a.text for a in articles] == TEXTS
    assert [a.headline for a in articles] == HEADINGS
    assert articles[0].published == "2031-03-12T16:40"


def test_entries_that_say_how_long_ago_have_no_time_of_their_own() -> None:
    for stamps in (
        ["5 minutes ago", "25 min ago", "1 hour ago", "2 hrs ago", "3h ago", "1 day ago"],
        ["vor 5 Minuten", "vor 25 Min.", "vor 1 Stunde", "vor 2 Std.", "vor 3 Stunden", "vor 1 Tag"],
        ["5 dk önce", "25 dakika önce", "1 saat önce", "2 saat önce", "3 saat önce", "1 gün önce"],
    ):
        told = [f"{t}\n\n{h}\n\n{p}" for t, h, p in zip(stamps, HEADINGS, TEXTS, strict=True)]
        articles = [d.article for d in read(HEAD + "\n\n".join(told)).dossiers]
        assert [a.text for a in articles] == TEXTS
        assert [a.headline for a in articles] == HEADINGS
        assert {a.published for a in articles} == {None}


def test_entries_that_only_json_ld_tells_apart() -> None:
    listed = [
        {"@type": "BlogPosting", "headline": h, "datePublished": f"2031-03-12T{t}:00+01:00", "articleBody": p}
        for t, h, p in zip(TIMES, HEADINGS, TEXTS, strict=True)
    ]
    blog = {"@type": "LiveBlogPosting", "headline": HEAD.partition("\n")[0], "liveBlogUpdate": listed}
    rows = "".join(f"<h2>{h}</h2><p>{p}</p>" for h, p in zip(HEADINGS, TEXTS, strict=True))
    page = (
        f"<html><head><script type='application/ld+json'>{json.dumps(blog)}</script></head><body><main><article>"
        f"<h1>Lindmouth lock closes: the day as it happened</h1>{rows}</article></main></body></html>"
    )
    articles = [d.article for d in read(page, "html").dossiers]
    assert [a.text for a in articles] == TEXTS
    assert [a.headline for a in articles] == HEADINGS
    assert [a.published for a in articles] == [f"2031-03-12T{t}+01:00" for t in TIMES]


def test_over_a_midnight_no_day_is_made_up() -> None:
    times = ["01:10", "00:40", "23:50", "22:10", "21:00", "20:30", "19:15", "18:00", "17:00", "16:00"]
    blocks: list[Block] = []
    for n, time in enumerate(times):
        for role, text in (("other", time), ("body", PARAGRAPHS[n % 5])):
            at = 500 * n + 100 * (role == "body")
            blocks.append(Block(origin="x", page="p", start=at, end=at + len(text), role=role, exact=text))
    assert entries.starts(blocks) == list(range(0, 20, 2))
    assert entries.published(blocks[:2], blocks, "2031-03-12") is None
    alone = entries.published(blocks[:2], blocks[:4], "2031-03-12")
    assert alone is not None
    assert alone.value == "2031-03-12T01:10"


def test_times_beside_teasers_make_no_live_blog() -> None:
    found = read(STAMPED.format(body="\n\n    ".join(PARAGRAPHS)))
    assert len(found.dossiers) == 1
    times = "".join(f"{t}\n\n{h}\n\n" for t, h in zip(TIMES, HEADINGS, strict=True))
    body = "Lindmouth closes its northern lock\n\n12 March 2031\n\n" + "\n\n".join(PARAGRAPHS)
    assert len(read(f"{body}\n\nLatest\n\n{times}").dossiers) == 1
