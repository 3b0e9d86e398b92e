"""Where a line stands in the tree of elements, seen from the element that holds most of the text."""

from collections.abc import Hashable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import Layout

NAMES = (
    *("family-mass", "family-share", "own-share", "main-level", "main-away", "branch-share"),
    *("wide-level", "wide-away", "same-above", "same-below", "told-page", "told-before", "told-after"),
)
_MAIN, _WIDE = 0.6, 0.9  # shares of the text that the main and the wide element hold at least
_NONE = 0  # number of the root, which every path begins with; fills up short paths
Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]


def paths_of(layout: Layout) -> tuple[Ints, Ints]:
    """The paths of the lines as rows of one width, padded with 0, and how long each is."""
    paths = [line.hint.path if line.hint else (_NONE,) for line in layout.lines]
    depth = np.fromiter(map(len, paths), np.int64, len(paths))
    found = np.zeros((len(paths), int(depth.max())), np.int64)
    found[np.arange(found.shape[1]) < depth[:, None]] = np.fromiter(chain.from_iterable(paths), np.int64)
    return found, depth


def places(layout: Layout, mass: Numbers) -> Numbers:
    """A row per line, columns NAMES; `mass` is the size of each line that reads like prose, else 0.

    "Main" is the deepest element that holds most of the mass. "level": how many of its ancestors
    enclose the line, as a share; "away": levels from the line up to the first element shared with it.
    """
    n = len(layout.lines)
    if not layout.html:
        return np.full((n, len(NAMES)), -1.0)
    paths, depth = paths_of(layout)
    at = np.arange(n)
    inside = np.arange(paths.shape[1]) < depth[:, None]
    held = np.bincount(paths[inside], weights=np.repeat(mass, depth))
    total = max(1.0, float(mass.sum()))
    (level, main), (wide_level, wide) = (
        _shared(paths, inside & (held[paths] >= share * total)) for share in (_MAIN, _WIDE)
    )
    branch = held[paths[at, np.minimum(level, depth - 1)]]
    parent = np.maximum(depth - 2, 0)
    family = np.where(depth > 1, held[paths[at, parent]], total)
    own = held[paths[at, depth - 1]]
    kin = np.zeros(n + 1, bool)
    kin[1:-1] = (depth[1:] == depth[:-1]) & (paths[at[1:], parent[1:]] == paths[at[:-1], parent[:-1]])
    told = np.array([bool(line.hint and line.hint.told) for line in layout.lines], dtype=float)
    before = np.cumsum(told)
    columns = [
        np.log1p(family), family / total, own / total, level / main, depth - level, branch / total,
        wide_level / wide, depth - wide_level, kin[:-1], kin[1:], np.full(n, float(layout.told)),
        np.minimum(before, 30), np.minimum(before[-1] - before + told, 30),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _shared(paths: Ints, enough: NDArray[np.bool_]) -> tuple[Ints, int]:
    """How many levels each path shares with that of the deepest element that holds `enough`; its levels."""
    levels = enough.sum(axis=1)
    deepest = int(np.argmax(levels))
    long = max(1, int(levels[deepest]))
    shared: Ints = (paths[:, :long] == paths[deepest, :long]).cumprod(axis=1).sum(axis=1)
    return shared, long


def groups(layout: Layout) -> list[Ints]:
    """Numbers of the groups each line is in: of one parent, one grandparent, one make-up."""
    paths, depth = paths_of(layout)
    at = np.arange(len(depth))
    above = [np.where(depth > up, paths[at, np.maximum(depth - 1 - up, 0)], 0) for up in (1, 2)]
    hints = (line.hint for line in layout.lines)
    alike = [(h.tag, h.words[:4], len(h.path)) if h else None for h in hints]
    return [*(np.unique(a, return_inverse=True)[1] for a in above), _numbered(alike)]


def _numbered(keys: Sequence[Hashable]) -> Ints:
    number: dict[Hashable, int] = {}
    return np.array([number.setdefault(key, len(number)) for key in keys])
