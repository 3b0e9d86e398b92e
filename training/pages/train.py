"""Makes models/blocks again: `python -m training.pages.train` with ONRECORD_DATA (default ../shared).

Text models, trees and a network: the text pages and what `augment` makes of them. HTML models: the
rendered HTML pages; the second look is fitted on what models of the other folds found at first. The words
of a page are always weighed by a table that has not seen its site (folds), as they will be on a new page.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.stages.blocks import features
from onrecord.stages.blocks.forms import FORMS
from training.pages import fit, sequence
from training.pages.augment import augmented, mixed
from training.pages.data import Example, html_examples, text_examples
from training.pages.export import save

MODELS = Path(__file__).parents[2] / "src/onrecord/models/blocks"
ROUNDS = {"text": 160, "html": 110, "again": 150}
FITTED = {"text": fit.trees, "html": fit.slow_trees}
Prepared = tuple[fit.Lines, fit.Lines, fit.Lines, fit.Lines]
NO_LINES = fit.Lines([], [], [])


def main() -> None:
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    examples = [*text_examples(data), *html_examples(data)]
    MODELS.mkdir(parents=True, exist_ok=True)
    np.save(MODELS / "wording.npy", fit.table(examples).astype(np.float16))
    for form, (pages, more, among, _) in prepared(examples).items():
        if form == "text":
            parts = (pages, more, among)
            held = sequence.fitted([r for p in parts for r in p.rows], [y for p in parts for y in p.labels])
            sequence.save(held, MODELS / "text.npz")
        model = FITTED[form]([*pages.rows, *more.rows], [*pages.labels, *more.labels], ROUNDS[form])
        save(model, pages.rows[0].shape[1], MODELS / f"{form}.onnx")
        if form == "html":
            _html([e for e in examples if e.form == "html"], pages, more)


def _html(chosen: Sequence[Example], pages: fit.Lines, more: fit.Lines) -> None:
    """The second look at HTML, and the second opinion."""
    found = fit.out_of_fold(pages, more, ROUNDS["html"], FITTED["html"])
    second = fit.looked_again([e.layout for e in chosen], pages, found)
    for name, looks in (("again", second), ("opinion", fit.doubted(chosen, pages, second))):
        model = fit.body_trees(looks.rows, looks.labels, ROUNDS["again"])
        save(model, looks.rows[0].shape[1], MODELS / f"{name}.onnx")
    whole = fit.joined_rows(pages, second)
    sequence.save(sequence.fitted(whole.rows, whole.labels), MODELS / "html.npz")


def prepared(examples: Sequence[Example]) -> dict[str, Prepared]:
    """Per form the pages' lines, lines of made pages to train on beside them, and the lines to be asked of.

    Articles among other pages' furniture come last of the first: the network learns from them, the trees do
    not. Copies are asked of only: learnt from, they cost text with its layout as much as they gain.
    """
    known = [e for e in examples if e.form != "copied"]
    of_site = {e.family: f for e, f in zip(known, fit.folds(known), strict=True)}
    tables = [fit.table([e for e in known if of_site[e.family] != k]) for k in range(fit.FOLDS)]

    def lines(chosen: Sequence[Example]) -> fit.Lines:
        folds = [of_site[e.family] for e in chosen]
        rows = [features.rows(e.page.text, e.layout, tables[f]) for e, f in zip(chosen, folds, strict=True)]
        return fit.Lines(rows, [fit.coded(e) for e in chosen], folds)

    shown = [e for e in examples if e.form == "text"]
    text, copies, html = (lines([e for e in examples if e.form == form]) for form in FORMS)
    among = lines(list(mixed(shown, [of_site[e.family] for e in shown])))
    return {
        "text": (text, lines(list(augmented(examples))), among, text.with_(copies)),
        "html": (html, NO_LINES, NO_LINES, html),
    }


if __name__ == "__main__":
    main()
