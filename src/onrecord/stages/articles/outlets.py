"""The publisher: given, declared by the page, signed below the text, or the host of its address."""

from urllib.parse import urlsplit

from onrecord.layout import Layout
from onrecord.records import Block, Metadatum, Page


def publisher(page: Page, blocks: tuple[Block, ...], layout: Layout) -> Metadatum | None:
    """The best evidence first; None when nothing names the outlet."""
    declared = [m for m in layout.declared if m.field == "publisher"]
    if declared and declared[0].basis == "declared":
        return declared[0]
    named = [m for m in declared if m.basis == "meta"] + [m for m in declared if m.basis == "json-ld"]
    return (named[0] if named else None) or _signed(blocks) or _host(page, layout)


def _signed(blocks: tuple[Block, ...]) -> Metadatum | None:
    block = next((b for b in blocks if b.role == "signature"), None)
    if block is None:
        return None
    return Metadatum("publisher", block.exact.strip("()[]—–- "), "text", block.start, block.end)


def _host(page: Page, layout: Layout) -> Metadatum | None:
    for address in (page.declared.url, page.uri):
        try:
            host = urlsplit(address).hostname if address else None
        except ValueError:
            continue
        if host and "." in host:
            return Metadatum("publisher", host.removeprefix("www."), "url")
    return None
