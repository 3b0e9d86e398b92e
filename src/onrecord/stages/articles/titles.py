"""Headline, the page's own title, deck and section."""

from onrecord.layout import Layout
from onrecord.records import Block, Metadatum, Role

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


def section(blocks: tuple[Block, ...], layout: Layout) -> Metadatum | None:
    """What the page declares, else the visible section."""
    declared = layout.first("section")
    if declared and declared.basis == "declared":
        return declared
    return _visible(blocks, "section", "section") or declared
