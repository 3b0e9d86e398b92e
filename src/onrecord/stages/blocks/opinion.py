"""A second opinion on doubtful pages of HTML: which lines trafilatura (Apache-2.0) would keep."""

import logging
import re

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import Layout
from onrecord.stages.blocks.features import Rows
from onrecord.stages.blocks.tree import groups
from onrecord.stages.blocks.windows import means

SURE = 0.96  # expected F1 of a page from which no opinion is asked: it takes longer than all the rest
_LETTERS = re.compile(r"\W+")
_LONG = 15  # letters from which a piece of a longer extracted line counts
_LONGEST = 5_000_000  # characters of HTML; beyond, its time is no longer worth its word
_WINDOWS = (4, 12)
Numbers = NDArray[np.float64]


def sureness(body: NDArray[np.float32], size: Numbers) -> float:
    """The F1 that is expected where the best lines are kept, by characters; `body` are chances."""
    order = np.argsort(-body, kind="stable")
    hits = np.cumsum(body[order] * size[order])
    return float((2 * hits / (np.cumsum(size[order]) + hits[-1] + 1e-9)).max(initial=0.0))


def kept(text: str, layout: Layout) -> NDArray[np.bool_]:
    """Which lines of the page trafilatura keeps; none where it fails or the HTML is too long."""
    answer = _answer(layout.source)
    lines = {_squeezed(line) for line in answer.split("\n")} - {""}
    whole = _squeezed(answer)
    own = (_squeezed(text[line.start : line.end]) for line in layout.lines)
    return np.array([o in lines or (len(o) >= _LONG and o in whole) for o in own])


def steadied(first: NDArray[np.float32], asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """The chances of body after an opinion: two thirds of what it led to, a third of the first look's.

    Doubtful pages are few, so the model that hears the opinion swings more than the first.
    """
    return ((2 * asked + first) / 3).astype(np.float32)


def rows(layout: Layout, size: Numbers, second: Rows, chosen: NDArray[np.bool_]) -> Rows:
    """The rows of the second look with the opinion beside them; `chosen` are the lines it keeps."""
    share = chosen.astype(float)
    mass = share * size
    total = max(1.0, float(mass.sum()))
    padded = np.pad(share, 2)
    so_far = np.cumsum(share)
    columns = [
        share, padded[1:-3], padded[3:-1], padded[:-4], padded[4:], np.cumsum(mass) / total,
        np.minimum(30, so_far), np.minimum(30, share.sum() - so_far + share),
        np.full(len(share), np.log1p(total)), np.full(len(share), total / max(1.0, float(size.sum()))),
    ]  # fmt: skip
    for group in groups(layout):
        whole = np.maximum(1.0, np.bincount(group, weights=size))
        columns.append((np.bincount(group, weights=mass) / whole)[group])
    around = [means(np.stack([share, mass], axis=1), width) for width in _WINDOWS]
    return np.hstack([second, np.stack(columns, axis=1), *around]).astype(np.float32)


def _answer(source: str) -> str:
    if not source or len(source) > _LONGEST:
        return ""
    from trafilatura import extract  # slow to load, and seldom needed

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports what it finds too short
    try:
        return extract(source, include_comments=False, fast=True) or ""
    except Exception:  # another reader's failure on odd markup is no evidence, and no error of ours
        return ""


def _squeezed(text: str) -> str:
    """Letters and digits alone, lower case: how a line is looked up in another reader's answer."""
    return _LETTERS.sub("", text).lower()
