"""What a reader of captures can rely on: encodings, visible text, rejections."""

import pytest

from onrecord.capture import Capture
from onrecord.errors import PageRejected
from onrecord.layout import Layout
from onrecord.records import Declared, Page
from onrecord.stages import pages


def render(body, form="html", **extra) -> tuple[Page, Layout]:
    return pages.render(Capture(uri="page", form=form, body=body, media_type="text/html", **extra))


def reason(body, form="html") -> str:
    with pytest.raises(PageRejected) as caught:
        render(body, form)
    return caught.value.reason


def test_html_becomes_lines_in_order_without_what_is_hidden():
    page, layout = render(
        "<html><head><title>T</title><style>p{}</style></head><body><script>x()</script>"
        "<h1>The lamp is lit</h1><p>One <b>two</b>\n three.<br>Four.</p><noscript>no</noscript>"
        "<p hidden>never</p><p style='display: none'>never</p><!-- c --><ul><li>a<li>b</ul></body>"
    )
    assert page.text == "The lamp is lit\n\nOne two three.\nFour.\n\na\nb"
    own = [page.text[x.start : x.end] for x in layout.lines]
    assert own == [x for x in page.text.split("\n") if x]


def test_head_fills_declared_and_the_capture_wins():
    source = """<html lang="en-GB"><head><meta property="og:title" content="Harbour closed">
    <meta property="article:published_time" content="2031-02-03T04:05:00+00:00">
    <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
    "author": [{"@type": "Person", "name": "Ida Holm"}], "headline": "Harbour shut"}]}</script>
    </head><body><p>Text.</p></body></html>"""
    page, _ = render(source, declared=Declared(title="Mine"))
    assert page.declared.title == "Mine"
    assert page.declared.authors == ("Ida Holm",)
    assert page.declared.published == "2031-02-03T04:05:00+00:00"


@pytest.mark.parametrize(
    ("body", "charset", "encoding"),
    [
        ("<p>Zażółć gęślą jaźń</p>".encode(), None, "utf-8"),
        ("<meta charset=iso-8859-2><p>Zażółć gęślą jaźń</p>".encode("iso-8859-2"), None, "iso8859-2"),
        ("<p>Привет, мир и гавань</p>".encode("cp1251"), "windows-1251", "cp1251"),
        ("<p>Grüße</p>".encode("utf-16"), None, "utf-16"),
        ("<p>“Grüße”</p>".encode("cp1252"), "iso-8859-1", "cp1252"),
    ],
)
def test_encodings_are_found_and_recorded(body, charset, encoding):
    page, _ = render(body, charset=charset)
    assert page.encoding == encoding
    assert "\ufffd" not in page.text


def test_clean_text_is_kept_character_for_character():
    text = "  One.\r\n\r\nTwo\tthree.  "
    page, layout = render(text, "text")
    assert page.text == text
    assert layout.clean


def test_hard_wrapped_paragraphs_are_one_line_each():
    words = "the ferry to the northern islands was late again on that grey and windy morning "
    wrapped = "\n".join((words * 6)[i : i + 72] for i in range(0, 430, 72)).replace(" \n", "\n")
    page, layout = render(f"{wrapped}\n\n{wrapped}\n", "page_text")
    assert len(layout.lines) == 2
    first = layout.lines[0]
    assert "\n" in page.text[first.start : first.end]
    assert len(first.parts) == 6


def test_text_with_a_paragraph_a_line_is_left_alone():
    text = "A headline here\n\n" + "\n".join(f"Paragraph {i} " + "says this. " * (20 + i) for i in range(8))
    _, layout = render(text, "page_text")
    assert len(layout.lines) == 9


def test_bad_pages_have_a_reason():
    assert reason(b"") == "empty"
    assert reason("  \n\t ", "page_text") == "empty"
    assert reason(b"%PDF-1.7 \x00\x01\x02", "page_text") == "binary"
    assert reason(bytes(range(256)) * 50, "page_text") == "binary"
    assert reason(b"x" * 20_000_001, "page_text") == "too large"
    assert reason("<div>" * 100_000 + "deep") == "nested too deep"
    assert reason("<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">x") == "too many attributes"
    assert reason("a\n" * 30_001, "page_text") == "too many lines"
    assert reason("<html><head><title>t</title></head><body><script>1</script></body></html>") == "no text"


def test_depth_beyond_the_parsers_usual_limit_is_not_lost():
    page, _ = render("<div>" * 600 + "<p>deep</p>" + "</div>" * 600 + "<p>after</p>")
    assert page.text == "deep\n\nafter"


def test_entities_of_a_document_type_are_not_expanded():
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><p>x &b; y</p>'
    page, _ = render(bomb)
    assert len(page.text) < 200


def test_nul_bytes_do_not_reach_the_text():
    page, _ = render("<p>one\x00two</p>")
    assert page.text == "onetwo"


def test_xhtml_with_an_xml_declaration_is_read():
    page, _ = render(
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>é</p></body></html>'.encode()
    )
    assert page.text == "é"
