"""Pages that hold no article: nothing left, index pages, walls. Precision first: in doubt it is one."""

from onrecord.datelines import moments
from onrecord.errors import PageRejected
from onrecord.layout import Layout
from onrecord.records import Block
from onrecord.stages.articles.body import BODY
from onrecord.stages.articles.walls import asks_for_something

_MOST = 600_000  # characters of an article; parsing more takes minutes
_LEAST = 80  # characters of an article
_LINKED = 0.7  # share of an index page's text that is links
_LISTED = 0.6  # share of it that is links and short lines with a date
_SHORT = 25  # words of such a line at most


def check(blocks: tuple[Block, ...], layout: Layout, text: str) -> None:
    """Raise PageRejected: "too long", "no article", "index page" or "wall", where `text` is no article's."""
    if len(text) > _MOST:
        raise PageRejected("too long", f"{len(text)} characters, at most {_MOST}; cut it into articles")
    if layout.clean:
        return
    teasers = sum(b.role == "teaser" for b in blocks)
    detail = f"{len(text)} characters of text beside {teasers} links to stories"
    if len(text) < 600 and asks_for_something(blocks, len(text)):
        raise PageRejected("wall", detail)
    if len(text) < _LEAST and not _short_news(blocks, layout, text):
        raise PageRejected("index page" if teasers >= 12 else "no article", detail)
    if _linked(blocks, layout) > _LINKED or _listed(blocks, layout) > _LISTED:
        raise PageRejected("index page", detail)


def _short_news(blocks: tuple[Block, ...], layout: Layout, text: str) -> bool:
    """A flash of a sentence under a headline."""
    headline = any(b.role == "headline" for b in blocks)
    return headline and len(text) >= _LEAST / 2 and text.rstrip().endswith((".", "!", "?", "。"))


def _listed(blocks: tuple[Block, ...], layout: Layout) -> float:
    """The share of the text (three lines, or fewer than teasers) that is links or headlines with dates."""
    shares = {line.start: line.hint.link for line in layout.lines if line.hint}
    body = [b for b in blocks if b.role in BODY]
    listed = [b for b in body if shares.get(b.start, 0.0) > 0.5 or _dated(b.exact)]
    total = sum(b.end - b.start for b in body)
    enough = len(body) >= 3 or 0 < len(body) < sum(b.role == "teaser" for b in blocks)
    return sum(b.end - b.start for b in listed) / total if enough else 0.0


def _dated(text: str) -> bool:
    return len(text.split()) <= _SHORT and not text.endswith(".") and bool(moments(text))


def _linked(blocks: tuple[Block, ...], layout: Layout) -> float:
    """The share of the article's text that is inside links."""
    shares = {line.start: line.hint.link for line in layout.lines if line.hint}
    sizes = [(b.end - b.start, shares.get(b.start, 0.0)) for b in blocks if b.role in BODY]
    total = sum(size for size, _ in sizes)
    return sum(size * share for size, share in sizes) / total if total else 0.0
