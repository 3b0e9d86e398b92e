"""What trafilatura kept, around each line: another reader's decision as evidence."""

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import Layout
from onrecord.stages.blocks.windows import means

Numbers = NDArray[np.float64]
NAMES = (
    *("picked", "picked@-1", "picked@+1", "picked@-2", "picked@+2", "picked-above"),
    *("picked-so-far", "picked-to-come", "picked-mass", "picked-share"),
    *("picked~4", "picked-mass~4", "picked~12", "picked-mass~12"),
)


def columns(layout: Layout, size: Numbers) -> Numbers:
    """A row per line, columns NAMES (all 0 for text); `size` is the length of each line."""
    n = len(layout.lines)
    if not layout.html:
        return np.zeros((n, len(NAMES)))
    kept = np.array([float(bool(line.hint and line.hint.picked)) for line in layout.lines])
    mass = kept * size
    total = max(1.0, float(mass.sum()))
    padded = np.pad(kept, 2)
    sofar = np.cumsum(kept)
    single = [
        kept, padded[1:-3], padded[3:-1], padded[:-4], padded[4:], np.cumsum(mass) / total,
        np.minimum(30, sofar), np.minimum(30, kept.sum() - sofar + kept),
        np.full(n, np.log1p(total)), np.full(n, total / max(1.0, float(size.sum()))),
    ]  # fmt: skip
    both = np.stack([kept, mass], axis=1)
    return np.hstack([np.stack(single, axis=1), means(both, 4), means(both, 12)])
