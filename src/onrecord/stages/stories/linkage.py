"""Average-linkage clustering of a sparse graph (Sokal & Michener 1958, UPGMA)."""

import heapq
from collections.abc import Iterable

from onrecord.stages.stories.similarity import Likeness

_ABSENT = -5.0  # log-odds of a pair that was not worth looking at


def clusters(size: int, likenesses: Iterable[Likeness], threshold: float) -> list[list[int]]:
    """The positions 0 … size-1 in clusters whose mean log-odds to each other reach `threshold`.

    The pair of clusters with the highest mean is merged first, ties by position. Each cluster and
    the list of them are sorted.
    """
    graph = _Graph(size)
    for like in likenesses:
        graph.join(like.first, like.second, max(0.0, like.log_odds - _ABSENT))
    least = threshold - _ABSENT
    heap = [(-w, a, b) for a in range(size) for b, w in graph.edges[a].items() if a < b]
    heap = [entry for entry in heap if -entry[0] >= least]
    heapq.heapify(heap)
    while heap:
        weight, first, second = heapq.heappop(heap)
        if graph.edges[first].get(second) != -weight:
            continue  # one of the two has been merged since
        for other, merged in graph.merge(first, second):
            if merged >= least:
                heapq.heappush(heap, (-merged, min(first, other), max(first, other)))
    return sorted(sorted(members) for members in graph.members if members)


class _Graph:
    """Clusters by position with the mean likeness between them, absent ones counting as 0."""

    def __init__(self, size: int) -> None:
        self.members = [[n] for n in range(size)]
        self.edges: list[dict[int, float]] = [{} for _ in range(size)]

    def join(self, first: int, second: int, weight: float) -> None:
        if weight > 0:
            self.edges[first][second] = self.edges[second][first] = weight

    def merge(self, kept: int, gone: int) -> list[tuple[int, float]]:
        """Puts `gone` into `kept`; returns the merged cluster's neighbours with their means."""
        left, right = len(self.members[kept]), len(self.members[gone])
        near, far = self.edges[kept], self.edges[gone]
        others = sorted((near.keys() | far.keys()) - {kept, gone})
        for other in others:
            total = near.get(other, 0.0) * left + far.get(other, 0.0) * right
            self.join(kept, other, total / (left + right))
            self.edges[other].pop(gone, None)
        near.pop(gone, None)
        self.members[kept] += self.members[gone]
        self.members[gone], self.edges[gone] = [], {}
        return [(other, near[other]) for other in others]
