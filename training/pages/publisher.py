"""Makes models/articles/publisher.json: which name in a text page's furniture is its outlet's.

`python -m training.pages.publisher`, after `training.pages.train`. Gold is what the same page's HTML
declares (og:site_name, JSON-LD publisher). The lines of an article are those that line models which have
not seen its site take for text.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from onrecord.records import Block
from onrecord.stages import blocks
from onrecord.stages.articles import imprint, outlets
from onrecord.text import fold
from training.pages import fit
from training.pages.data import Example, html_examples, text_examples

PATH = Path(__file__).parents[2] / "src/onrecord/models/articles/publisher.json"
_L2 = 5.0  # chosen by folds
Numbers = NDArray[np.float64]


@dataclass
class Choice:
    """A page's candidates: rows, which of them are right, and the fold of its site."""

    rows: Numbers
    right: NDArray[np.bool_]
    fold: int


def told(html: Example) -> list[str]:
    """The publisher's names that a page's head declares; not where a title stands in that place."""
    titles = {fold(m.value) for m in html.layout.declared if m.field == "title"}
    given = [m.value for m in html.layout.declared if m.field == "publisher"]
    return [name for name in given if fold(name) not in titles]


def choice(found: tuple[Block, ...], names: Sequence[str], number: int) -> Choice:
    """The candidates of a text page with these blocks; right are those that are written as one of `names`."""
    given, rows = outlets.named(found)
    keys = {imprint.compact(name) for name in names}
    keys |= {key.removesuffix("news") for key in keys}
    return Choice(rows, np.array([c.key in keys for c in given], dtype=bool), number)


def fitted(given: Sequence[Choice]) -> Numbers:
    """The weights under which the right names are likeliest, ridge-penalised per standard deviation."""
    none = np.zeros((1, len(imprint.COLUMNS)))
    stacked = np.vstack([part for c in given for part in (c.rows, none)])
    right = np.concatenate([np.append(c.right, not c.right.any()) for c in given]).astype(float)
    scale = stacked.std(axis=0) + 1e-6
    starts = np.cumsum([0, *(len(c.rows) + 1 for c in given)])
    group = np.repeat(np.arange(len(given)), np.diff(starts))
    last = np.zeros(len(stacked))
    last[starts[1:] - 1] = 1.0
    matrix = np.hstack([stacked / scale, last[:, None]])
    free = np.append(np.ones(len(scale)), 0.0)

    def loss(columns: Numbers) -> tuple[float, Numbers]:
        score = matrix @ columns
        score = np.exp(score - np.maximum.reduceat(score, starts[:-1])[group])
        total = np.add.reduceat(score, starts[:-1])
        hits = np.add.reduceat(score * right, starts[:-1])
        value = (np.log(total) - np.log(hits)).sum() + 0.5 * _L2 * (free * columns**2).sum()
        pull = score / total[group] - score * right / hits[group]
        return float(value), matrix.T @ pull + _L2 * free * columns

    start = np.zeros(matrix.shape[1])
    columns = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return np.append(columns[:-1] / scale, columns[-1])


def choices(examples: Sequence[Example], chances: Sequence[fit.Rows]) -> dict[str, Choice]:
    """Per id of a text page whose HTML declares a publisher, its candidates."""
    names = {e.id: told(e) for e in examples if e.form == "html"}
    pages = zip(examples, chances, fit.folds(examples), strict=True)
    return {
        e.id: choice(blocks.classified(e.page, e.layout, c), names[e.id], k)
        for e, c, k in pages
        if e.form == "text" and names.get(e.id)
    }


def main() -> None:
    from eval.pages import fold_chances  # the same models, kept under build/

    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    examples = [*text_examples(data), *html_examples(data)]
    save(list(choices(examples, fold_chances(examples, Path("build/eval-pages"))).values()))


def save(given: Sequence[Choice]) -> None:
    """Fit the shipped weights on every page."""
    named = zip((*imprint.COLUMNS, "none"), fitted(given).tolist(), strict=True)
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(json.dumps({k: round(v, 5) for k, v in named}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
