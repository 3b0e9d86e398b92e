"""Fitting the page network (onrecord.stages.blocks.sequence) by numpy: its gradients are written out here.

Loss: cross-entropy of the five labels (a page weighs as the root of its lines) and half the soft F1 loss
of body characters (Milletari, Navab & Ahmadi 2016), page by page. AdamW, a warm-up, then a cosine.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.blocks.sequence import DILATIONS, Numbers, Weights, beside, scaled, softmax
from training.pages.data import LABELS

WIDTH, EPOCHS, BATCH, WINDOW = 48, 10, 8, 400
_RATE, _DECAY, _CLIP, _WARM = 3e-3, 2e-2, 1.0, 0.2
_DROP_FEATURE, _DROP = 0.15, 0.3
_F1_SHARE, _F1_SMOOTH = 0.5, 50.0  # weight of the F1 loss; characters added to both of its sides
_CHARS = 0  # the column of `features` that holds log(1 + characters)
_FIXED = ("mean", "scale")
Codes = NDArray[np.int64]


def fitted(rows: Sequence[Numbers], labels: Sequence[Codes], seed: int = 0) -> Weights:
    """Weights fitted to pages: feature rows and label codes, one array each per page."""
    rng = np.random.default_rng(seed)
    held = _start(rows, rng)
    means = {name: np.zeros_like(w) for name, w in held.items() if name not in _FIXED}
    squares = {name: np.zeros_like(w) for name, w in means.items()}
    steps = EPOCHS * -(-len(rows) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(rows))
        for first in range(0, len(order), BATCH):
            pages = [_window(rows[i], labels[i], rng) for i in order[first : first + BATCH]]
            slopes = _slopes(held, pages, rng)
            step += 1
            _move(held, slopes, means, squares, step, _rate(step / steps))
    return held


def save(held: Weights, path: Path) -> None:
    """Half precision, but for the features' scaling, whose range is wide."""
    kept = {name: w if name in _FIXED else w.astype(np.float16) for name, w in held.items()}
    np.savez_compressed(path, **kept)


def _start(rows: Sequence[Numbers], rng: np.random.Generator) -> Weights:
    """Scaling from the rows themselves, everything else random as its width asks."""
    stacked = np.vstack(rows)
    spread = stacked.std(axis=0)
    scale = np.where(spread > 1e-6, 1 / np.maximum(spread, 1e-6), 0)
    held: Weights = {"mean": stacked.mean(axis=0), "scale": scale.astype(np.float32)}
    shapes = {"in": (len(spread), 2 * WIDTH), "state": (2 * WIDTH, WIDTH), "label": (WIDTH, len(LABELS))}
    for k in range(len(DILATIONS)):
        shapes |= {f"join{k}": (3 * WIDTH, WIDTH), f"page{k}": (2 * WIDTH, WIDTH), f"out{k}": (WIDTH, WIDTH)}
    for name, shape in shapes.items():
        most = shape[0] ** -0.5
        held[name] = rng.uniform(-most, most, shape).astype(np.float32)
        held[f"{name}+"] = rng.uniform(-most, most, shape[1]).astype(np.float32)
    return held


def _window(rows: Numbers, codes: Codes, rng: np.random.Generator) -> tuple[Numbers, Codes]:
    first = rng.integers(len(rows) - WINDOW + 1) if len(rows) > WINDOW else 0
    return rows[first : first + WINDOW], codes[first : first + WINDOW]


def _rate(done: float) -> float:
    if done < _WARM:
        return _RATE * (0.04 + 0.96 * done / _WARM)
    return _RATE * 0.5 * (1 + float(np.cos(np.pi * (done - _WARM) / (1 - _WARM))))


def _slopes(held: Weights, pages: Sequence[tuple[Numbers, Codes]], rng: np.random.Generator) -> Weights:
    """The gradient of the mean loss of a batch."""
    total = sum(len(rows) ** 0.5 for rows, _ in pages)
    slopes = {name: np.zeros_like(w) for name, w in held.items() if name not in _FIXED}
    for rows, codes in pages:
        line_weight = 1 / (len(rows) ** 0.5 * total)
        _add_page(held, rows, codes, line_weight, _F1_SHARE / len(pages), rng, slopes)
    return slopes


def _kept(shape: tuple[int, ...], drop: float, rng: np.random.Generator) -> Numbers:
    """A mask that drops values and makes up for it."""
    return ((rng.random(shape, dtype=np.float32) >= drop) / (1 - drop)).astype(np.float32)


def _add_page(
    held: Weights, rows: Numbers, codes: Codes, line_weight: float, f1_weight: float,
    rng: np.random.Generator, slopes: Weights,
) -> None:  # fmt: skip
    """One page forward with dropout, then back; adds to `slopes`."""
    n = len(rows)
    given = scaled(rows, held) * _kept(rows.shape, _DROP_FEATURE, rng)
    first = np.maximum(given @ held["in"] + held["in+"], 0)
    mask = _kept(first.shape, _DROP, rng)
    state = (first * mask) @ held["state"] + held["state+"]
    passed = []
    for k, by in enumerate(DILATIONS):
        around = beside(state, by)
        seen = np.maximum(around @ held[f"join{k}"] + held[f"join{k}+"], 0)
        page = np.concatenate([seen.mean(axis=0), seen.max(axis=0)])
        block_mask = _kept(seen.shape, _DROP, rng)
        told = (seen + page @ held[f"page{k}"] + held[f"page{k}+"]) * block_mask
        passed.append((around, seen, page, block_mask, told))
        state = state + told @ held[f"out{k}"] + held[f"out{k}+"]
    last = np.maximum(state, 0)
    found = softmax(last @ held["label"] + held["label+"])
    back = _loss_slope(found, codes, np.expm1(rows[:, _CHARS]) + 5, line_weight, f1_weight)

    def add(name: str, inputs: Numbers, outer: Numbers) -> None:
        slopes[name] += inputs.T @ outer
        slopes[f"{name}+"] += outer.sum(axis=0)

    add("label", last, back)
    back = (back @ held["label"].T) * (state > 0)
    for k in reversed(range(len(DILATIONS))):
        around, seen, page, block_mask, told = passed[k]
        add(f"out{k}", told, back)
        inner = (back @ held[f"out{k}"].T) * block_mask
        add(f"page{k}", page[None], inner.sum(axis=0, keepdims=True))
        of_page = held[f"page{k}"] @ inner.sum(axis=0)
        inner = inner + of_page[:WIDTH] / n
        inner[seen.argmax(axis=0), np.arange(WIDTH)] += of_page[WIDTH:]
        inner *= seen > 0
        add(f"join{k}", around, inner)
        back = back + _gathered(inner @ held[f"join{k}"].T, DILATIONS[k])
    add("state", first * mask, back)
    add("in", given, (back @ held["state"].T) * mask * (first > 0))


def _gathered(wide: Numbers, by: int) -> Numbers:
    """The reverse of `beside`: what the three copies of each line's state got."""
    width = wide.shape[1] // 3
    found = wide[:, width : 2 * width].copy()
    if by < len(wide):
        found[:-by] += wide[by:, :width]
        found[by:] += wide[:-by, 2 * width :]
    return found


def _loss_slope(found: Numbers, codes: Codes, size: Numbers, line_weight: float, f1_weight: float) -> Numbers:
    """Slope of the loss at the scores before the softmax."""
    body = LABELS.index("body")
    truth = np.eye(len(LABELS), dtype=np.float32)[codes]
    back: Numbers = (found - truth) * np.float32(line_weight)
    chance, gold = found[:, body], truth[:, body]
    over = 2 * float((chance * gold * size).sum()) + _F1_SMOOTH
    under = float((chance * size).sum() + (gold * size).sum()) + _F1_SMOOTH
    slope = -(2 * gold * size * under - over * size) / under**2 * f1_weight
    through = -found * chance[:, None]
    through[:, body] += chance
    back += slope[:, None] * through
    return back


def _move(held: Weights, slopes: Weights, means: Weights, squares: Weights, step: int, rate: float) -> None:
    """One step of AdamW (Loshchilov & Hutter 2019), the gradient's norm cut."""
    norm = float(np.sqrt(sum(float((s**2).sum()) for s in slopes.values())))
    cut = min(1.0, _CLIP / (norm + 1e-6))
    for name, slope in slopes.items():
        means[name] += 0.1 * (cut * slope - means[name])
        squares[name] += 0.001 * ((cut * slope) ** 2 - squares[name])
        mean, square = means[name] / (1 - 0.9**step), squares[name] / (1 - 0.999**step)
        held[name] *= np.float32(1 - rate * _DECAY)
        held[name] -= (rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)
