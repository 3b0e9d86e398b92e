"""How words of lines and of class attributes speak for or against the body: hashed, learned weights."""

import zlib
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import BrokenModel
from onrecord.layout import Layout
from onrecord.stages.blocks.glyphs import Glyphs, Hashes, Ints, mixed

BUCKETS = 8192
NAMES = ("says-mean", "says-low", "class-mean", "class-near", "class-low")
_MOST_WORDS, _HEAD = 14, 160  # words and characters of a line that are looked at
_NEAR = 4  # class words of the nearest elements
_FIRST, _COUNT, _PAIR = np.uint64(1), np.uint64(2), np.uint64(3)  # keep kinds of tokens apart
Weights = NDArray[np.float32]
Numbers = NDArray[np.float64]


def said(seen: Glyphs) -> tuple[Ints, Ints]:
    """Lines and buckets of their first words: each, the first, pairs of neighbours, how many they are."""
    near = (seen.words.order < _MOST_WORDS) & (seen.at[seen.words.start] < _HEAD)
    words, line, order = seen.words.hash[near], seen.words.line[near], seen.words.order[near]
    count = np.bincount(line, minlength=len(seen.size))
    few = np.flatnonzero(count < _MOST_WORDS)
    first = order == 0
    pair = np.flatnonzero((line[1:] == line[:-1]) & (count[line[1:]] < _MOST_WORDS))
    hashes = [
        words,
        mixed(words[first] + _FIRST),
        mixed(words[pair] * _PAIR + words[pair + 1]),
        mixed(mixed(count[few].astype(np.uint64)) + _COUNT),
    ]
    return np.concatenate([line, line[first], line[pair], few]), _buckets(np.concatenate(hashes))


def _buckets(hashes: Hashes) -> Ints:
    return (hashes % np.uint64(BUCKETS)).astype(np.int64)


@lru_cache(maxsize=50_000)
def classed(words: tuple[str, ...]) -> tuple[int, ...]:
    """Buckets of class and id words."""
    return tuple(zlib.crc32(f".{w}".encode("utf-8", errors="replace")) % BUCKETS for w in words)


@cache
def weights() -> Weights:
    """The trained table, one weight per bucket. Raises BrokenModel."""
    path = files("onrecord") / "models" / "blocks" / "wording.npy"
    try:
        with path.open("rb") as file:
            table: Weights = np.load(file, allow_pickle=False).astype(np.float32)
    except (OSError, ValueError) as error:
        raise BrokenModel(f"the table of words cannot be loaded: {error}") from error
    if table.shape != (BUCKETS,):
        raise BrokenModel(f"the table of words has shape {table.shape}, not ({BUCKETS},)")
    return table


def spoken(layout: Layout, seen: Glyphs, table: Weights) -> Numbers:
    """A row per line, columns NAMES."""
    n = len(seen.size)
    line, buckets = said(seen)
    values = table[buckets].astype(float)
    low = np.zeros(n) + np.inf
    np.minimum.at(low, line, values)
    count = np.bincount(line, minlength=n)
    mean = np.bincount(line, weights=values, minlength=n) / np.maximum(1, count)
    markup = np.zeros((n, 3))
    if layout.html:
        known: dict[tuple[str, ...], tuple[float, float, float]] = {}
        for i, one in enumerate(layout.lines):
            words = one.hint.words if one.hint else ()
            if words not in known:
                known[words] = _classes(table, classed(words))
            markup[i] = known[words]
    return np.hstack([np.stack([mean, np.where(count > 0, low, 0.0)], axis=1), markup])


def _classes(table: Weights, buckets: tuple[int, ...]) -> tuple[float, float, float]:
    """Mean weight of class words, of the nearest, and the least."""
    values = [float(table[b]) for b in buckets] or [0.0]
    near = values[:_NEAR]
    return sum(values) / len(values), sum(near) / len(near), min(values)
