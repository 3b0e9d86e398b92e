"""The article's text from its blocks, and the runs that lead each character back to the page."""

from onrecord.layout import Layout
from onrecord.records import Block, Page, Run

BODY = frozenset({"body", "subhead", "list", "quote"})


def gather(page: Page, blocks: tuple[Block, ...], layout: Layout) -> tuple[str, tuple[Run, ...]]:
    """Text and alignment: paragraphs parted by a blank line, items of a list by a line break.

    A paragraph that the page breaks over several lines is joined with blanks. For each run
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
        for i, (start, end) in enumerate(parts.get(block.start, ((block.start, block.end),))):
            out.append((" " if i else "") + page.text[start:end])
            size += 1 if i else 0
            runs.append(Run(size, start, end - start))
            size += end - start
        previous = block
    return "".join(out), tuple(runs)
