"""Lines at the edges of the body: bylines taken for it, opening and last paragraphs left out."""

import pytest

from onrecord.capture import Capture
from onrecord.errors import PageRejected
from onrecord.stages import articles, blocks, pages
from onrecord.stages.blocks.edges import heads
from onrecord.stages.blocks.lines import look

PARAGRAPHS = [
    "The harbour council of Lindmouth agreed on Tuesday to close the northern lock for repairs.",
    "Work will begin in the spring and is expected to take about eleven weeks, the council said.",
    "Fishermen from the old quay fear that the closure will cost them the start of the season.",
]


def read(html):
    page, layout = pages.render(Capture(uri="p.html", form="html", body=html, media_type="text/html"))
    found = blocks.classify(page, layout)
    return found, articles.assemble(page, found, layout)


@pytest.mark.parametrize(
    "line",
    ["Maja Lindqvist · 12 March 2031 · 6 min read", "By Maja Lindqvist | 12 March 2031 | 1 minute read"],
)
def test_names_and_dates_are_no_paragraph(line):
    assert heads(look(line))


@pytest.mark.parametrize(
    "line",
    ["12 March 2031 – Workers walk out", "Maja Lindqvist left Orsk on 12 March 2031.", "Maja Lindqvist"],
)
def test_what_tells_more_is_one(line):
    assert not heads(look(line))


def test_a_paragraph_below_an_aside_belongs_to_the_article():
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    aside = "<aside><h4>Related</h4><a href='/1'>Ferry doubles its fares</a></aside>"
    last = "The council will vote on the repairs on 22 April."
    html = f"<body><article><h1>Lindmouth closes its lock</h1>{text}{aside}<p>{last}</p></article></body>"
    assert read(html)[1].text.endswith(last)


def test_a_list_of_dated_links_is_an_index_page():
    titles = ["Papers differ over the treaty", "Storm closes two passes", "Choir sings in the rain"]
    rows = "".join(
        f"<li><a href='/x'>{t}</a> <time>1{i} March 2031</time></li>" for i, t in enumerate(titles)
    )
    with pytest.raises(PageRejected):
        read(f"<body><h1>World</h1><ul>{rows}{rows.replace('1', '2')}</ul></body>")


def test_who_the_author_is_does_not_belong_to_the_text():
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    bio = "<p>Maja Lindqvist writes about harbours for the Lockside Review.</p>"
    byline = "<p class='byline'>By Maja Lindqvist</p>"
    html = f"<body><article><h1>Lindmouth closes its lock</h1>{byline}{text}{bio}</article></body>"
    assert read(html)[1].text.endswith(PARAGRAPHS[-1])


def test_a_link_beside_its_date_is_a_teaser_with_its_time():
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    link = "<div><a href='/1'>Ferry doubles all its fares</a> <time>11 March 2031</time></div>"
    html = f"<body><article><h1>Lindmouth closes its lock</h1>{text}</article><h4>More</h4>{link}</body>"
    assert [b.time for b in read(html)[0] if b.role == "teaser"] == ["2031-03-11"]
