"""A second reader of pages: a convolution over the whole page's lines, where trees see a few.

A residual network with dilated convolutions (Bai, Kolter & Koltun 2018) over the rows of features; each
block also sees the mean and the maximum of the page. Weights are plain arrays (`text.npz`, `html.npz`),
run by numpy.
"""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import BrokenModel

DILATIONS = (1, 2, 4, 8, 16, 1)  # lines between the three that a block joins
_MOST = 4.0  # spreads from the mean beyond which a feature is cut
Numbers = NDArray[np.float32]
Weights = dict[str, Numbers]


@cache
def weights(form: str) -> Weights:
    """The trained weights by name; `form` is "text" or "html". Raises BrokenModel."""
    path = files("onrecord") / "models" / "blocks" / f"{form}.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            return {name: held[name].astype(np.float32) for name in held.files}
    except (OSError, ValueError) as error:
        raise BrokenModel(f"the page network cannot be loaded: {error}") from error


def chances(rows: Numbers, held: Weights) -> Numbers:
    """P(label) per row of one page, columns as the line model's. Raises BrokenModel."""
    if held["mean"].shape[0] != rows.shape[1]:
        raise BrokenModel(f"the page network wants {held['mean'].shape[0]} features, not {rows.shape[1]}")
    state = np.maximum(scaled(rows, held) @ held["in"] + held["in+"], 0) @ held["state"] + held["state+"]
    for k, by in enumerate(DILATIONS):
        seen = np.maximum(beside(state, by) @ held[f"join{k}"] + held[f"join{k}+"], 0)
        page = np.concatenate([seen.mean(axis=0), seen.max(axis=0)])
        seen += page @ held[f"page{k}"] + held[f"page{k}+"]
        state = state + seen @ held[f"out{k}"] + held[f"out{k}+"]
    return softmax(np.maximum(state, 0) @ held["label"] + held["label+"])


def scaled(rows: Numbers, held: Weights) -> Numbers:
    """Features as spreads from their mean, cut; a feature that never varies is 0."""
    found: Numbers = np.clip((rows - held["mean"]) * held["scale"], -_MOST, _MOST)
    return found


def beside(state: Numbers, by: int) -> Numbers:
    """The state of each line with those `by` lines above and below, side by side; 0 outside the page."""
    n, width = state.shape
    found = np.zeros((n, 3 * width), np.float32)
    found[:, width : 2 * width] = state
    if by < n:
        found[by:, :width] = state[:-by]
        found[:-by, 2 * width :] = state[by:]
    return found


def softmax(scores: Numbers) -> Numbers:
    """Chances per row that sum to 1."""
    found: Numbers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found /= found.sum(axis=1, keepdims=True)
    return found
