"""Quotations: one saying quoted on two pages with words that are not the same."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.records import Comparison, Span
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.text import quote
from onrecord.words import plain_word, stem, stop_words

_QUOTED = re.compile(r"“([^“”]{12,900})”|(?<![\w\"])\"([^\"“”]{12,900})\"")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_RUN = 4  # words in a row that make two quotations candidates
_LEAST = 0.7  # share of the overlapping stretch that must be the same words
_MOST_WORDS = 4  # words of one difference; more is a cut, not another wording
_MOST_QUOTATIONS = 400


@dataclass(frozen=True)
class Quotation:
    """Words between quotation marks, with the stems by which they are compared."""

    span: Span
    stems: tuple[str, ...]


def quotations(material: Material) -> Iterator[Comparison]:
    """The sayings that two pages quote in different words, spelling and cuts at the ends apart."""
    found = [q for article in material.articles for q in _quoted(material, article.id)]
    found = found[:_MOST_QUOTATIONS]
    for one, other in _candidates(found):
        if one.span.article != other.span.article and _differs(one.stems, other.stems):
            sides = [side(material, q.span.article, None, q.span.exact, [q.span]) for q in (one, other)]
            yield comparison(
                material, "wording", "wording", "differ", " ".join(one.span.exact.split())[:80], sides,
                "one saying is quoted in different words",
            )


def _quoted(material: Material, article: str) -> Iterator[Quotation]:
    held = material.article(article)
    for match in _QUOTED.finditer(held.text):
        group = 1 if match[1] else 2
        stems = tuple(stem(word) for word in _WORD.findall(match[group]))
        if len(stems) >= _RUN:
            yield Quotation(quote(held, match.start(group), match.end(group)), stems)


def _candidates(found: list[Quotation]) -> list[tuple[Quotation, Quotation]]:
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, quotation in enumerate(found):
        for j in range(len(quotation.stems) - _RUN + 1):
            by_run[quotation.stems[j : j + _RUN]].append(i)
    pairs = {
        (i, j) for places in by_run.values() if len(places) < 30
        for i in places for j in places if i < j
    }
    return [(found[i], found[j]) for i, j in sorted(pairs)]


def _differs(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the stretch that two quotations share has different content words inside it."""
    blocks = [b for b in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return False
    first, last = blocks[0], blocks[-1]
    same = sum(b.size for b in blocks)
    longest = max(last.a + last.size - first.a, last.b + last.size - first.b)
    if same < _RUN + 1 or same / longest < _LEAST:
        return False
    return any(
        _tells(one[left.a + left.size : right.a], other[left.b + left.size : right.b])
        for left, right in pairwise(blocks)
    )


def _tells(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a difference is one of content: not spelling, not joined words, not a long cut."""
    if max(len(one), len(other)) > _MOST_WORDS or "".join(one) == "".join(other):
        return False
    return any(word not in _function_words() for word in (*one, *other))


def _function_words() -> frozenset[str]:
    return frozenset(stem(plain_word(word)) for word in stop_words())
