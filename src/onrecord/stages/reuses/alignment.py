"""The passages two articles share, word for word, from seeds extended to the longest runs.

A small greedy string tiling (Wise 1993): runs do not overlap on either side.
"""

from collections import defaultdict
from dataclasses import dataclass

from onrecord.records import Match, Span
from onrecord.stages.reuses.words import Words

_SEED = 5  # words; shorter runs are phrases of the language, not of an author
_REPEATS = 8  # places of one seed that are tried; bounds the work on texts that repeat themselves


@dataclass(frozen=True, slots=True)
class Tile:
    """`length` words that stand at word `left` of one article and at word `right` of the other."""

    left: int
    right: int
    length: int


def tiles(left: Words, right: Words) -> list[Tile]:
    """The runs of five or more words that both have, in the order of `left`."""
    places = _seeds(right)
    taken = bytearray(len(right))
    found: list[Tile] = []
    at, expected = 0, 0  # of equal places that one where the last run left off
    while at + _SEED <= len(left):
        choices = places.get(left.numbers[at : at + _SEED], [])
        choices = sorted(choices, key=lambda place: (abs(place - expected), place))
        tile = _longest(left, right, at, choices, taken)
        if tile is None:
            at += 1
            continue
        taken[tile.right : tile.right + tile.length] = b"\x01" * tile.length
        found.append(tile)
        at, expected = at + tile.length, tile.right + tile.length
    return found


def match(tile: Tile, left: Words, right: Words) -> Match:
    """The tile as spans of both articles, from the first letter of its first word to its last."""
    return Match(_span(left, tile.left, tile.length), _span(right, tile.right, tile.length))


def _span(words: Words, first: int, length: int) -> Span:
    start, end = words.starts[first], words.ends[first + length - 1]
    return Span(words.article.id, start, end, words.article.text[start:end])


def _seeds(words: Words) -> dict[tuple[int, ...], list[int]]:
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - _SEED + 1):
        known = places[words.numbers[at : at + _SEED]]
        if len(known) < _REPEATS:
            known.append(at)
    return places


def _longest(
    left: Words, right: Words, at: int, places: list[int], taken: bytearray
) -> Tile | None:
    """The longest run from word `at` of `left` and one of `places`; of equal ones the first."""
    best: Tile | None = None
    for place in places:
        length = _run(left, right, at, place, taken)
        if length >= _SEED and (best is None or length > best.length):
            best = Tile(at, place, length)
    return best


def _run(left: Words, right: Words, at: int, place: int, taken: bytearray) -> int:
    length, most = 0, min(len(left) - at, len(right) - place)
    while (
        length < most
        and left.numbers[at + length] == right.numbers[place + length]
        and not taken[place + length]
    ):
        length += 1
    return length
