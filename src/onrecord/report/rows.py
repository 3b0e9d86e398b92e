"""An article's page as rows in order: the text with its marks, and the lines that were dropped."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.dates import readable
from onrecord.records import Article, Block
from onrecord.report import limits
from onrecord.report.data import Row
from onrecord.report.nesting import Mark, merged, nested

_DATA = ("headline", "deck", "byline", "dateline", "section", "signature")  # kept as metadata
_FEW, _SHORT = 3, 300  # lines and characters of dropped text that may stand open
_PLURALS = {"body": "text", "other": "other", "list": "list items"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the article's text, or a block of the page that is not in it."""

    role: str
    start: int = 0
    end: int = 0
    block: Block | None = None


def rows(article: Article, blocks: list[Block], marks: list[Mark]) -> tuple[Row, ...]:
    """The page in order; every character of the article but white space is in exactly one row."""
    together = merged(marks)
    opened: set[str] = set()
    made: list[Row] = []
    dropped: list[Block] = []
    for piece in pieces(article, blocks):
        if piece.block is not None and (piece.role not in _DATA or not piece.block.exact.strip()):
            dropped.append(piece.block)
            continue
        made.extend(_dropped(dropped))
        dropped = []
        if piece.block is not None:
            made.append(Row("meta", piece.role, lines=(_line(piece.block),)))
        else:
            tokens = nested(article.text, piece.start, piece.end, together, opened)
            made.append(Row("text", piece.role, tuple(tokens)))
    return (*made, *_dropped(dropped))


def pieces(article: Article, blocks: list[Block]) -> Iterator[Piece]:
    """The article's text by blocks, in the page's order, between the blocks that were dropped."""
    hulls = _hulls(article, blocks)
    if [h for _, h in sorted(hulls.items())] != sorted(hulls.values()):
        hulls = {}  # the text is not in the page's order: it is shown in its own, before the blocks
    done = 0
    if not hulls:
        yield from _paragraphs(article.text, 0, len(article.text))
        done = len(article.text)
    for number, block in enumerate(blocks):
        if number not in hulls:
            yield Piece(block.role, block=block)
            continue
        start, end = hulls[number]
        yield from _paragraphs(article.text, done, start)
        yield from _trimmed(article.text, max(start, done), end, block.role)
        done = max(done, end)
    yield from _paragraphs(article.text, done, len(article.text))


def _hulls(article: Article, blocks: list[Block]) -> dict[int, tuple[int, int]]:
    """Number of a block to the range of the article's text that stands in it."""
    starts = [b.start for b in blocks]
    hulls: dict[int, tuple[int, int]] = {}
    for run in article.alignment:
        number = max(0, bisect_right(starts, run.page) - 1)
        while number < len(blocks) and blocks[number].start < run.page + run.length:
            low = max(run.page, blocks[number].start)
            high = min(run.page + run.length, blocks[number].end)
            if low < high:
                here = (run.text + low - run.page, run.text + high - run.page)
                before = hulls.get(number, here)
                hulls[number] = (min(before[0], here[0]), max(before[1], here[1]))
            number += 1
    return hulls


def _trimmed(text: str, start: int, end: int, role: str) -> Iterator[Piece]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Piece(role, start, end)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Piece]:
    """The lines of a range that no block covers."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield from _trimmed(text, start, stop, "body")
        start = stop + 1


def _line(block: Block) -> tuple[str, str, str]:
    return block.role, block.exact.strip(), readable(block.time)


def _dropped(blocks: list[Block]) -> list[Row]:
    """One row for neighbouring dropped blocks."""
    blocks = [b for b in blocks if b.exact.strip()]
    if not blocks:
        return []
    lines = tuple(_line(b) for b in blocks[: limits.FURNITURE])
    short = len(blocks) <= _FEW and sum(len(b.exact) for b in blocks) < _SHORT
    return [Row("dropped", blocks[0].role, lines=lines, summary="" if short else _summary(blocks))]


def _summary(blocks: list[Block]) -> str:
    """ "5 lines left out: 3 teasers, 2 controls"."""
    counts = Counter(b.role for b in blocks).most_common()
    said = ", ".join(f"{n} {_PLURALS.get(role, role + ('s' if n > 1 else ''))}" for role, n in counts)
    return f"{len(blocks)} line{'s' if len(blocks) > 1 else ''} left out: {said}"
