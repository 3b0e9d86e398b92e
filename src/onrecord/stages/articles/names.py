"""Authors: persons named in declared metadata and in the byline."""

from onrecord.bylines import persons, unique
from onrecord.layout import Layout
from onrecord.records import Block, Metadatum
from onrecord.text import fold


def authors(blocks: tuple[Block, ...], layout: Layout, publisher: str | None) -> list[Metadatum]:
    """The persons who wrote the article, the most trusted source only, in the order given."""
    declared = [m for m in layout.declared if m.field == "author"]
    for basis in ("declared", "json-ld", "meta"):
        values = [m.value for m in declared if m.basis == basis]
        found = unique(name for value in values for name in persons(value, publisher))
        if found:
            return [Metadatum("author", name, basis) for name in found]
    return _visible(blocks, publisher)


def _visible(blocks: tuple[Block, ...], publisher: str | None) -> list[Metadatum]:
    found: dict[str, Metadatum] = {}
    for block in blocks:
        if block.role != "byline":
            continue
        for name in persons(block.exact, publisher):
            at = block.exact.find(name)
            place = (block.start + at, block.start + at + len(name)) if at >= 0 else (None, None)
            found.setdefault(fold(name), Metadatum("author", name, "text", *place))
    return list(found.values())
