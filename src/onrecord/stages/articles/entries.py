"""Live blogs: entries one below the other, each with its own time of day, or as JSON-LD lists them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from onrecord.layout import Update
from onrecord.records import Block, Metadatum
from onrecord.stages.articles import dates
from onrecord.stages.articles.body import BODY
from onrecord.text import fold

_CLOCK = re.compile(
    r"(?:[^\W\d_]{2,12}[\s:,]{1,3})?([01]?\d|2[0-3])[:.hH]([0-5]\d)(?:\s?([aApP])\.?[mM]\.?)?"
    r"(?:\s{1,2}(?:[A-Z]{2,4}|Uhr))?"
)
_LEAST = 5  # entries of a live blog
_TEXT = 80  # characters of an entry
_HEADING = 25  # words of an entry's heading
_ENDS = (".", "!", "…", ".”", '."', ":")
_LISTED = 3  # entries that JSON-LD lists and the page shows
_SAME = 40  # letters in which an entry's text and a block begin alike
_MINUTES = (1, 60, 24 * 60)  # of a minute, an hour, a day


def starts(blocks: Sequence[Block]) -> list[int]:
    """The first block of each entry; nothing where the page is no live blog.

    Times of day, or how long ago, must stand alone between texts, five at least, and run one way,
    backwards or forwards, but for one step in eight (a midnight, an entry that was pinned).
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


def listed(blocks: Sequence[Block], updates: Sequence[Update]) -> list[tuple[int, Update]]:
    """(first block, entry) of the entries of JSON-LD that the page shows, in the page's order.

    Nothing where fewer than three are found. An entry begins at its headline, else at its first words;
    its time right above belongs to it.
    """
    names = [fold(block.exact) for block in blocks] if updates else []
    found: dict[int, Update] = {}
    for update in updates:
        head, text = fold(update.headline), fold(update.text[:300])[:_SAME]
        at = next((i for i, name in enumerate(names) if head and name == head and i not in found), None)
        if at is None and len(text) >= _SAME / 2:
            at = next((i for i, name in enumerate(names) if name.startswith(text) and i not in found), None)
        if at is not None:
            found[at] = update
    if len(found) < _LISTED:
        return []
    return [(_with_time(blocks, i), found[i]) for i in sorted(found)]


def listed_entry(blocks: Sequence[Block], update: Update) -> tuple[tuple[Block, ...], Metadatum | None]:
    """The blocks of an entry of JSON-LD, its heading a headline, and when it was published."""
    head = fold(update.headline)
    roles = ["headline" if head and fold(b.exact) == head else b.role for b in blocks]
    first = roles.index("headline") if "headline" in roles else -1
    found = [replace(b, role="headline") if i == first else b for i, b in enumerate(blocks)]
    time = dates.iso(update.time) if update.time else None
    return tuple(found), Metadatum("published", time, "json-ld") if time else None


def _with_time(blocks: Sequence[Block], i: int) -> int:
    above = i > 0 and (_minute(blocks[i - 1]) is not None or blocks[i - 1].role == "dateline")
    return i - 1 if above else i


def published(blocks: Sequence[Block], every: Sequence[Block], day: str | None) -> Metadatum | None:
    """The entry's time on `day`; None where none is known or the blog runs over a midnight."""
    clock = next(b for b in blocks if _minute(b) is not None)
    at, times = _minute(clock), [m for b in every if (m := _minute(b)) is not None]
    if day is None or at is None or at < 0 or _against([b - a for a, b in pairwise(times)]):
        return None
    return Metadatum("published", f"{day}T{at // 60:02}:{at % 60:02}", "text", clock.start, clock.end)


def _minute(block: Block) -> int | None:
    """Minutes since midnight where a block is a time of day and nothing else, below 0 how long ago."""
    text = block.exact.strip() if block.end - block.start <= 30 else ""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return _ago(text.lower())
    hour = int(match[1]) % 12 + 12 * (match[3] in "pP") if match[3] else int(match[1])
    return hour * 60 + int(match[2])


def _ago(text: str) -> int | None:
    """Minutes, negative, that "3 hours ago" lies back; None where `text` is something else."""
    match = _frames().fullmatch(text) if any(map(str.isdigit, text)) else None
    if match is None:
        return None
    number, unit = next((v, k) for k, v in match.groupdict().items() if v)
    return -int(number) * _MINUTES[int(unit[-1])]


@cache
def _frames() -> re.Pattern[str]:
    """One pattern over every language of ago.tsv; a group is named by row and unit (u3_1: hours)."""
    text = (files("onrecord") / "resources/pages/ago.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[:1] != "#"]
    frames = []
    for row, (_, before, after, *units) in enumerate(rows):
        frames += [
            rf"{before and before + ' '}(?P<u{row}_{unit}>\d{{1,3}})\s?(?:{forms})\.?{after and ' ' + after}"
            for unit, forms in enumerate(units)
        ]
    return re.compile("|".join(frames))


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
