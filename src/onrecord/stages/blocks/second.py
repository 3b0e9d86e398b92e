"""A second look: each line's row again, with what the first look said of its neighbours."""

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.blocks.features import Rows, means

_SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = (3, 8, 20)
_SURE = 0.5


def rows(first: Rows, chances: NDArray[np.float32]) -> Rows:
    """`first` with columns from the first look's chances (body in column 1): neighbours, windows, extent."""
    body = chances[:, 1].astype(np.float64)
    n = len(body)
    padded = np.pad(body, 4, constant_values=-1)
    shifted = np.stack([padded[4 + by : 4 + by + n] for by in _SHIFTS], axis=1)
    sizes = np.expm1(first[:, 0].astype(np.float64)) * body
    series = np.stack([body, sizes], axis=1)
    windows = [means(series, width) for width in _WINDOWS]
    sure = body > _SURE
    index = np.arange(n)
    last = np.maximum.accumulate(np.where(sure, index, -99))
    following = np.minimum.accumulate(np.where(sure, index, n + 99)[::-1])[::-1]
    back = np.minimum(index - last, 40)
    ahead = np.minimum(following - index, 40)
    total = max(1.0, float(sizes.sum()))
    above = np.cumsum(sizes) / total
    rest = [back, ahead, np.minimum(back, ahead), above, np.full(n, np.log1p(total)), _cluster(sure, sizes)]
    header = np.maximum.accumulate(chances[:, 2:5], axis=0)
    return np.hstack(
        [first, chances, shifted, *windows, np.stack(rest, axis=1), header]
    ).astype(np.float32)


def _cluster(sure: NDArray[np.bool_], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the page's body text in each line's cluster (sure lines at most 6 lines apart)."""
    n = len(sure)
    where = np.flatnonzero(sure)
    if not len(where):
        return np.zeros(n)
    group = np.concatenate(([0], np.cumsum(np.diff(where) > 6)))
    mass = np.bincount(group, sizes[where])
    nearest = np.clip(np.searchsorted(where, np.arange(n)), 0, len(where) - 1)
    found: NDArray[np.float64] = mass[group[nearest]] / max(1.0, float(mass.sum()))
    return found
