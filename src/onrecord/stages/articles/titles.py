"""Headline, the page's own title, deck and section."""

import re

from onrecord.layout import Layout
from onrecord.menus import acts
from onrecord.records import Block, Metadatum, Role
from onrecord.text import fold

_GENERAL = frozenset({"news", "article", "articles", "headlines", "home", "general", "uncategorized", "blog"})
_ACTS = re.compile(r"[\d°@©]")
_TITLE_BASES = ("declared", "json-ld", "meta", "html")


def _visible(blocks: tuple[Block, ...], role: Role, field: str) -> Metadatum | None:
    block = next((b for b in blocks if b.role == role), None)
    return Metadatum(field, " ".join(block.exact.split()), "text", block.start, block.end) if block else None


def headline(blocks: tuple[Block, ...]) -> Metadatum | None:
    """The visible headline."""
    return _visible(blocks, "headline", "headline")


def title(layout: Layout) -> Metadatum | None:
    """The page's own title: declared, else JSON-LD, Open Graph, the title element."""
    found = [m for m in layout.declared if m.field == "title"]
    found.sort(key=lambda m: _TITLE_BASES.index(m.basis))
    return found[0] if found else None


def deck(blocks: tuple[Block, ...], layout: Layout) -> Metadatum | None:
    """The visible line below the headline that says more."""
    return _visible(blocks, "deck", "deck")


def section(blocks: tuple[Block, ...], layout: Layout, publisher: str | None) -> Metadatum | None:
    """What the page declares, unless that says as little as "News"; else the visible section."""
    given = [m for m in layout.declared if m.field == "section"]
    if given and given[0].basis == "declared":
        return given[0]
    telling = next((m for m in given if not _says_little(m.value, publisher)), None)
    return telling or _shown_section(blocks) or (given[0] if given else None)


def _says_little(name: str, publisher: str | None) -> bool:
    """Whether a section's name fits every article of an outlet: "News", "articles", the outlet's own."""
    return fold(name) in _GENERAL or bool(publisher and fold(name) == fold(publisher))


def _shown_section(blocks: tuple[Block, ...]) -> Metadatum | None:
    """The first visible section that is no button, number or part of the headline."""
    shown = headline(blocks)
    head = fold(shown.value) if shown else ""
    for block in blocks:
        name = " ".join(block.exact.split())
        if block.role == "section" and not _ACTS.search(name) and not acts(name) and fold(name) not in head:
            return Metadatum("section", name, "text", block.start, block.end)
    return None
