"""Where a line stands in the tree of elements, seen from the element that holds most of the text."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import Layout

NAMES = (
    *("family-mass", "family-share", "own-share", "main-level", "main-away", "branch-share"),
    *("wide-level", "wide-away", "same-above", "same-below", "told-page", "told-before", "told-after"),
)
_MAIN, _WIDE = 0.6, 0.9  # shares of the text that the main and the wide element hold at least
Numbers = NDArray[np.float64]


def places(layout: Layout, mass: Numbers) -> Numbers:
    """A row per line, columns NAMES; `mass` is the size of each line that reads like prose, else 0.

    "Main" is the deepest element that holds most of the mass. "level": how many of its ancestors
    enclose the line, as a share; "away": levels from the line up to the first element shared with it.
    """
    n = len(layout.lines)
    if not layout.html:
        return np.full((n, len(NAMES)), -1.0)
    paths = [line.hint.path if line.hint else (0,) for line in layout.lines]
    held: dict[int, float] = defaultdict(float)
    for path, size in zip(paths, mass.tolist(), strict=True):
        if size:
            for number in path:
                held[number] += size
    total = max(1.0, float(mass.sum()))
    main, wide = _deepest(paths, held, _MAIN * total), _deepest(paths, held, _WIDE * total)
    rows = []
    for i, path in enumerate(paths):
        level, wide_level = _shared(path, main), _shared(path, wide)
        branch = held[path[level]] if level < len(path) else held[path[-1]]
        rows.append(
            [
                np.log1p(held[path[-2]] if len(path) > 1 else total),
                held[path[-2]] / total if len(path) > 1 else 1.0, held[path[-1]] / total,
                level / len(main), len(path) - level, branch / total,
                wide_level / len(wide), len(path) - wide_level,
                float(i > 0 and paths[i - 1][:-1] == path[:-1]),
                float(i + 1 < n and paths[i + 1][:-1] == path[:-1]),
            ]
        )  # fmt: skip
    told = np.array([bool(line.hint and line.hint.told) for line in layout.lines], dtype=float)
    before = np.cumsum(told)
    extra = np.stack([np.full(n, float(layout.told)), before, before[-1] - before + told], axis=1)
    return np.hstack([np.array(rows), np.minimum(extra, 30)])


def _deepest(paths: list[tuple[int, ...]], held: dict[int, float], least: float) -> tuple[int, ...]:
    """The path of the deepest element that holds at least `least`."""
    best: tuple[int, ...] = (0,)
    seen: set[int] = set()
    for path in paths:
        if path[-1] in seen:
            continue
        seen.add(path[-1])
        depth = len(path)
        while depth > len(best):
            if held[path[depth - 1]] >= least:
                best = path[:depth]
                break
            depth -= 1
    return best


def _shared(path: tuple[int, ...], other: tuple[int, ...]) -> int:
    level = 0
    for a, b in zip(path, other, strict=False):
        if a != b:
            break
        level += 1
    return level
