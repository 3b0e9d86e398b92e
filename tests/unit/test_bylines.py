"""Who wrote an article: names on lines of many shapes, and what is no name."""

import pytest

from onrecord.bylines import (
    agencies_only,
    credited,
    is_person,
    only_persons,
    persons,
    shows_names,
    signed,
    tells,
)
from onrecord.capture import Capture
from onrecord.records import Article
from onrecord.stages import articles, blocks, pages

BODY = """The harbour council of Lindmouth agreed on Tuesday to close the northern lock for repairs, after engineers found cracks in two of its gates during an inspection last month.

Work will begin in the spring and is expected to take about eleven weeks, according to the council, which said that ferries would use the southern lock in the meantime.

Fishermen from the old quay fear that the closure will cost them the start of the season and have asked for compensation, but no decision on that has been taken so far."""
TITLE = "Lindmouth council to close northern lock for repairs"


def read(head: str, tail: str = "") -> Article:
    text = f"* Home\n* News\n* Weather\n\n{head}\n\n{BODY}\n\n{tail}\n"
    page, layout = pages.render(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))
    return articles.assemble(page, blocks.classify(page, layout), layout)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Maja Lindqvist - The Upland Review - Thursday", ["Maja Lindqvist"]),
        ("Maja Lindqvist MS, RDN, LD", ["Maja Lindqvist"]),
        ("Edvard T. Rowan, Ph.D.", ["Edvard T. Rowan"]),
        ("Maja Lindqvist 5 hours ago", ["Maja Lindqvist"]),
        ("Maja Lindqvist | Published 15 hours ago", ["Maja Lindqvist"]),
        ("News by Maja Lindqvist News Reporter", ["Maja Lindqvist"]),
        ("Maja Lindqvist Lifestyle Writer", ["Maja Lindqvist"]),
        ("순천 한지우 기자 jiwoo@upland.example", ["한지우"]),
        ("Maja Lindqvist \xa0 UPLAND NETWORK", ["Maja Lindqvist"]),
        ("By Maja LindqvistPublished", ["Maja Lindqvist"]),
        ("Maja Lindqvist Editor", ["Maja Lindqvist"]),
        ("© MAJA LINDQVIST", []),
        ("Отправить на печать", []),
        ("‹ ›", []),
    ],
)
def test_names_without_what_stands_around_them(line, names):
    assert persons(line) == names


def test_agencies_stand_alone_or_beside_persons():
    assert agencies_only("AFP")
    assert agencies_only("Reuters, Maja Lindqvist")
    assert not agencies_only("Reuters said so")
    assert not agencies_only("Maja Lindqvist")


def test_a_line_that_opens_as_bylines_do_is_signed_by_whomever():
    assert signed("By our newsroom")
    assert not signed("By the time the ferries came back the lock had been closed")
    assert not is_person("By our newsroom")
    assert not only_persons("Von dpa")


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (f"{TITLE}\n\nMaja Lindqvist\n\n12 March 2031", ""),
        (f"{TITLE}\n\nMaja Lindqvist · Upland News · Posted: 12 March 2031 8:25 AM", ""),
        (f"{TITLE}\n\n12 March 2031 08:15", "Maja Lindqvist\n\nAll rights reserved"),
        (
            f"Maja Lindqvist /\n\n{TITLE}\n\n12 March 2031",
            "Maja Lindqvist writes about harbours and ferries.",
        ),
    ],
)
def test_the_author_is_found_below_above_and_behind(head, tail):
    assert read(head, tail).authors == ("Maja Lindqvist",)


def test_a_menu_item_above_the_headline_is_no_author():
    assert read(f"* Northern Quay\n\n{TITLE}\n\n12 March 2031 08:15").authors == ()


def test_a_desk_declared_as_author_is_kept_apart_from_persons():
    source = f"""<html><head><meta name="author" content="Upland Newsroom"></head>
    <body><h1>{TITLE}</h1><p>{BODY.replace(chr(10) * 2, "</p><p>")}</p></body></html>"""
    page, layout = pages.render(Capture(uri="p", form="html", body=source, media_type="text/html"))
    article = articles.assemble(page, blocks.classify(page, layout), layout)
    assert article.authors == ()
    assert [m.value for m in article.metadata if m.field == "author organisation"] == ["Upland Newsroom"]


def shown(head: str, byline: str, above: str = "") -> tuple[str, ...]:
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY.split("\n\n"))
    html = (
        f"<html><head>{head}</head><body>{above}<main><article><h1>{TITLE}</h1><p class='byline'>{byline}</p>"
        f"<time>12 March 2031</time>{paragraphs}</article></main></body></html>"
    )
    page, layout = pages.render(Capture(uri="p", form="html", body=html, media_type="text/html"))
    return articles.assemble(page, blocks.classify(page, layout), layout).authors


def test_a_name_declared_without_capitals_is_a_person_s():
    assert shown('<meta name="author" content="maja lindqvist">', "Maja Lindqvist") == ("Maja Lindqvist",)
    assert shown('<meta name="author" content="upland.example developer">', "12 March 2031") == ()


def listed(*names: str) -> str:
    given = ",".join(f'{{"@type":"Person","name":"{name}"}}' for name in names)
    return (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",'
        f'"author":[{given}]}}</script>'
    )


def test_who_stands_in_the_byline_beside_the_declared_author_is_one_too():
    assert shown(listed("Maja Lindqvist"), "By Maja Lindqvist and Pelle Norrgard") == (
        "Maja Lindqvist",
        "Pelle Norrgard",
    )


def test_who_only_json_ld_names_is_no_author_where_byline_and_meta_agree():
    meta = "<meta name='author' content='Maja Lindqvist'>"
    both = listed("Maja Lindqvist", "Pelle Norrgard")
    assert shown(both + meta, "By Maja Lindqvist") == ("Maja Lindqvist",)
    assert shown(both, "By Maja Lindqvist") == ("Maja Lindqvist", "Pelle Norrgard")


def test_bylines_of_other_stories_above_the_headline_are_not_the_article_s():
    above = "".join(f"<h3><a href='/{n}'>Story number {n}</a></h3><p>By Bo Ekman</p>" for n in range(4))
    assert shown("", "By Maja Lindqvist", above) == ("Maja Lindqvist",)
    assert shown("", "By Associated Press", above) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("posted on 2031-03-12 23:30 EST by Maja Lindqvist", ["Maja Lindqvist"]),
        ("Maja LindqvistAssistant Features Editor", ["Maja Lindqvist"]),
        ("Maja LindqvistDec 05, 20312 Shares1530 Views", ["Maja Lindqvist"]),
        ("By Maja Lindqvist5 May 2031", ["Maja Lindqvist"]),
        ("By Karen White", ["Karen White"]),
        ("Karen White and Maja R. Post", ["Karen White", "Maja R. Post"]),
        ("Karen Lindqvist White House Correspondent", ["Karen Lindqvist"]),
        ("By Maja Lindqvist (Upland Wire)", ["Maja Lindqvist"]),
        ("Maja Lindqvist, Pelle Norrgard (special correspondent)", ["Maja Lindqvist", "Pelle Norrgard"]),
        ("Maja (Majken) Lindqvist", ["Maja Lindqvist"]),
        ("Maja Lindqvist, Upland Editor-at-large", ["Maja Lindqvist"]),
        ("Research Fellow, Maja A. Lindqvist Center", []),
        ("Maja Lindqvist Pelle Norrgard Bo Ekman 8 March, 17:46", ["Maja Lindqvist", "Pelle Norrgard", "Bo Ekman"]),
        ("byMaja Lindqvist", ["Maja Lindqvist"]),
        ("Von Maja Lindqvist publiziert am 25. September 2031", ["Maja Lindqvist"]),
        ("MAJA LINDQVIST   Tarrow Isle Courier-Post", ["MAJA LINDQVIST"]),
        ("Main Navigation", []),
        ("Zum Inhalt", []),
        ("印刷", []),
        ("東京社会部", []),
        ("フォロー", []),
        ("FC Lindmouth", []),
    ],
)
def test_names_that_are_glued_or_stand_behind_dates(line, names):
    assert persons(line) == names


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (f"{TITLE}\n\nBy\n\nMaja Lindqvist Senior Reporter\n\n12 March 2031", ("Maja Lindqvist",)),
        (f"{TITLE}\n\nBy Maja Lindqvist\n\nPelle Norrgard\n\n12 March 2031", ("Maja Lindqvist", "Pelle Norrgard")),
        (f"{TITLE}\n\nBy Maja Lindqvist\n\n12 March 2031\n\nPelle Norrgard", ("Maja Lindqvist",)),
        (f"Comment by\n\nMaja Lindqvist\n\n12 March 2031\n\n{TITLE}\n\nHarbour/Pelle Norrgard", ("Maja Lindqvist",)),
        (f"{TITLE}\n\nBy Maja Lindqvist, who covers ports. She joined in 2019.\n\n12 March 2031", ("Maja Lindqvist",)),
        (f"By —\n\nReuters Reuters\n\n{TITLE}\n\n12 March 2031", ()),
        (f"{TITLE}\n\nPelle Norrgard in The Harbour\n\n12 March 2031", ()),
        (f"{TITLE}\n\nUpland News Staff\n\n12 March 2031", ()),
        (f"{TITLE}\n\nBy Maja Lindqvist Tarrow Isle Courier-Post\n\n12 March 2031", ("Maja Lindqvist",)),
        (f"{TITLE}\n\n(Bo Ekman / Upland News)\n\nBy Maja Lindqvist\n\n12 March 2031", ("Maja Lindqvist",)),
    ],
)
def test_names_over_several_lines_and_who_is_no_author(head, names):
    assert read(head).authors == names


def test_a_desk_that_signs_is_a_byline_that_names_nobody():
    text = f"* Home\n* News\n\n{TITLE}\n\nUpland News Staff\n\n12 March 2031\n\n{BODY}\n"
    page, layout = pages.render(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))
    found = {b.exact: b.role for b in blocks.classify(page, layout)}
    assert found["Upland News Staff"] == "byline"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Example News Analyst", True),
        ("By our own people | 3 May 2031", True),
        ("Published by: Harbourwatch", True),
        ("Key Takeaways", False),
        ("Reading time: 2 min.", False),
        ("Bo Ekman and Tove Holm in The Harbour", False),
        ("Tove Holm, Upland News", True),
    ],
)
def test_what_a_line_must_say_to_be_a_byline(line, who):
    assert tells(line) is who


@pytest.mark.parametrize(
    ("line", "names"), [("Upland / Tove Holm / Wire nuotr.", True), ("Tove Holm/Bo Ekman", False)]
)
def test_whose_a_picture_is(line, names):
    assert credited(line) is names


def test_names_that_no_capitals_tell_are_taken_from_their_place_only_where_scripts_have_them():
    assert shows_names("Tove Holm")
    assert shows_names("田中花子")
    assert not shows_names("कॉपी लिंक")


def test_whose_the_pictures_are_is_not_who_publishes():
    pictures = "".join(f"Pier {n} at dawn.\n\n© Bo Ekman\n\n" for n in range(3))
    article = read(f"{TITLE}\n\n{pictures}Bo Ekman\n\n12 March 2031")
    assert article.publisher != "Bo Ekman"
    assert article.authors == ("Bo Ekman",)


def test_who_the_author_is_is_no_text_also_where_the_byline_shouts():
    article = read(f"{TITLE}\n\nBy MAJA LINDQVIST\n\n12 March 2031", "Maja Lindqvist is a senior reporter for Upland News.")
    assert article.authors == ("MAJA LINDQVIST",)
    assert "senior reporter" not in article.text
