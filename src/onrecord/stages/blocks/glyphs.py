"""The characters and words of all lines of a page as arrays, so that features are counted at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

# Kinds of characters; those up to LOW_LINE make words.
UPPER, LOWER, LETTER, WIDE, DIGIT, LOW_LINE, BLANK, COMMA, QUOTE, BAR, OTHER = range(11)
KINDS = OTHER + 1
_SINGLE = ((LOW_LINE, "_"), (BLANK, " "), (COMMA, ","), (QUOTE, '"“”'), (BAR, "|•·/"))
_WIDE = ((0x3040, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0))  # kana, Han, Hangul
_RARE = 0x20000  # stands for itself and all code points beyond: Han
_LONGEST = 64  # letters of a word that its hash tells apart
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
_POWERS: Hashes = np.cumprod(np.full(_LONGEST, 1_000_003, np.uint64), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Words:
    """The words (runs of letters, digits, low lines) of all lines: offsets, lines, numbers in lines."""

    start: Ints
    end: Ints
    line: Ints
    order: Ints
    hash: Hashes  # of the lower-case word


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of lines that follow each other, a line break behind each, three behind the last.

    `first` and `size` are of lines, the other arrays of characters; `at` counts from the line's start.
    """

    first: Ints
    size: Ints
    codes: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    line: Ints
    at: Ints
    words: Words

    def lines(self, marks: Ints) -> NDArray[np.float64]:
        """How many of `marks` (offsets of characters) stand in each line."""
        return np.bincount(self.line[marks], minlength=len(self.size)).astype(float)


@cache
def _alphabet() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Kind and lower case of every code point up to _RARE."""
    letters = [chr(i) for i in range(_RARE + 1)]
    kinds = np.full(len(letters), OTHER, np.uint8)
    tests = ((LETTER, str.isalnum), (DIGIT, str.isdigit), (LOWER, str.islower), (UPPER, str.isupper))
    for kind, test in tests:
        kinds[np.fromiter(map(test, letters), bool, len(letters))] = kind
    for start, end in _WIDE:
        kinds[start:end] = WIDE
    for kind, chosen in _SINGLE:
        kinds[[ord(c) for c in chosen]] = kind
    lower = np.arange(len(letters), dtype=np.uint32)
    upper = np.flatnonzero(kinds == UPPER)
    lower[upper] = [ord(letters[i].lower()[0]) for i in upper]
    return kinds, lower


def glyphs(own: list[str]) -> Glyphs:
    """The glyphs of lines (each with text in it, at least one line)."""
    kind_of, lower = _alphabet()
    text = "\n".join([*own, "\n\n"])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.minimum(codes, _RARE)
    size = np.fromiter(map(len, own), np.int64, len(own))
    taken = size + 1
    taken[-1] += 2
    first = np.cumsum(size + 1) - size - 1
    line = np.repeat(np.arange(len(own)), taken)
    at = np.arange(len(codes)) - first[line]
    kinds = kind_of[codes]
    return Glyphs(first, size, codes, kinds, line, at, _words(lower[codes], kinds, line, len(own)))


def _words(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], line: Ints, lines: int) -> Words:
    inside = kinds <= LOW_LINE
    edges = np.flatnonzero(np.diff(inside, prepend=False))  # the text ends outside of words
    start, end = edges[::2], edges[1::2]
    of = line[start]
    counts = np.bincount(of, minlength=lines)
    order = np.arange(len(start)) - (np.cumsum(counts) - counts)[of]
    letters = np.flatnonzero(inside)
    lengths = end - start
    begins = np.cumsum(lengths) - lengths
    place = np.minimum(np.arange(len(letters)) - np.repeat(begins, lengths), _LONGEST - 1)
    values = codes[letters].astype(np.uint64) * _POWERS[place]
    hashes = np.add.reduceat(values, begins) if len(start) else np.empty(0, np.uint64)
    return Words(start, end, of, order, mixed(hashes))


def mixed(hashes: Hashes) -> Hashes:
    """`hashes` with every bit depending on every other (a step of Steele, Lea & Flood's SplitMix)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return (hashes ^ (hashes >> np.uint64(27))) * _FACTOR


def hashes_of(words: Iterable[str]) -> Hashes:
    """The hashes of single words, as `Words.hash` has them."""
    return glyphs(list(words)).words.hash
