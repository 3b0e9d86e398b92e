"""The passages two articles share, word for word, from seeds extended to the longest runs.

A small greedy string tiling (Wise 1993): runs do not overlap on either side.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import Match, Span
from onrecord.stages.reuses.words import Words

_SEED = 5  # words; shorter runs are phrases of the language, not of an author
_REPEATS = 8  # of a seed in one text; bounds the work on texts that repeat themselves


@dataclass(frozen=True, slots=True)
class Tile:
    """`length` words that stand at word `left` of one article and at word `right` of the other."""

    left: int
    right: int
    length: int


def tiles(left: Words, right: Words) -> list[Tile]:
    """The runs of five or more words that both have, the longest chosen first; in order of `left`."""
    taken = bytearray(len(left)), bytearray(len(right))
    found = []
    queue = [(-run.length, run.left, run.right) for run in _runs(left, right)]
    heapq.heapify(queue)
    while queue:
        length, at, place = heapq.heappop(queue)
        for tile in _free(Tile(at, place, -length), *taken):
            if tile.length < -length:
                heapq.heappush(queue, (-tile.length, tile.left, tile.right))
                continue
            found.append(tile)
            for side, start in zip(taken, (tile.left, tile.right), strict=True):
                side[start : start + tile.length] = b"\x01" * tile.length
    return sorted(found, key=lambda tile: tile.left)


def match(tile: Tile, left: Words, right: Words) -> Match:
    """The tile as spans of both articles, from the first letter of its first word to its last."""
    return Match(_span(left, tile.left, tile.length), _span(right, tile.right, tile.length))


def _span(words: Words, first: int, length: int) -> Span:
    start, end = words.places[first][0], words.places[first + length - 1][1]
    return Span(words.article.id, start, end, words.article.text[start:end])


def _seeds(words: Words) -> dict[bytes, list[int]]:
    """The places of each run of `_SEED` words; one that repeats itself too often seeds nothing."""
    places: dict[bytes, list[int]] = defaultdict(list)
    for at in range(len(words) - _SEED + 1):
        places[words.numbers[at : at + _SEED].tobytes()].append(at)
    return {seed: found for seed, found in places.items() if len(found) <= _REPEATS}


def _runs(left: Words, right: Words) -> Iterator[Tile]:
    """The runs of words both have that cannot be made longer, wherever they begin with a seed."""
    places = _seeds(right)
    reached: dict[int, int] = {}  # diagonal -> end of its last run
    for at in range(len(left) - _SEED + 1):
        for place in places.get(left.numbers[at : at + _SEED].tobytes(), ()):
            if reached.get(place - at, 0) <= at:
                length = _run(left.numbers, right.numbers, at, place)
                reached[place - at] = at + length
                yield Tile(at, place, length)


def _run(left: "array[int]", right: "array[int]", at: int, place: int) -> int:
    length, most = 0, min(len(left) - at, len(right) - place)
    while length < most and left[at + length] == right[place + length]:
        length += 1
    return length


def _free(tile: Tile, left: bytearray, right: bytearray) -> Iterator[Tile]:
    """The parts of `tile`, long enough to count, that no chosen tile covers on either side."""
    start = None
    for n in range(tile.length + 1):
        free = n < tile.length and not left[tile.left + n] and not right[tile.right + n]
        if free and start is None:
            start = n
        if not free and start is not None:
            if n - start >= _SEED:
                yield Tile(tile.left + start, tile.right + start, n - start)
            start = None
