"""Laws that hold for any page: order, cover, alignment; and no page crashes the readers."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture import Capture
from onrecord.errors import PageRejected
from onrecord.stages import articles, blocks, pages

BASE = (
    "<html><head><meta charset='utf-8'><title>Lock</title></head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Lock closes</h1><p>By Maja Lindqvist</p><time datetime='2031-03-12'>12 March 2031</time>"
    + "<p>The council of the harbour said on Tuesday that the lock would stay shut for weeks, "
    "and that ferries would sail from the southern quay until the summer was over.</p>"
    * 4
    + "</article><ul><li><a href='/x'>Ferry fares to rise</a></li></ul></body></html>"
).encode()
lines = st.lists(st.text(max_size=120), max_size=25).map("\n".join)


def check(capture: Capture) -> None:
    """The laws, or a rejection with its reason."""
    try:
        page, layout = pages.render(capture)
        found = blocks.classify(page, layout)
        covered = bytearray(len(page.text))
        end = 0
        for block in found:
            assert end <= block.start < block.end
            assert page.text[block.start : block.end] == block.exact
            end = block.end
            covered[block.start : block.end] = b"\1" * (block.end - block.start)
        assert all(covered[i] or not c.isalnum() for i, c in enumerate(page.text))
        article = articles.assemble(page, found, layout)
        for run in article.alignment:
            own = article.text[run.text : run.text + run.length]
            assert own == page.text[run.page : run.page + run.length]
    except PageRejected as rejected:
        if not rejected.reason:
            raise


@settings(max_examples=60, deadline=None)
@given(lines, st.sampled_from(["page_text", "html", "text"]))
def test_any_text_is_read_or_rejected(text, form):
    check(Capture(uri="p", form=form, body=text, media_type="text/plain"))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["page_text", "html"]))
def test_any_bytes_are_read_or_rejected(body, form):
    check(Capture(uri="p", form=form, body=body, media_type="text/plain"))


signs = ["[", "](", "](/a)", "](http://a.b \"c\")", "![", ")", "# ", "## ", "* ", "1. ", "**", "_", "\\", "\n", "\n\n", "> "]
marked = st.lists(st.one_of(st.sampled_from(signs), st.text(max_size=12)), max_size=60).map("".join)


@settings(max_examples=120, deadline=None)
@given(marked)
def test_any_markdown_is_read_or_rejected(text):
    check(Capture(uri="p", form="page_text", body=text, media_type="text/markdown"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=".,aA bB”", min_size=1, max_size=60), max_size=40).map("\n".join))
def test_any_broken_lines_are_read_or_rejected(text):
    check(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))


def test_damaged_pages_are_read_or_rejected():
    rng = random.Random(7)
    for _ in range(150):
        body = bytearray(BASE)
        for _ in range(rng.randint(1, 12)):
            kind, at = rng.randrange(3), rng.randrange(len(body))
            if kind == 0:
                body[at] = rng.randrange(256)
            elif kind == 1:
                del body[at : at + rng.randint(1, 60)]
            else:
                other = rng.randrange(len(body))
                body[at:at] = body[other : other + rng.randint(1, 80)]
            if len(body) < 10:
                break
        check(Capture(uri="p", form="html", body=bytes(body), media_type="text/html"))


def test_same_page_same_blocks():
    capture = Capture(uri="p", form="html", body=BASE, media_type="text/html")
    first, second = (blocks.classify(*pages.render(capture)) for _ in range(2))
    assert first == second
