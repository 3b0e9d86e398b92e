"""Pages that hold no article: nothing left, index pages, walls. Precision first."""

from onrecord.errors import PageRejected
from onrecord.layout import Layout
from onrecord.records import Block, Page

_LEAST = 80  # characters of an article


def check(page: Page, blocks: tuple[Block, ...], layout: Layout, text: str) -> None:
    """Raise PageRejected("no article" | "index page") where `text` is not an article's."""
    if layout.clean:
        return
    if not text.strip():
        raise PageRejected("no article", "no line of the page reads like the text of an article")
    teasers = sum(b.role == "teaser" for b in blocks)
    if len(text) < _LEAST:
        reason = "index page" if teasers >= 12 else "no article"
        raise PageRejected(reason, f"{len(text)} characters of text beside {teasers} links to stories")
