"""What stands in an article: text, alignment, metadata with its evidence."""

from itertools import pairwise

import pytest

from onrecord.bylines import only_persons, persons
from onrecord.capture import Capture
from onrecord.datelines import moments
from onrecord.errors import PageRejected
from onrecord.layout import Layout
from onrecord.records import Article, Block, Declared, Page
from onrecord.stages import articles, blocks, pages
from onrecord.stages.articles import language

PARAGRAPHS = [
    "The harbour council of Lindmouth agreed on Tuesday to close the northern lock for repairs, "
    "after engineers found cracks in two of its gates during an inspection last month.",
    "Work will begin in the spring and is expected to take about eleven weeks, according to the "
    "council, which said that ferries would use the southern lock in the meantime.",
    "“We looked at every other way of doing this,” the harbour master, Edda Rowan, told reporters. "
    "“Waiting another winter would have been irresponsible towards the crews.”",
    "Fishermen from the old quay fear that the closure will cost them the start of the season and "
    "have asked for compensation, but no decision on that has been taken so far.",
    "The lock was built nearly ninety years ago and was last overhauled when the ferry terminal "
    "opened; the council has put aside four million crowns for the repairs.",
]
STAMPED = """Lindmouth closes its northern lock
    Repairs will take eleven weeks

    POLITICS   12 March 2031 - 08:15

    Maja Lindqvist

    {body}

    Lockside.example

    Follow us on Telegram


Read also

Ferry fares to rise from the summer

13 March 2031 - 10:02

Storm tears roof off the old market hall

13 March 2031 - 09:40

Council elects a new harbour master

12 March 2031 - 22:11
All news
"""


def read(body: str, form: str = "page_text", **extra: object) -> tuple[Page, tuple[Block, ...], Article]:
    capture = Capture(uri="page-1", form=form, body=body, media_type="text/plain", **extra)
    page, layout = pages.render(capture)
    found = blocks.classify(page, layout)
    return page, found, articles.assemble(page, found, layout)


@pytest.fixture(scope="module")
def stamped() -> tuple[Page, tuple[Block, ...], Article]:
    return read(STAMPED.format(body="\n\n    ".join(PARAGRAPHS)))


def test_the_text_is_the_body_and_nothing_else(stamped):
    assert stamped[2].text == "\n\n".join(PARAGRAPHS)


def test_every_run_leads_back_to_the_page(stamped):
    page, _, article = stamped
    assert article.alignment
    for run in article.alignment:
        own = article.text[run.text : run.text + run.length]
        assert own == page.text[run.page : run.page + run.length]


def test_metadata_has_its_place_on_the_page(stamped):
    page, _, article = stamped
    assert article.headline == "Lindmouth closes its northern lock"
    assert article.deck == "Repairs will take eleven weeks"
    assert article.authors == ("Maja Lindqvist",)
    assert article.section == "POLITICS"
    assert article.publisher == "Lockside.example"
    assert (article.published, article.published_basis) == ("2031-03-12T08:15", "text")
    for datum in article.metadata:
        if datum.start is not None and datum.field in ("headline", "author", "publisher"):
            assert page.text[datum.start : datum.end] == datum.value


def test_sidebar_headlines_are_teasers_with_their_time(stamped):
    teasers = [(b.exact.split("\n")[0], b.time) for b in stamped[1] if b.role == "teaser"]
    assert teasers == [
        ("Ferry fares to rise from the summer", "2031-03-13T10:02"),
        ("Storm tears roof off the old market hall", "2031-03-13T09:40"),
        ("Council elects a new harbour master", "2031-03-12T22:11"),
    ]


def test_blocks_cover_the_page_in_order(stamped):
    page, found, _ = stamped
    covered = set()
    for before, after in pairwise(found):
        assert before.end <= after.start
    for block in found:
        assert page.text[block.start : block.end] == block.exact
        covered.update(range(block.start, block.end))
    rest = {c for i, c in enumerate(page.text) if i not in covered}
    assert not any(c.isalnum() for c in rest)


def test_clean_text_is_the_article_character_for_character():
    text = "  One.\r\n\r\nTwo\tthree.  "
    _, found, article = read(text, "text", declared=Declared(lang="en"))
    assert article.text == text
    assert [b.role for b in found] == ["body"]
    assert [(r.text, r.page, r.length) for r in article.alignment] == [(0, 0, len(text))]


def test_html_article_with_its_metadata():
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    source = f"""<html lang="en"><head><title>Lock closes | Lockside</title>
    <meta property="og:title" content="Northern lock to close"><meta property="og:site_name" content="Lockside">
    <link rel="canonical" href="https://lockside.example/news/lock"></head><body>
    <nav><a href="/">Home</a> <a href="/news">News</a></nav>
    <article><h1>Lindmouth closes its northern lock</h1><p class="byline">By Maja Lindqvist</p>
    <time datetime="2031-03-12T08:15:00+01:00">12 March 2031 08:15 CET</time>{body}
    <figure><img src="x"><figcaption>The northern lock. Photo: J. Berg</figcaption></figure></article>
    <aside><h3>Most read</h3><ul><li><a href="/a">Storm tears roof off the old market hall</a></li></ul></aside>
    <footer>Copyright 2031 Lockside</footer></body></html>"""
    _, found, article = read(source, "html")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.headline == "Lindmouth closes its northern lock"
    assert article.title == "Northern lock to close"
    assert article.publisher == "Lockside"
    assert article.url == "https://lockside.example/news/lock"
    assert article.published == "2031-03-12T08:15+01:00"
    assert article.authors == ("Maja Lindqvist",)
    assert "caption" in {b.role for b in found}


def test_a_page_of_links_is_no_article():
    links = "".join(f"<li><a href='/{i}'>Council number {i} meets about the lock</a></li>" for i in range(40))
    with pytest.raises(PageRejected):
        read(f"<html><body><h1>News</h1><ul>{links}</ul></body></html>", "html")


def test_no_date_is_made_up():
    _, _, article = read("\n\n".join(PARAGRAPHS))
    assert article.published is None
    assert article.published_basis == "none"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("18 April 2031 - 17:46", "2031-04-18T17:46"),
        ("Apr 18, 2031 at 5:46 PM EDT", "2031-04-18T17:46-04:00"),
        ("Updated 10:22 AM EST, Mon January 3, 2031", "2031-01-03T10:22-05:00"),
        ("18.04.2031, 17:46 Uhr", "2031-04-18T17:46"),
        ("Publié le 3 mars 2031 à 17h46", "2031-03-03T17:46"),
        ("12 de mayo de 2031", "2031-05-12"),
        ("18 апреля 2031, 17:46", "2031-04-18T17:46"),
        ("2031年4月18日 17:46", "2031-04-18T17:46"),
        ("2031-12-17T17:34:25+00:00", "2031-12-17T17:34:25+00:00"),
    ],
)
def test_datelines_of_many_habits(line, value):
    assert [m.value for m in moments(line)] == [value]


@pytest.mark.parametrize("line", ["31.02.2031", "version 1.2.3", "2,000 troops", "10:22", "Article 2020"])
def test_what_is_no_date(line):
    assert moments(line) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee and Bo van der Ek, Example News", ["Ann Lee", "Bo van der Ek"]),
        ("Von Jürgen Maß", ["Jürgen Maß"]),
        ("By News Desk", []),
        ("Reuters", []),
        ("Political Correspondent", []),
        ("Автор: Иван Петров", ["Иван Петров"]),
    ],
)
def test_persons_in_bylines(line, names):
    assert persons(line) == names
    assert only_persons(line) == (bool(names) and "News" not in line)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The council of Lindmouth said that it would close the lock for repairs in the spring.", "en"),
        ("Der Rat von Lindmouth will die Schleuse im Frühjahr schließen, wie er am Montag mitteilte.", "de"),
        ("„The show was on“, sagte der Rat von Lindmouth am Montag über die Schleuse am alten Hafen.", "de"),
        ("Het was in de winter, of in de herfst, dat de sluis van Lindmouth open was, had hij gezegd.", "nl"),
        ("LINDMOUTH COUNCIL CLOSES NORTHERN LOCK: ENGINEERS FIND CRACKS, FERRIES USE SOUTHERN LOCK", "en"),
    ],
)
def test_a_language_is_told_by_how_the_text_sounds(text: str, lang: str):
    assert language.of(text, Layout(())) == lang
