"""Means over the lines around each line."""

import numpy as np
from numpy.typing import NDArray


def means(series: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Means of the columns of `series` over `width` rows to either side and the row itself."""
    n = len(series)
    total = np.vstack([np.zeros((1, series.shape[1])), np.cumsum(series, axis=0)])
    low = np.maximum(0, np.arange(n) - width)
    high = np.minimum(n, np.arange(n) + width + 1)
    found: NDArray[np.float64] = (total[high] - total[low]) / (high - low)[:, None]
    return found
