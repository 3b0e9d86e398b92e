"""A second look at a page of HTML: what the first found in lines that share an element, and around."""

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import Layout
from onrecord.stages.blocks import features, standing
from onrecord.stages.blocks.features import Rows
from onrecord.stages.blocks.tree import groups
from onrecord.stages.blocks.windows import means

_KEPT = (
    *("chars", "link", "told", "ends", "long", "tag-p", "says-mean", "class-mean", "class-low"),
    *("family-share", "main-level", "core", "place", "from-title", "cue-related", "cue-share", "cue-letter"),
    *("cue-rights", "cue-bio", "in-figcaption", "in-w-comment", "in-w-hidden", "told-page", "in-heading"),
    *("repeated", *standing.NAMES),
)
_COLUMNS = [features.NAMES.index(name) for name in _KEPT]
_GROUPS = ("parent", "grand", "alike")
_SHIFTS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (4, 10, 30)
NAMES = (
    *("boiler", "body", "headline", "byline", "date"),
    *(f"{group}-{name}" for group in _GROUPS for name in ("mean", "most", "share", "kept")),
    *(f"body@{by:+d}" for by in _SHIFTS),
    *(f"{name}~{width}" for width in _WINDOWS for name in ("body-mass", "body")),
    "body-above", "body-mass", *_KEPT,
)  # fmt: skip
_BODY = NAMES.index("body")
_NETWORK = 0.25  # the say of the network that reads the page whole
_LEAST = 1e-4  # a chance that no reader goes below
Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]


def rows(layout: Layout, first: Rows, chances: Rows) -> Rows:
    """A row per line, columns NAMES; `first` are the rows that the first look's `chances` came from."""
    body = chances[:, _BODY].astype(float)
    size = sizes(first)
    mass = body * size
    total = max(1.0, float(mass.sum()))
    padded = np.pad(body, 3, constant_values=-1.0)
    columns = [c for group in groups(layout) for c in _of(group, body, size, total)]
    columns += [padded[3 + by : 3 + by + len(body)] for by in _SHIFTS]
    for width in _WINDOWS:
        around = means(np.stack([mass, size, body], axis=1), width)
        columns += [around[:, 0] / np.maximum(1.0, around[:, 1]), around[:, 2]]
    columns += [np.cumsum(mass) / total, np.full(len(body), np.log1p(total))]
    return np.hstack([chances, np.stack(columns, axis=1), first[:, _COLUMNS]]).astype(np.float32)


def sizes(first: Rows) -> Numbers:
    """The characters of each line, from its features."""
    found: Numbers = np.expm1(first[:, features.NAMES.index("chars")].astype(float))
    return found


def merged(chances: Rows, body: NDArray[np.float32]) -> Rows:
    """`chances` with that of the body replaced by the second look's, the others in proportion."""
    others = chances.copy()
    others[:, _BODY] = 0.0
    found: Rows = others * ((1 - body) / np.maximum(1e-9, others.sum(axis=1)))[:, None]
    found[:, _BODY] = body
    return found


def met(trees: Rows, network: Rows) -> Rows:
    """The chances of body of trees and of the network as one: the weighted mean of their log-odds."""
    odds = [np.log(p / (1 - p)) for p in (np.clip(c, _LEAST, 1 - _LEAST) for c in (trees, network))]
    found: Rows = 1 / (1 + np.exp(-(1 - _NETWORK) * odds[0] - _NETWORK * odds[1]))
    return found.astype(np.float32)


def _of(group: Ints, body: Numbers, size: Numbers, total: float) -> list[Numbers]:
    """Mean and largest chance in each line's group, its share of the page's body, how much was kept."""
    mass = np.bincount(group, weights=body * size)
    whole = np.maximum(1e-9, np.bincount(group, weights=size))
    most = np.zeros(len(mass))
    np.maximum.at(most, group, body)
    kept = np.bincount(group, weights=size * (body > 0.5))
    return [values[group] for values in (mass / whole, most, mass / total, kept / np.maximum(1, whole))]
