"""Words and word shingles of an article, as integers that can be compared over a collection."""

import re
from array import array
from functools import cached_property

import numpy as np
import numpy.typing as npt

from onrecord.records import Article

Hashes = npt.NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio: spreads consecutive integers
_SHIFT = np.uint64(29)


class Words:
    """The words of one article as numbers of a vocabulary; their places are found again when asked."""

    def __init__(self, article: Article, numbers: "array[int]") -> None:
        self.article = article
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Start and end of each word in the article's text."""
        return [match.span() for match in _WORD.finditer(self.article.text)]


class Vocabulary:
    """Numbers for case-folded words, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def words(self, article: Article) -> Words:
        """The words of `article`; punctuation and case play no part in them."""
        known = self._numbers
        found = (word.casefold() for word in _WORD.findall(article.text))
        return Words(article, array("I", [known.setdefault(word, len(known)) for word in found]))


def shingles(words: Words, size: int) -> Hashes:
    """The different runs of `size` words as sorted 64-bit hashes; a shorter text is one shingle.

    The hash is over vocabulary numbers, so hashes compare only within one Vocabulary.
    """
    if not len(words):
        return np.zeros(0, dtype=np.uint64)
    numbers = np.asarray(words.numbers, dtype=np.uint64) + np.uint64(1)
    size = min(size, len(numbers))
    mixed = np.zeros(len(numbers) - size + 1, dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed ^ numbers[offset : offset + len(mixed)]) * _MULTIPLIER
        mixed ^= mixed >> _SHIFT
    return np.unique(mixed)
