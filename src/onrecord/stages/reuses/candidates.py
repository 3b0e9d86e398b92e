"""Pairs of articles that share word shingles, from an inverted index over the collection."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.stages.reuses.words import Hashes, Words, shingles

_BUDGET = 8_000_000  # postings kept (12 bytes each and a sort); beyond it shingles are sampled
_COMMON = 30  # a shingle in more articles is paired with its first carrier only
_CHUNK = 4_000_000

Pairs = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two articles, by position in the collection, that share `shared` shingles of the index."""

    first: int
    second: int
    shared: int


def candidates(words: Sequence[Words], size: int, least: int) -> list[Candidate]:
    """All pairs that share about `least` shingles of `size` words or more, by position.

    Exact up to the budget; beyond it one shingle in `rate` is indexed and `least` shrinks with it.
    A passage that very many articles carry pairs each of them with the first one only, which keeps
    the work linear in the size of the collection.
    """
    rate = -(-sum(map(len, words)) // _BUDGET) or 1
    pairs, counts = _counted(_pairs(_postings([_sample(shingles(w, size), rate) for w in words])))
    enough = counts >= max(1, least // rate)
    width = np.uint64(32)
    return [
        Candidate(int(pair >> width), int(pair & np.uint64(0xFFFFFFFF)), int(count))
        for pair, count in zip(pairs[enough], counts[enough], strict=True)
    ]


def _sample(hashes: Hashes, rate: int) -> Hashes:
    return hashes[hashes % np.uint64(rate) == 0] if rate > 1 else hashes


def _postings(kept: Sequence[Hashes]) -> Iterator[npt.NDArray[np.uint32]]:
    """For each shingle that two or more articles have, the positions of those, ascending."""
    if not kept:
        return
    hashes = np.concatenate(kept)
    owners = np.repeat(np.arange(len(kept), dtype=np.uint32), [len(k) for k in kept])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    changes = np.flatnonzero(hashes[1:] != hashes[:-1]) + 1
    starts = np.concatenate(([0], changes))
    lengths = np.diff(np.concatenate((starts, [len(hashes)])))
    for start, length in zip(starts[lengths > 1], lengths[lengths > 1], strict=True):
        yield owners[start : start + length]


def _pairs(postings: Iterable[npt.NDArray[np.uint32]]) -> Iterator[list[int]]:
    """The pairs of each posting list as `first << 32 | second`, in chunks."""
    chunk: list[int] = []
    for posting in postings:
        owners = posting.tolist()
        firsts = owners[:1] if len(owners) > _COMMON else owners
        for rank, first in enumerate(firsts):
            chunk.extend((first << 32) | second for second in owners[rank + 1 :])
        if len(chunk) > _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _counted(chunks: Iterable[list[int]]) -> tuple[Pairs, npt.NDArray[np.int64]]:
    pairs, counts = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    for chunk in chunks:
        more, seen = np.unique(np.array(chunk, dtype=np.uint64), return_counts=True)
        pairs, where = np.unique(np.concatenate((pairs, more)), return_inverse=True)
        weights = np.concatenate((counts, seen))
        counts = np.bincount(where, weights=weights, minlength=len(pairs)).astype(np.int64)
    return pairs, counts
