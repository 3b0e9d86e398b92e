"""The publisher: given, declared, in the address, by the names in the page's furniture, by rules on them."""

import re
from urllib.parse import urlsplit

from onrecord import mastheads
from onrecord.layout import Layout
from onrecord.records import Block, Metadatum, Page
from onrecord.stages.articles import imprint
from onrecord.stages.articles.body import BODY
from onrecord.text import fold

_LEGAL = 8  # characters behind a name among which "Inc." or "Ltd" makes it a company's
_PARTED = re.compile(r"\s[|–—·•»:-]+\s")
_ARTICLE = BODY | {"headline", "deck", "byline"}
_EDGES = "()[]—–- "  # what stands around a name in a signature


def publisher(page: Page, blocks: tuple[Block, ...], layout: Layout) -> Metadatum | None:
    """The best evidence first; None when nothing names the outlet."""
    declared = [m for m in layout.declared if m.field == "publisher"]
    if declared and declared[0].basis == "declared":
        return declared[0]
    named = [m for m in declared if m.basis == "meta"] + [m for m in declared if m.basis == "json-ld"]
    return (named[0] if named else None) or _titled(blocks, layout) or _host(page, layout) or chosen(blocks)


def _titled(blocks: tuple[Block, ...], layout: Layout) -> Metadatum | None:
    """The name behind the headline in the page's own title: "Lock closes | The Upland Review"."""
    title = next((m.value for m in layout.declared if m.field == "title" and m.basis == "html"), "")
    shown = next((b.exact for b in blocks if b.role == "headline"), "")
    parts = _PARTED.split(title)
    if len(parts) < 2 or not shown or fold(parts[0]) not in fold(shown):
        return None
    name = parts[-1].strip()
    return Metadatum("publisher", name, "html") if mastheads.name_like(name) else None


def named(blocks: tuple[Block, ...]) -> tuple[list[imprint.Candidate], imprint.Numbers]:
    """The names in the furniture of a page and what speaks for each, a row of `imprint.COLUMNS`.

    Whose the pictures of the article are says nothing: captions above its last paragraph are left out.
    """
    last = max((i for i, b in enumerate(blocks) if b.role in BODY), default=0)
    lines = [(i, b.exact) for i, b in enumerate(blocks) if b.role not in _ARTICLE]
    lines = [(i, text) for i, text in lines if blocks[i].role != "caption" or i > last]
    return imprint.candidates(lines, len(blocks))


def chosen(blocks: tuple[Block, ...], weights: imprint.Numbers | None = None) -> Metadatum | None:
    """The likeliest name where it is sure; else signature or masthead; else the holder, if that is likely."""
    found, rows = named(blocks)
    shares = imprint.chances(rows, imprint.shipped() if weights is None else weights)
    best = max(range(len(found)), key=lambda i: float(shares[i]), default=None)
    if best is not None and imprint.mass(found[best].key, found, shares) >= imprint.SURE:
        name = found[best].name
        block = next(b for b in blocks[found[best].line :] if name in b.exact)
        return _name(block, block.exact.find(name), block.exact.find(name) + len(name))
    held = None if (shown := _shown(blocks)) else _held(blocks)
    likely = held and imprint.mass(imprint.compact(held.value), found, shares) >= imprint.LIKELY
    return shown or (held if likely else None)


def _shown(blocks: tuple[Block, ...]) -> Metadatum | None:
    """The outlet that the page names: in its signature, else its masthead."""
    signed = next((b for b in blocks if b.role == "signature"), None)
    above, below = _around(blocks)
    at = mastheads.masthead([b.exact for b in above], [b.exact for b in below])
    mast = above[at] if at is not None else None
    agency = signed is not None and " " not in signed.exact and "." not in signed.exact
    block = (mast or signed) if agency else (signed or mast)
    return _name(block, 0, len(block.exact)) if block else None


def _held(blocks: tuple[Block, ...]) -> Metadatum | None:
    """The name behind © below the text, where it is no company's and stands elsewhere on the page too."""
    for block in reversed(_around(blocks)[1]):
        place = mastheads.copyright_name(block.exact)
        name = block.exact[slice(*place)] if place else ""
        if place and not mastheads.company_like(name) and _told(blocks, name):
            return _name(block, *place)
    return None


def _told(blocks: tuple[Block, ...], name: str) -> bool:
    """Whether a name looks like an outlet's, or stands on the page without © and without "Inc." too."""
    plain = (b.exact for b in blocks if not mastheads.copyright_name(b.exact))
    return mastheads.outlet_like(name) or any(_bears(text, name) for text in plain)


def _bears(text: str, name: str) -> bool:
    at = text.find(name)
    return at >= 0 and not mastheads.company_like(text[at + len(name) :][:_LEGAL])


def _around(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks before the article's text and those after it."""
    inner = [i for i, b in enumerate(blocks) if b.role in BODY]
    return (blocks[: inner[0]], blocks[inner[-1] + 1 :]) if inner else (blocks, ())


def _name(block: Block, start: int, end: int) -> Metadatum:
    while start < end and block.exact[start] in _EDGES:
        start += 1
    while end > start and block.exact[end - 1] in _EDGES:
        end -= 1
    return Metadatum("publisher", block.exact[start:end], "text", block.start + start, block.start + end)


def _host(page: Page, layout: Layout) -> Metadatum | None:
    for address in (page.declared.url, page.uri):
        try:
            host = urlsplit(address).hostname if address else None
        except ValueError:
            continue
        if host and "." in host:
            return Metadatum("publisher", host.removeprefix("www."), "url")
    return None
