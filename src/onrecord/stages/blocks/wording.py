"""How words of lines and of class attributes speak for or against the body: hashed, learned weights."""

import re
import zlib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import BrokenModel
from onrecord.layout import Layout

BUCKETS = 8192
NAMES = ("says-mean", "says-low", "class-mean", "class-near", "class-low")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 14  # of a line that are looked at
Weights = NDArray[np.float32]


@lru_cache(maxsize=100_000)
def bucket(token: str) -> int:
    """The place of a token in the table of weights."""
    return zlib.crc32(token.encode("utf-8", errors="replace")) % BUCKETS


def said(full: str) -> list[int]:
    """Buckets of the first words of a line, single and in pairs; words are lower case."""
    words = _WORD.findall(full[:160].lower())[:_MOST_WORDS]
    marked = [f"^{words[0]}", *words] if words else []
    if len(words) < _MOST_WORDS:
        marked += [f"{a} {b}" for a, b in pairwise(words)]
        marked.append(f"#{len(words)}")
    return [bucket(w) for w in marked]


@lru_cache(maxsize=50_000)
def classed(words: tuple[str, ...]) -> tuple[int, ...]:
    """Buckets of class and id words."""
    return tuple(bucket(f".{w}") for w in words)


@cache
def weights() -> Weights:
    """The trained table, one weight per bucket. Raises BrokenModel."""
    path = files("onrecord") / "models" / "blocks" / "wording.npy"
    try:
        with path.open("rb") as file:
            table: Weights = np.load(file, allow_pickle=False).astype(np.float32)
    except (OSError, ValueError) as error:
        raise BrokenModel(f"the table of words cannot be loaded: {error}") from error
    if table.shape != (BUCKETS,):
        raise BrokenModel(f"the table of words has shape {table.shape}, not ({BUCKETS},)")
    return table


def spoken(layout: Layout, own: list[str], table: Weights) -> list[list[float]]:
    """A row per line, columns NAMES."""
    rows = []
    values = table.tolist()
    for line, full in zip(layout.lines, own, strict=True):
        said_ = [values[b] for b in said(full)] or [0.0]
        words = line.hint.words if line.hint else ()
        classes = [values[b] for b in classed(words)] or [0.0]
        near = classes[:4]
        rows.append(
            [
                sum(said_) / len(said_), min(said_), sum(classes) / len(classes),
                sum(near) / len(near), min(classes),
            ]
        )  # fmt: skip
    return rows
