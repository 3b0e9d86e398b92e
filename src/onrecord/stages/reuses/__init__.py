"""Reuses: copies, excerpts and shared passages between the articles of a collection."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from onrecord.records import Article, Record, Reuse
from onrecord.stages.reuses.alignment import match, tiles
from onrecord.stages.reuses.candidates import candidates
from onrecord.stages.reuses.words import Hashes, Vocabulary, Words, shingles

if TYPE_CHECKING:
    from onrecord.store import Store

Kind = Literal["copy", "excerpt", "shared passage"]

_ORIGIN = "reuses@1"
_INDEXED, _COMPARED = 5, 3  # words in a shingle: to find pairs, to measure them
_LEAST_SHARED = 4  # indexed shingles: a run of eight words
_COPY = 0.3  # Jaccard
_EXCERPT = 0.5  # containment
_EXCERPT_WORDS = 40  # a shorter article contained in another is a headline or a stub
_UNRELATED = 0.05  # containment of two texts of a round-up in each other
_PARTS = 20  # that one part of a round-up is held against
_KEPT = 4096  # articles whose shingles are kept at hand
_PASSAGE_WORDS = 16  # in a row; shorter ones are quoted phrases, names and titles
_BOILERPLATE_WORDS = 60  # what one outlet repeats under its own articles is rarely longer


class Reuses:
    """Collection stage: reads Article, makes Reuse."""

    name = "reuses"
    version = 1
    reads: ClassVar[tuple[type[Record], ...]] = (Article,)
    makes: ClassVar[tuple[type[Record], ...]] = (Reuse,)

    def __call__(self, store: "Store") -> Iterator[Reuse]:
        """The reuses between all articles of the store."""
        yield from find_reuses(store.read(Article))


def find_reuses(articles: Iterable[Article]) -> list[Reuse]:
    """The pairs of `articles` that share text, with the shared passages on both sides.

    Near duplicates by Jaccard of 3-word shingles (Broder 1997), embedded and cut copies by
    containment. Sorted by the ids of the pair; the order of `articles` plays no part.
    """
    ordered = sorted(articles, key=_age)
    vocabulary = Vocabulary()
    words = [vocabulary.words(article) for article in ordered]
    position = {w.article.id: n for n, w in enumerate(words)}

    @lru_cache(_KEPT)
    def compared(article: str) -> Hashes:
        return shingles(words[position[article]], _COMPARED)

    found = []
    for pair in candidates(words, _INDEXED, _LEAST_SHARED):
        left, right = words[pair.first], words[pair.second]
        overlap = _overlap(compared(left.article.id), compared(right.article.id))
        reuse = _reuse(left, right, *overlap)
        if reuse is not None:
            found.append(reuse)
    return sorted(_roundups_apart(found, compared), key=lambda r: (r.article, r.other))


def _age(article: Article) -> tuple[str, str]:
    """Orders by publication, undated last, then by id."""
    return (_utc(article.published) if article.published else "~", article.id)


def _utc(published: str) -> str:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat()


def _reuse(left: Words, right: Words, similarity: float, containment: float) -> Reuse | None:
    shared = tiles(left, right)
    kind = _kind(similarity, containment, min(len(left), len(right)))
    if kind is None:
        shared = [t for t in shared if t.length >= _least_passage(left, right)]
        kind = "shared passage"
    if not shared:
        return None
    return Reuse(
        origin=_ORIGIN,
        article=left.article.id,
        other=right.article.id,
        kind=kind,
        matches=tuple(match(tile, left, right) for tile in shared),
        similarity=round(similarity, 4),
        containment=round(containment, 4),
    )


def _overlap(left: Hashes, right: Hashes) -> tuple[float, float]:
    """Jaccard of two sets of shingles, and the share of the smaller one found in the larger."""
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common / (len(left) + len(right) - common), common / min(len(left), len(right))


def _kind(similarity: float, containment: float, shorter: int) -> Kind | None:
    if similarity >= _COPY:
        return "copy"
    return "excerpt" if containment >= _EXCERPT and shorter >= _EXCERPT_WORDS else None


def _least_passage(left: Words, right: Words) -> int:
    """Words in a row that are reuse: more within one outlet, which repeats its own boilerplate."""
    same = left.article.publisher is not None and left.article.publisher == right.article.publisher
    return _BOILERPLATE_WORDS if same else _PASSAGE_WORDS


def _roundups_apart(reuses: Sequence[Reuse], compared: Callable[[str], Hashes]) -> list[Reuse]:
    """Makes excerpts of a round-up's copies: a text that holds two unrelated ones copies neither.

    Without this, a page that carries two whole reports would make one origin of them.
    """
    parts: dict[str, list[str]] = defaultdict(list)
    for reuse in reuses:
        if reuse.kind == "copy":
            part, whole = _by_size(reuse, compared)
            parts[whole].append(part)

    def is_part(reuse: Reuse) -> bool:
        part, whole = _by_size(reuse, compared)
        others = [other for other in sorted(parts[whole]) if other != part][:_PARTS]
        return any(_overlap(compared(part), compared(o))[1] < _UNRELATED for o in others)

    return [
        replace(reuse, kind="excerpt") if reuse.kind == "copy" and is_part(reuse) else reuse
        for reuse in reuses
    ]


def _by_size(reuse: Reuse, compared: Callable[[str], Hashes]) -> tuple[str, str]:
    """The shorter and the longer article of the two."""
    first, second = sorted((reuse.article, reuse.other), key=lambda a: (len(compared(a)), a))
    return first, second


STAGE = Reuses()
