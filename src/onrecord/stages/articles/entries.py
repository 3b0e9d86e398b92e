"""Live blogs: entries one below the other, each with its own time of day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.records import Block, Metadatum
from onrecord.stages.articles.body import BODY

_CLOCK = re.compile(
    r"(?:[^\W\d_]{2,12}[\s:,]{1,3})?([01]?\d|2[0-3])[:.hH]([0-5]\d)(?:\s?([aApP])\.?[mM]\.?)?"
    r"(?:\s{1,2}(?:[A-Z]{2,4}|Uhr))?"
)
_LEAST = 5  # entries of a live blog
_TEXT = 80  # characters of an entry
_HEADING = 25  # words of an entry's heading
_ENDS = (".", "!", "…", ".”", '."', ":")


def starts(blocks: Sequence[Block]) -> list[int]:
    """The first block of each entry; nothing where the page is no live blog.

    Times of day must stand alone between texts, five at least, and run one way, backwards or forwards,
    but for one step in eight (a midnight, an entry that was pinned).
    """
    found = [(i, at) for i, block in enumerate(blocks) if (at := _minute(block)) is not None]
    edges = [*(i for i, _ in found), len(blocks)]
    sizes = [sum(b.end - b.start for b in blocks[i:j] if b.role in BODY) for i, j in pairwise(edges)]
    kept = [pair for pair, size in zip(found, sizes, strict=True) if size >= _TEXT]
    if len(kept) < _LEAST or len(kept) < 0.7 * len(found):
        return []
    steps = [b - a for (_, a), (_, b) in pairwise(kept)]
    if not any(steps) or _against(steps) > len(steps) / 8:
        return []
    return [_start(blocks, i) for i, _ in kept]


def entry(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of one entry: its time a dateline, a short line beside the time its headline."""
    found = list(blocks)
    clock = next(i for i, block in enumerate(found) if _minute(block) is not None)
    found[clock] = replace(found[clock], role="dateline")
    for i in (clock - 1, clock + 1):
        if (
            0 <= i < len(found)
            and _heading(found[i])
            and found[i].role in (*BODY, "other", "deck", "headline")
        ):
            found[i] = replace(found[i], role="headline")
            break
    return tuple(found)


def published(blocks: Sequence[Block], every: Sequence[Block], day: str | None) -> Metadatum | None:
    """The entry's time on `day`; None where none is known or the blog runs over a midnight."""
    clock = next(b for b in blocks if _minute(b) is not None)
    at, times = _minute(clock), [m for b in every if (m := _minute(b)) is not None]
    if day is None or at is None or _against([b - a for a, b in pairwise(times)]):
        return None
    return Metadatum("published", f"{day}T{at // 60:02}:{at % 60:02}", "text", clock.start, clock.end)


def _minute(block: Block) -> int | None:
    """Minutes since midnight where a block is a time of day and nothing else."""
    match = _CLOCK.fullmatch(block.exact.strip()) if block.end - block.start <= 30 else None
    if match is None:
        return None
    hour = int(match[1]) % 12 + 12 * (match[3] in "pP") if match[3] else int(match[1])
    return hour * 60 + int(match[2])


def _against(steps: Sequence[int]) -> int:
    return min(sum(step > 0 for step in steps), sum(step < 0 for step in steps))


def _start(blocks: Sequence[Block], clock: int) -> int:
    """An entry begins at its time, or at the heading right above it where the text follows at once."""
    above = clock > 0 and _heading(blocks[clock - 1]) and blocks[clock - 1].role != "headline"
    below = clock + 1 < len(blocks) and _heading(blocks[clock + 1])
    return clock - 1 if above and not below else clock


def _heading(block: Block) -> bool:
    words = len(block.exact.split())
    return 3 <= words <= _HEADING and not block.exact.endswith(_ENDS) and _minute(block) is None
