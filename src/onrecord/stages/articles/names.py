"""Authors: persons named in declared metadata and in the byline."""

from onrecord.bylines import persons, unique
from onrecord.layout import Layout
from onrecord.records import Block, Metadatum
from onrecord.text import fold

_NEAR = 4  # blocks between two bylines of one article's head


def authors(blocks: tuple[Block, ...], layout: Layout, publisher: str | None) -> list[Metadatum]:
    """Who wrote the article, from the most trusted source that names a person, in the order given.

    An organisation that the page declares as author is no author: see `organisations`.
    """
    declared = [m for m in layout.declared if m.field == "author"]
    for basis in ("declared", "json-ld", "meta"):
        values = [m.value for m in declared if m.basis == basis]
        found = unique(name for value in values for name in persons(value, publisher))
        if found:
            return [Metadatum("author", name, basis) for name in found]
    return _visible(blocks, publisher)


def organisations(layout: Layout) -> list[Metadatum]:
    """The first organisation that the page declares as author, as a Metadatum of its own kind.

    A declared author that is no person's name (a desk, an agency, the outlet) counts as one.
    """
    given = [m for m in layout.declared if m.field in ("author", "author organisation")]
    given.sort(key=lambda m: m.field == "author")
    for datum in given:
        if _names_one(datum.value):
            return [Metadatum("author organisation", datum.value, datum.basis)]
    return []


def _names_one(value: str) -> bool:
    """A short name that is neither an address nor a person's."""
    return 2 <= len(value) <= 60 and not any(c in value for c in "/@") and not persons(value)


def _visible(blocks: tuple[Block, ...], publisher: str | None) -> list[Metadatum]:
    """The persons of the first bylines; what is called a byline further down is another's."""
    found: dict[str, Metadatum] = {}
    last: int | None = None
    for i, block in enumerate(blocks):
        if block.role != "byline" or (last is not None and i - last > _NEAR):
            continue
        for name in persons(block.exact, publisher):
            at = block.exact.find(name)
            place = (block.start + at, block.start + at + len(name)) if at >= 0 else (None, None)
            found.setdefault(fold(name), Metadatum("author", name, "text", *place))
            last = i
    return list(found.values())
