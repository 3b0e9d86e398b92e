"""Words and word shingles of an article, as integers that can be compared over a collection."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.records import Article

Hashes = npt.NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio: spreads consecutive integers
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one article: their offsets in its text and their numbers in the vocabulary."""

    article: Article
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.numbers)


class Vocabulary:
    """Numbers for case-folded words, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def words(self, article: Article) -> Words:
        """The words of `article`; punctuation and case play no part in them."""
        found = list(_WORD.finditer(article.text))
        numbers = (self._numbers.setdefault(m[0].casefold(), len(self._numbers)) for m in found)
        return Words(
            article,
            tuple(m.start() for m in found),
            tuple(m.end() for m in found),
            tuple(numbers),
        )


def shingles(words: Words, size: int) -> Hashes:
    """The different runs of `size` words as sorted 64-bit hashes; a shorter text is one shingle.

    The hash is over vocabulary numbers, so hashes compare only within one Vocabulary.
    """
    if not words:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.asarray(words.numbers, dtype=np.uint64) + np.uint64(1)
    size = min(size, len(numbers))
    mixed = np.zeros(len(numbers) - size + 1, dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed ^ numbers[offset : offset + len(mixed)]) * _MULTIPLIER
        mixed ^= mixed >> _SHIFT
    return np.unique(mixed)
