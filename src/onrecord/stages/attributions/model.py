"""Runs the ONNX model over a text, window by window, on one thread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from onrecord.errors import BrokenModel
from onrecord.stages.attributions.decode import Scores, Settings
from onrecord.stages.attributions.windows import PIECES_PER_WORD, Words, pack

# Fused nodes that are slower than their parts: the one is not vectorised, the other copies.
_UNFUSED: Final = ["SkipLayerNormFusion", "MatMulScaleFusion"]
_OUTPUTS: Final = ("tags", "at", "roles", "edges", "real", "moves")
_BEGIN, _END, _UNKNOWN = 101, 102, 100  # BERT's [CLS], [SEP], [UNK]
_STRETCH: Final = 20_000  # words tokenised at a time, so that memory stays flat


@dataclass(frozen=True)
class Model:
    """Weights, tokenizer and settings of one model folder; words less likely a cue than `floor` are none."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    settings: Settings
    floor: float

    def scores(self, words: Words) -> Iterator[Scores]:
        """The scores of all windows of a text, in order."""
        pieces = self._pieces(words)
        features = words.features()
        for low, high in pack([len(p) for p in pieces], words):
            yield self._window(pieces[low:high], features[low:high], low)

    def _window(self, pieces: list[list[int]], features: list[int], low: int) -> Scores:
        sizes = [len(p) for p in pieces]
        flat = [_BEGIN, *(i for p in pieces for i in p), _END]
        repeated = [0, *np.repeat(features, sizes).tolist(), 0]
        firsts = np.cumsum([1, *sizes[:-1]])
        feed = {
            "pieces": np.array([flat], np.int64),
            "features": np.array([repeated], np.int64),
            "firsts": firsts[None].astype(np.int64),
            "mask": np.ones((1, len(sizes)), np.float32),
            "floor": np.array(self.floor, np.float32),
        }
        tags, at, *rest = self.session.run(_OUTPUTS, feed)
        roles, edges, real, moves = rest
        places = at[:, 1]
        return Scores(low, tags[0, places, 1], tags[0, places, 0], real, places, roles, edges, moves)

    def _pieces(self, words: Words) -> list[list[int]]:
        """Piece ids of each word, at least one and at most PIECES_PER_WORD."""
        pieces: list[list[int]] = [[] for _ in words.strings]
        for base in range(0, len(pieces), _STRETCH):
            strings = [_sound(s) for s in words.strings[base : base + _STRETCH]]
            encoding = self.tokenizer.encode(strings, is_pretokenized=True, add_special_tokens=False)
            for word, piece in zip(encoding.word_ids, encoding.ids, strict=True):
                if word is not None and len(pieces[base + word]) < PIECES_PER_WORD:
                    pieces[base + word].append(piece)
        return [p or [_UNKNOWN] for p in pieces]


def _sound(string: str) -> str:
    """The string without halves of surrogate pairs, which the tokenizer refuses."""
    return string if string.isascii() else string.encode("utf8", "replace").decode("utf8")


@cache
def model() -> Model:
    """The model that comes with the package, loaded once a process."""
    return load(files("onrecord") / "models" / "attributions")


def load(folder: Traversable) -> Model:
    """The model of a folder: model.onnx, tokenizer.json, settings.json."""
    try:
        settings = json.loads((folder / "settings.json").read_text("utf8"))
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf8"))
        with as_file(folder / "model.onnx") as path:
            session = onnxruntime.InferenceSession(
                str(path), _options(), providers=["CPUExecutionProvider"], disabled_optimizers=_UNFUSED
            )
    except Exception as error:  # onnxruntime and tokenizers raise their own kinds
        raise BrokenModel(f"the attribution model cannot be loaded: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    chosen = Settings(**settings | {"weights": tuple(settings["weights"])})
    return Model(session, tokenizer, chosen, floor=min(chosen.outer, chosen.nested))


def _options() -> onnxruntime.SessionOptions:
    """One thread: sums are made in the same order everywhere, and workers don't fight."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if not _exact():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return options


def _exact() -> bool:
    """Whether the processor is known to multiply 8-bit numbers without overflow (VNNI).

    Elsewhere onnxruntime is told to take products that can't overflow: the same answers, slower.
    """
    try:
        return "vnni" in Path("/proc/cpuinfo").read_text("utf8")
    except OSError:
        return False
