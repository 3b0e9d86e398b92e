"""Makes models/blocks again: `python -m training.pages.train` with ONRECORD_DATA (default ../shared).

Text model: the text pages, their crops and disorders (see augment), and the HTML pages without their
hints. HTML model: the rendered HTML pages. The words of a page are always weighed by a table that has
not seen its site (folds), as they will be on a new page.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from training.pages import fit
from training.pages.data import Example, html_examples, text_examples
from training.pages.export import save

from onrecord.stages.blocks import features

MODELS = Path(__file__).parents[2] / "src/onrecord/models/blocks"
ROUNDS = 60


def main() -> None:
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    examples = [*text_examples(data), *html_examples(data)]
    every_table = fit.table(examples)
    MODELS.mkdir(parents=True, exist_ok=True)
    np.save(MODELS / "wording.npy", every_table.astype(np.float16))
    first_rows = out_of_fold_rows(examples)
    for form in ("text", "html"):
        picked = [i for i, e in enumerate(examples) if e.form == form]
        write(form, [examples[i] for i in picked], [first_rows[i] for i in picked])


def out_of_fold_rows(examples: Sequence[Example]) -> list[fit.Rows]:
    """Rows of every example with the words weighed by a table that has not seen its site."""
    fold = fit.folds(examples)
    tables = [fit.table([e for e, f in zip(examples, fold, strict=True) if f != k]) for k in range(fit.FOLDS)]
    return [features.rows(e.page.text, e.layout, tables[f]) for e, f in zip(examples, fold, strict=True)]


def write(form: str, examples: Sequence[Example], rows: Sequence[fit.Rows]) -> None:
    labels = [fit.coded(e) for e in examples]
    save(fit.trees(rows, labels, ROUNDS), rows[0].shape[1], MODELS / f"{form}.onnx")


if __name__ == "__main__":
    main()
