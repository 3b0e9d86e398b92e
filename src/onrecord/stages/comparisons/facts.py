"""Facts: what several pages tell in like words, and what only one of them tells."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.records import Comparison, Span
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.stages.comparisons.sentences import Sentence, Sentences
from onrecord.text import shortened

SAME = 0.2  # cosine from which two sentences count as telling the same (chosen on the dev groups)
ALONE = 0.22  # below it, nothing on another page comes near, unless a fact holds the sentence
_SURE = 0.25  # from here a sentence need not be the nearest of its nearest one
_TWICE = 0.3  # from here a sentence that is part of a fact may be half of another one
_LEAST = 0.1
_SHARED = 3  # words that two sentences have in common at least
_LINE = 160  # characters of a sentence where it names a comparison
_MOST_ALONE = 40  # of one page
_LEAST_WORDS = 5


def facts(material: Material, held: Sentences) -> Iterator[Comparison]:
    """Agreements and things that only one page tells, by the likeness of sentences."""
    if len(material.articles) < 2:
        return
    near = [held.near(i) for i in range(len(held.held))]
    groups = _groups(held, near)
    for group in groups:
        spans = [held.held[i].span for i in group]
        sides = [side(material, s.article, None, shortened(s.exact, _LINE), [s]) for s in spans]
        about = shortened(spans[0].exact, _LINE)
        yield comparison(material, "fact", "fact", "compatible", about, sides, "told in like words")
    yield from _alone(material, held, near, {i for group in groups for i in group})


Near = list[dict[int, float]]


class Pair(NamedTuple):
    """How alike two sentences are, and whether each is the other's nearest on its page."""

    likeness: float
    mutual: bool


def _best(held: Sentences, near: dict[int, float]) -> dict[str, tuple[float, int]]:
    """The nearest sentence of each other article."""
    best: dict[str, tuple[float, int]] = {}
    for j, likeness in near.items():
        if likeness >= _LEAST:
            article = held.held[j].span.article
            best[article] = max(best.get(article, (0.0, j)), (likeness, j))
    return best


def _groups(held: Sentences, near: Near) -> list[list[int]]:
    """Sentences with those nearest to them on other pages, joined into groups of one a page."""
    best = [_best(held, found) for found in near]
    pairs = {
        (min(i, j), max(i, j)): Pair(likeness, mutual)
        for i, found in enumerate(best)
        for likeness, j in found.values()
        if held.held[i].is_negated == held.held[j].is_negated
        and _shares(held.held[i], held.held[j])
        and likeness >= (SAME if (mutual := _is_mutual(held, best, i, j)) else _SURE)
    }
    return _grouped(held, sorted(pairs.items(), key=lambda p: (-p[1].likeness, p[0])))


def _shares(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences have three words in common, or most of the shorter: one rare word is chance."""
    shared = len(one.keys & other.keys)
    return shared >= _SHARED or 3 * shared >= 2 * min(len(one.keys), len(other.keys))


def _is_mutual(held: Sentences, best: list[dict[str, tuple[float, int]]], i: int, j: int) -> bool:
    back = best[j].get(held.held[i].span.article)
    return back is not None and back[1] == i


def _grouped(held: Sentences, pairs: list[tuple[tuple[int, int], Pair]]) -> list[list[int]]:
    """Groups of linked sentences with at most one of each article, and very like pairs across groups."""
    home: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    beside: list[list[int]] = []
    for (i, j), pair in pairs:
        one, other = home.setdefault(i, i), home.setdefault(j, j)
        first, second = groups.setdefault(one, [one]), groups.setdefault(other, [other])
        if one == other:
            continue
        if {held.held[k].span.article for k in first} & {held.held[k].span.article for k in second}:
            beside += [[i, j]] if pair.mutual and pair.likeness >= _TWICE else []
            continue
        first.extend(second)
        for k in groups.pop(other):
            home[k] = one
    return [sorted(group) for _, group in sorted(groups.items()) if len(group) > 1] + beside


def _alone(material: Material, held: Sentences, near: Near, matched: set[int]) -> Iterator[Comparison]:
    """Sentences with something to check in them that nothing on the other pages comes near.

    `matched` are the places of sentences that a fact holds.
    """
    checkable = _checkable(material)
    count: dict[str, int] = defaultdict(int)
    for i, sentence in enumerate(held.held):
        span = sentence.span
        if i in matched or len(sentence.keys) < _LEAST_WORDS or max(near[i].values(), default=0.0) >= ALONE:
            continue
        if count[span.article] >= _MOST_ALONE or not _holds(checkable[span.article], span):
            continue
        count[span.article] += 1
        about = shortened(span.exact, _LINE)
        sides = [side(material, span.article, None, about, [span])]
        reason = "nothing like it on the other pages"
        yield comparison(material, "coverage", "fact", "only one", about, sides, reason)


def _checkable(material: Material) -> dict[str, list[tuple[int, int]]]:
    """The places of claims and attributions by article."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in material.claims:
        if claim.aspect != "wording":
            found[claim.article].append((claim.evidence[0].start, claim.evidence[0].end))
    for attribution in material.attributions:
        found[attribution.article].extend((s.start, s.end) for s in attribution.content)
    return found


def _holds(places: list[tuple[int, int]], span: Span) -> bool:
    return any(start < span.end and span.start < end for start, end in places)
