"""Makes models/blocks/headline.json: which line of a page is its headline, a conditional logit.

`python -m training.pages.headlines`, after `training.pages.train` (its weights rest on the line models'
chances, asked of models that have not seen the page's site).
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from onrecord.capture import Capture
from onrecord.stages import pages
from onrecord.stages.blocks.candidates import NAMES, candidates, rows
from onrecord.stages.blocks.forms import FORMS
from onrecord.stages.blocks.headlines import Weights
from onrecord.stages.blocks.lines import look
from onrecord.stages.blocks.roles import body_lines, extent
from onrecord.text import fold
from training.pages import fit
from training.pages.augment import every
from training.pages.data import Example

PATH = Path(__file__).parents[2] / "src/onrecord/models/blocks/headline.json"
_NEARLY = 0.75
_L2 = 4.0  # chosen by folds
_MADE = 0.3  # weight of a page made from another
_LOST = 0.01  # share of right headlines that score below what a headline must
_SPARE = 2.0  # and how far below it pages unlike those may score
Numbers = NDArray[np.float64]


@dataclass
class Choice:
    """A page's candidates: rows, which of them are right, the weight of the page."""

    rows: Numbers
    right: NDArray[np.bool_]
    weight: float = 1.0


def choice(example: Example, chances: fit.Rows, weight: float = 1.0) -> Choice:
    """The candidates of a page; right is any line that says what the gold headline says.

    Labels are automatic: of lines with the page's own title the breadcrumb has the label, while the
    headline that readers see says it in other words. So lines with nearly its words are right too, and
    items of lists are not where another line is.
    """
    texts = [example.page.text[line.start : line.end] for line in example.layout.lines]
    looks = [look(t) for t in texts]
    first, _ = extent(body_lines(looks, chances, example.layout))
    picked = candidates(looks, chances, first)
    told = {fold(t) for t, label in zip(texts, example.labels, strict=True) if label == "headline"}
    told |= {fold(str(example.gold["title"] or ""))} - {""}
    matrix = rows(example.page.text, looks, chances, example.layout, first, picked)
    title = fold(str(example.gold["title"] or ""))
    right = np.array([fold(texts[i]) in told or _alike(texts[i], title) for i in picked], dtype=bool)
    plain = right & ~(matrix[:, NAMES.index("item")] > 0)
    return Choice(matrix, plain if plain.any() else right, weight)


def _alike(text: str, title: str) -> bool:
    """Whether two headlines have nearly the same words (F1)."""
    ours, gold = set(fold(text).split()), set(title.split())
    return 2 * len(ours & gold) >= _NEARLY * (len(ours) + len(gold)) > 0


def choices(example: Example, chances: fit.Rows) -> Iterator[Choice]:
    """The page and, but for HTML, what a reader might have saved of it, where the headline stands on it."""
    if "headline" not in example.labels:
        return
    found = [choice(example, chances)]
    if example.form != "html":
        rng = np.random.RandomState(len(example.page.text))
        first = max(0, example.labels.index("headline") - max(0, int(rng.randint(-2, 4))))
        made = _from(example, first, joint="\n" if rng.rand() < 0.5 else "\n\n")
        found += [choice(made, chances[first:], _MADE)] if made else []
    yield from (c for c in found if c.right.any())


def _from(example: Example, first: int, joint: str) -> Example | None:
    """The page from line `first` on, without indents, its lines parted by `joint`."""
    lines = example.layout.lines[first:]
    text = joint.join(example.page.text[line.start : line.end].replace("\n", " ") for line in lines)
    page, layout = pages.render(Capture(uri=example.id, form="page_text", body=text, media_type="text/plain"))
    if len(layout.lines) != len(lines):
        return None
    return replace(example, page=page, layout=layout, labels=example.labels[first:])


def fitted(given: Sequence[Choice]) -> Weights:
    """The weights under which the right lines are likeliest, ridge-penalised per standard deviation."""
    stacked = np.vstack([c.rows for c in given])
    right = np.concatenate([c.right for c in given]).astype(float)
    scale = stacked.std(axis=0) + 1e-6
    matrix = stacked / scale
    starts = np.cumsum([0, *(len(c.rows) for c in given)])
    group = np.repeat(np.arange(len(given)), np.diff(starts))
    weight = np.array([c.weight for c in given])

    def loss(columns: Numbers) -> tuple[float, Numbers]:
        score = matrix @ columns
        score = np.exp(score - np.maximum.reduceat(score, starts[:-1])[group])
        total = np.add.reduceat(score, starts[:-1])
        hits = np.add.reduceat(score * right, starts[:-1])
        pull = (score / total[group] - score * right / hits[group]) * weight[group]
        value = (weight * (np.log(total) - np.log(hits))).sum() + 0.5 * _L2 * (columns**2).sum()
        return float(value), matrix.T @ pull + _L2 * columns

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    columns = found / scale
    best = sorted(float((c.rows @ columns)[c.right].max()) for c in given)
    return Weights(columns, best[int(_LOST * len(best))] - _SPARE)


def by_fold(examples: Sequence[Example], chances: Sequence[fit.Rows]) -> list[dict[str, Weights]]:
    """Per example, weights that have not seen its site."""
    fold_of = fit.folds(examples)
    made = [list(choices(e, c)) for e, c in zip(examples, chances, strict=True)]
    found = {}
    for form in FORMS:
        for k in sorted(set(fold_of)):
            seen = [m for m, e, f in zip(made, examples, fold_of, strict=True) if f != k and e.form == form]
            found[form, k] = fitted([c for some in seen for c in some])
    return [{form: found[form, k] for form in FORMS} for k in fold_of]


def main() -> None:
    from eval.pages import fold_chances  # the same models, kept under build/

    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    examples = every(data)
    chances = fold_chances(examples, Path("build/eval-pages"))
    given = {}
    for form in FORMS:
        some = [
            c for e, own in zip(examples, chances, strict=True) if e.form == form for c in choices(e, own)
        ]
        weights = fitted(some)
        named = zip(NAMES, weights.columns.tolist(), strict=True)
        given[form] = {name: round(value, 5) for name, value in named} | {"least": round(weights.least, 5)}
    PATH.write_text(json.dumps(given, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
