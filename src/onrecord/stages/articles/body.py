"""The article's text from its blocks, and the runs that lead each character back to the page."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from onrecord.layout import Layout
from onrecord.records import Block, Page, Run

_CUT = re.compile(r"(?<!\w)([^\W\d_]{2,40})[-\xad\u2010]\Z")
_REST = re.compile(r"[^\W\d_]{2,40}")
_CLOSING = ",.;!?)]’”%"  # what stands right behind a word, also where the page breaks before it
BODY = frozenset({"body", "subhead", "list", "quote"})


def gather(page: Page, blocks: tuple[Block, ...], layout: Layout) -> tuple[str, tuple[Run, ...]]:
    """Text and alignment: paragraphs parted by a blank line, items of a list by a line break.

    A paragraph that the page breaks over several lines is joined with blanks, a word cut at a line's end
    without its hyphen. For each run
    `text[r.text : r.text + r.length] == page.text[r.page : r.page + r.length]`.
    """
    if layout.clean:
        return page.text, (Run(0, 0, len(page.text)),)
    parts = {line.start: line.parts for line in layout.lines if line.parts}
    out: list[str] = []
    runs: list[Run] = []
    size = 0
    previous: Block | None = None
    for block in blocks:
        if block.role not in BODY:
            continue
        if previous is not None:
            joint = "\n" if previous.role == block.role == "list" else "\n\n"
            out.append(joint)
            size += len(joint)
        for joint, start, end in _pieces(page.text, parts.get(block.start, ((block.start, block.end),))):
            out.append(joint + page.text[start:end])
            size += len(joint)
            runs.append(Run(size, start, end - start))
            size += end - start
        previous = block
    return "".join(out), tuple(runs)


def _pieces(text: str, parts: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, int, int]]:
    """(what joins it to the one before, start, end) of each line of a paragraph, cut words made whole."""
    joint = ""
    for (start, end), after in zip_longest(parts, parts[1:]):
        cut = _CUT.search(text, max(start, end - 60), end) if after else None
        rest = _REST.match(text, after[0]) if after and cut else None
        if cut is None or rest is None:
            yield joint, start, end
            joint = "" if after and text[after[0]] in _CLOSING else " "
        else:
            own = rest[0][0].isupper() or f"{cut[1]}-{rest[0]}" in text  # the word's hyphen, not the line's
            yield joint, start, end if own else end - 1
            joint = ""
