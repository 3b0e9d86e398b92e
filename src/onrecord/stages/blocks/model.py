"""The trained line models: rows of features in, the chance of each label out."""

import os
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from onrecord.errors import BrokenModel
from onrecord.layout import Layout
from onrecord.stages.blocks import again, opinion, sequence
from onrecord.stages.blocks.features import Rows

LABELS = ("boiler", "body", "headline", "byline", "date")
BODY_PARTS = frozenset({"body", "subhead", "list", "quote"})
Chances = NDArray[np.float32]
_BODY = LABELS.index("body")
_SETTLED = 0.99  # chance of furniture from which trees are not asked; .95 to .995 read folds alike


@cache
def _session(name: str, process: int) -> ort.InferenceSession:
    """One session per model and process: a session must not be carried over a fork."""
    del process
    path = files("onrecord") / "models" / "blocks" / f"{name}.onnx"
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common class for a file it cannot use
        raise BrokenModel(f"the line model {name} cannot be loaded: {error}") from error


def chances(rows: Rows, text: str, layout: Layout) -> Chances:
    """P(label) per row of `layout`, columns in the order of LABELS. Raises BrokenModel.

    Text is read by a network, and by trees where that leaves doubt. A page of HTML is looked at twice by
    trees, the second time by a network too; where that leaves doubt, trafilatura is asked.
    """
    if not layout.html:
        network = sequence.chances(rows, sequence.weights("text"))
        open_ = ~settled(network)
        trees = np.zeros_like(network)
        if open_.any():
            trees[open_] = _asked("text", rows[open_])
        return joined(trees, network)
    found = _asked("html", rows)
    second, size = again.rows(layout, rows, found), again.sizes(rows)
    whole = sequence.chances(np.hstack([rows, second]), sequence.weights("html"))[:, _BODY]

    def heard() -> NDArray[np.float32]:
        third = opinion.rows(layout, size, second, opinion.kept(text, layout))
        return _asked("opinion", third)[:, 1]

    return decided(found, _asked("again", second)[:, 1], whole, size, heard)


def decided(
    first: Chances,
    own: NDArray[np.float32],
    whole: NDArray[np.float32],
    size: NDArray[np.float64],
    heard: Callable[[], NDArray[np.float32]],
) -> Chances:
    """The chances of an HTML page after its second look, by trees (`own`) and network (`whole`).

    Where that leaves doubt, `heard` gives the chances of body after a second opinion. `size` is of the
    lines; `first` are the chances of the first look.
    """
    body = again.met(own, whole)
    if opinion.sureness(body, size) < opinion.SURE:
        body = again.met(opinion.steadied(first[:, _BODY], heard()), whole)
    return again.merged(first, body)


def _asked(name: str, rows: Rows) -> Chances:
    session = _session(name, os.getpid())
    given = session.get_inputs()[0]
    if given.shape[1] != rows.shape[1]:
        raise BrokenModel(f"the line model {name} wants {given.shape[1]} features, not {rows.shape[1]}")
    found: Chances = session.run(None, {given.name: rows})[1]
    return found


def settled(network: Chances) -> NDArray[np.bool_]:
    """The lines that the network is sure are furniture: three in four, and trees are slow."""
    sure: NDArray[np.bool_] = network[:, LABELS.index("boiler")] > _SETTLED
    return sure


def joined(trees: Chances, network: Chances) -> Chances:
    """Two readers' chances as one: of body their geometric mean, the rest shared out as by the trees.

    (What a single line looks like, a byline or a date, the trees see better.) What is `settled` stays.
    """
    least = np.float32(1e-4)
    both = np.sqrt(np.maximum(trees, least) * np.maximum(network, least))
    body = both[:, _BODY] / both.sum(axis=1)
    found: Chances = trees * ((1 - body) / (1 - trees[:, _BODY] + 1e-6))[:, None]
    found[:, _BODY] = body
    sure = settled(network)
    found[sure] = network[sure]
    return found
