"""Sentences of a story and how alike they are: TF-IDF over meanings, within the story."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from onrecord.breaks import breaks
from onrecord.records import Span
from onrecord.stages.comparisons.matching import referent
from onrecord.stages.comparisons.material import Material
from onrecord.text import quote, trimmed
from onrecord.words import table

_SHORTEST = 25  # code points
_COMMON = 60  # sentences
_MOST = 3_000  # sentences of one story; more are left out
_NEGATION = re.compile(r"\b(?:not|no|never|denie[sd]|deny|denying|without|n[’']t)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence with the keys of its content."""

    span: Span
    keys: frozenset[str]

    @property
    def is_negated(self) -> bool:
        """Whether it denies something."""
        return _NEGATION.search(self.span.exact) is not None


@dataclass(frozen=True)
class Sentences:
    """The sentences of a story, in order of articles and places."""

    held: tuple[Sentence, ...]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for i, sentence in enumerate(self.held):
            for key in sentence.keys:
                places[key].append(i)
        return places

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Rarer words weigh more: 1 + ln(number of sentences / those with the word)."""
        return {key: 1 + log(len(self.held) / len(found)) for key, found in self._places.items()}

    @cached_property
    def _most(self) -> int:
        """Words in more sentences than this find nothing that others do not; they only cost time."""
        return max(_COMMON, len(self.held) // 40)

    @cached_property
    def _lengths(self) -> list[float]:
        return [sqrt(sum(self._weights[k] ** 2 for k in sorted(s.keys))) for s in self.held]

    def near(self, i: int) -> dict[int, float]:
        """Cosine of sentence `i` with the sentences of other articles that share a word with it."""
        own, common = self.held[i], defaultdict[int, float](float)
        for key in sorted(own.keys):
            if len(self._places[key]) > self._most:
                continue
            weight = self._weights[key] ** 2
            for j in self._places[key]:
                if self.held[j].span.article != own.span.article:
                    common[j] += weight
        return {j: found / (self._lengths[i] * self._lengths[j]) for j, found in common.items()}


def _credit(sentence: str) -> bool:
    """Whether a sentence tells who made the page, or asks its readers for something."""
    lower = sentence.lower()
    return any(row[0] in lower for row in table("comparisons", "credits"))


def sentences(material: Material) -> Sentences:
    """The sentences of a story's articles, split at full stops and line ends."""
    found: list[Sentence] = []
    for article in material.articles:
        between = breaks(article.text)
        starts = [0, *(end for _, end in between)]
        ends = [*(start for start, _ in between), len(article.text)]
        for start, end in zip(starts, ends, strict=True):
            first, last = trimmed(article.text, start, end)
            told = article.text[first:last]
            if len(told) >= _SHORTEST and not told.endswith(":") and not _credit(told):
                keys = referent(told, None).all
                found.append(Sentence(quote(article, first, last), keys))
    return Sentences(tuple(found[:_MOST]))
