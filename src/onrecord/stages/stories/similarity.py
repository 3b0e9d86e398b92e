"""How likely two articles tell of the same matter: a logistic model of a few likenesses.

The weights are data (`resources/stories/weights.toml`), made by `training/stories/fit.py`.
"""

import heapq
import math
import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from onrecord.records import Article
from onrecord.stages.stories.vectors import Vectors, cosine

WINDOW = 3  # days; further apart, two articles are one story only through articles between them

_TERMS = 40  # of an article, heaviest first, by which it is looked up
_SHARED_TERMS = 2
_LEAST_COSINE = 0.06
_BUSIEST = 2000  # articles in a window that have a term; a term of more tells nothing
_FLOOR = 0.01  # added to a cosine before its logarithm


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two articles by position, and the log-odds (natural) that they tell of the same matter."""

    first: int
    second: int
    log_odds: float


def likenesses(
    articles: Sequence[Article], vectors: Sequence[Vectors], related: set[tuple[int, int]]
) -> list[Likeness]:
    """The log-odds of all pairs of `articles` worth looking at, first < second, ascending.

    `articles` are in order of publication day, the undated last. `related` holds the pairs (by
    position) that share a passage. Pairs more than the window apart are left out, an
    undated article is compared with all.
    """
    weights = _weights()
    return [
        Likeness(*pair, weights["bias"] + math.fsum(weights[k] * v for k, v in values.items()))
        for pair, values in features(articles, vectors, related)
    ]


def features(
    articles: Sequence[Article], vectors: Sequence[Vectors], related: set[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], dict[str, float]]]:
    """Each pair worth looking at with what its log-odds are made of, named as in the weights."""
    days = [day(a) for a in articles]
    for pair in sorted(_candidates(days, vectors) | {p for p in related if _near(days, *p)}):
        first, second = pair
        values = _cosines(vectors[first], vectors[second])
        values["related"] = float(pair in related)
        values[_gap(days[first], days[second])] = 1.0
        yield pair, values


def day(article: Article) -> int | None:
    """The publication day as a proleptic ordinal; None when not known to the day."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


def _cosines(left: Vectors, right: Vectors) -> dict[str, float]:
    cosines = {
        "whole": cosine(left.whole, right.whole),
        "lead": cosine(left.lead, right.lead),
        "headline": cosine(left.headline, right.headline),
    }
    return cosines | {f"log_{k}": math.log(v + _FLOOR) for k, v in cosines.items()}


def _gap(left: int | None, right: int | None) -> str:
    return "undated" if left is None or right is None else f"days_{abs(left - right)}"


def _near(days: Sequence[int | None], first: int, second: int) -> bool:
    left, right = days[first], days[second]
    return left is None or right is None or abs(left - right) <= WINDOW


@cache
def _weights() -> dict[str, float]:
    table = files("onrecord") / "resources" / "stories" / "weights.toml"
    return {name: float(v) for name, v in tomllib.loads(table.read_text("utf-8")).items()}


def _candidates(days: Sequence[int | None], vectors: Sequence[Vectors]) -> set[tuple[int, int]]:
    """Pairs within the window that share two heavy words and some of the rest."""
    heavy = [_heaviest(v) for v in vectors]
    where: dict[str, list[int]] = defaultdict(list)
    for position, terms in enumerate(heavy):
        for term in terms:
            where[term].append(position)
    found = set()
    for position, terms in enumerate(heavy):
        shared = Counter(p for t in terms for p in _before(where[t], position, days))
        for other, count in shared.items():
            enough = count >= _SHARED_TERMS or len(heavy[other]) < _TERMS
            if enough and cosine(vectors[other].whole, vectors[position].whole) > _LEAST_COSINE:
                found.add((other, position))
    return found


def _heaviest(vectors: Vectors) -> list[str]:
    """The terms an article is looked up by, those of its headline and lead among them."""
    weights = dict(vectors.whole)
    for word, weight in vectors.lead.items():
        weights[word] = weights.get(word, 0.0) + weight
    return heapq.nsmallest(_TERMS, weights, key=lambda word: (-weights[word], word))


def _before(positions: Sequence[int], position: int, days: Sequence[int | None]) -> Iterator[int]:
    """Of ascending `positions` those before `position` and not too many days earlier."""
    this = days[position]
    end = bisect_left(positions, position)
    start = max(0, end - _BUSIEST)
    if this is not None:
        start = max(start, bisect_left(positions, this - WINDOW, hi=end, key=lambda p: days[p] or 0))
    return iter(positions[start:end])
