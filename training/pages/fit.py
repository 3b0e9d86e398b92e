"""Fitting the line models: a table of words, then gradient-boosted trees, by site folds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from onrecord.layout import Layout
from onrecord.stages.blocks import again, opinion, wording
from onrecord.stages.blocks import sequence as network
from onrecord.stages.blocks.glyphs import glyphs
from training.pages import sequence
from training.pages.data import LABELS, Example

FOLDS = 5
_TREES = {
    "objective": "multiclass", "num_class": len(LABELS), "learning_rate": 0.12, "num_leaves": 20,
    "min_data_in_leaf": 40, "feature_fraction": 0.35, "bagging_fraction": 0.7, "bagging_freq": 1,
    "lambda_l2": 2.0, "max_bin": 63, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip
_AGAIN = {"objective": "binary", "num_class": 1, "learning_rate": 0.04}
_KEEP_BOILER, _KEEP_BODY = 0.3, 0.7  # shares of lines trained on: neighbours are much alike
Rows = NDArray[np.float32]


def folds(examples: Sequence[Example], count: int = FOLDS) -> list[int]:
    """The fold of each example; pages of one site share one."""
    sites = sorted({e.family for e in examples})
    np.random.RandomState(0).shuffle(sites)
    number = {site: i % count for i, site in enumerate(sites)}
    return [number[e.family] for e in examples]


def coded(example: Example) -> NDArray[np.int64]:
    return np.array([LABELS.index(label) for label in example.labels])


def own_lines(example: Example) -> list[str]:
    return [example.page.text[line.start : line.end] for line in example.layout.lines]


def table(examples: Sequence[Example]) -> wording.Weights:
    """Weights of words of lines and of classes for body against the rest (logistic regression)."""
    rng = np.random.RandomState(1)
    data: list[float] = []
    columns: list[int] = []
    pointers = [0]
    labels: list[bool] = []
    weights: list[float] = []
    for example in examples:
        weight = 10 / np.sqrt(len(example.labels))
        for said, line, label in zip(_said(example), example.layout.lines, example.labels, strict=True):
            if label == "boiler" and rng.rand() > _KEEP_BOILER:
                continue
            for group in (said, wording.classed(line.hint.words if line.hint else ())):
                columns.extend(group)
                data.extend([1 / np.sqrt(max(1, len(group)))] * len(group))
            pointers.append(len(columns))
            labels.append(label == "body")
            weights.append(weight)
    matrix = csr_matrix((data, columns, pointers), shape=(len(labels), wording.BUCKETS))
    model = SGDClassifier(loss="log_loss", alpha=3e-5, max_iter=6, tol=None, random_state=1, average=True)
    model.fit(matrix, np.array(labels), sample_weight=np.array(weights))
    return model.coef_[0].astype(np.float32)


def _said(example: Example) -> list[list[int]]:
    """The buckets of the words of each line."""
    found: list[list[int]] = [[] for _ in example.labels]
    for line, bucket in zip(*wording.said(glyphs(own_lines(example))), strict=True):
        found[int(line)].append(int(bucket))
    return found


def trees(rows: Sequence[Rows], labels: Sequence[NDArray[np.int64]], rounds: int) -> lgb.Booster:
    """Gradient-boosted trees over sampled lines; a page weighs as the root of its lines."""
    return lgb.train(_TREES, _sampled(rows, labels), rounds)


def slow_trees(rows: Sequence[Rows], labels: Sequence[NDArray[np.int64]], rounds: int) -> lgb.Booster:
    """As `trees`, in smaller steps."""
    return lgb.train({**_TREES, "learning_rate": 0.08}, _sampled(rows, labels), rounds)


def _sampled(rows: Sequence[Rows], labels: Sequence[NDArray[np.int64]]) -> lgb.Dataset:
    rng = np.random.RandomState(2)
    picked, codes, weights = [], [], []
    for matrix, code in zip(rows, labels, strict=True):
        share = np.where(code == 0, _KEEP_BOILER, np.where(code == 1, _KEEP_BODY, 1.0))
        keep = rng.rand(len(code)) < share
        picked.append(matrix[keep])
        codes.append(code[keep])
        weights.append((15 / np.sqrt(len(code)) / share)[keep])
    return lgb.Dataset(np.vstack(picked), np.concatenate(codes), weight=np.concatenate(weights))


def predicted(model: lgb.Booster, rows: Sequence[Rows]) -> list[Rows]:
    stacked = model.predict(np.vstack(rows)).astype(np.float32)
    return list(np.split(stacked, np.cumsum([len(r) for r in rows])[:-1]))


def body_trees(rows: Sequence[Rows], labels: Sequence[NDArray[np.int64]], rounds: int) -> lgb.Booster:
    """Gradient-boosted trees for the second look: body or not, over sampled lines."""
    data = _sampled(rows, [(code == 1).astype(np.int64) for code in labels])
    return lgb.train({**_TREES, **_AGAIN}, data, rounds)


@dataclass
class Lines:
    """Rows and labels of pages with the fold of each; lists of one length."""

    rows: list[Rows]
    labels: list[NDArray[np.int64]]
    fold: list[int]

    def with_(self, other: "Lines") -> "Lines":
        """These lines and those of other pages."""
        return Lines([*self.rows, *other.rows], [*self.labels, *other.labels], [*self.fold, *other.fold])

    def without(self, k: int) -> tuple[list[Rows], list[NDArray[np.int64]]]:
        kept = [i for i, f in enumerate(self.fold) if f != k]
        return [self.rows[i] for i in kept], [self.labels[i] for i in kept]


def looked_again(layouts: Sequence[Layout], pages: Lines, chances: Sequence[Rows]) -> Lines:
    """The rows of the second look at `pages`, of which a first look gave `chances`."""
    rows = [again.rows(*page) for page in zip(layouts, pages.rows, chances, strict=True)]
    return Lines(rows, pages.labels, pages.fold)


def doubted(examples: Sequence[Example], pages: Lines, second: Lines) -> Lines:
    """The rows of the second look at `pages` with the second opinion beside them."""
    rows = []
    for example, first, looked in zip(examples, pages.rows, second.rows, strict=True):
        chosen = opinion.kept(example.page.text, example.layout)
        rows.append(opinion.rows(example.layout, again.sizes(first), looked, chosen))
    return Lines(rows, pages.labels, pages.fold)


def out_of_fold(
    pages: Lines,
    more: Lines,
    rounds: int,
    fitted: Callable[..., lgb.Booster] = trees,
    asked: Lines | None = None,
) -> list[Rows]:
    """The chances of every line of `asked` (of `pages`), by trees that have not seen its site."""
    asked = asked or pages
    found: list[Rows] = [np.empty((0, len(LABELS)), np.float32)] * len(asked.rows)
    for k in sorted(set(pages.fold)):
        (rows, labels), (extra, extra_labels) = pages.without(k), more.without(k)
        model = fitted([*rows, *extra], [*labels, *extra_labels], rounds)
        unseen = [i for i, f in enumerate(asked.fold) if f == k]
        for i, chances in zip(unseen, predicted(model, [asked.rows[i] for i in unseen]), strict=True):
            found[i] = chances
    return found


def joined_rows(pages: Lines, second: Lines) -> Lines:
    """What the network for HTML reads: the rows of both looks side by side."""
    rows = [np.hstack(both) for both in zip(pages.rows, second.rows, strict=True)]
    return Lines(rows, pages.labels, pages.fold)


def read_whole(pages: Lines, *made: Lines, asked: Lines | None = None) -> list[Rows]:
    """The chances of every line of `asked` (of `pages`), by page networks that have not seen its site."""
    asked = asked or pages
    found: list[Rows] = [np.empty((0, len(LABELS)), np.float32)] * len(asked.rows)
    for k in sorted(set(pages.fold)):
        parts = [part.without(k) for part in (pages, *made)]
        held = sequence.fitted([r for rows, _ in parts for r in rows], [y for _, ys in parts for y in ys])
        for i in (i for i, f in enumerate(asked.fold) if f == k):
            found[i] = network.chances(asked.rows[i], held)
    return found
