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
