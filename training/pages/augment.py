"""Text pages made from others: cropped as readers save them, with residue of controls."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from onrecord.capture import Capture
from onrecord.stages import pages
from training.pages.data import Example

_CONTROLS = ("+ ↺ − 16 px", "A- A+", "Listen to article", "Font size: + -", "16 px + −")


def augmented(examples: Sequence[Example]) -> Iterator[Example]:
    """More text pages, each of the site it was made from.

    (HTML pages rendered without their hints were tried too: no gain for the body, and a loss for
    headlines, whose lines are labelled less surely there.)
    """
    rng = np.random.RandomState(3)
    for example in examples:
        if example.form == "text" and (made := cropped(example, rng)) is not None:
            yield made


def cropped(example: Example, rng: np.random.RandomState) -> Example | None:
    """The page from shortly before its headline or its date on, often with residue of controls."""
    marks = [i for i, label in enumerate(example.labels) if label in ("headline", "byline", "date", "body")]
    body = [i for i, label in enumerate(example.labels) if label == "body"]
    if not body or not marks or marks[0] >= body[0] or rng.rand() < 0.4:
        return None
    first = int(rng.choice([m for m in marks if m <= body[0]]))
    lines = example.layout.lines[first:]
    labels = list(example.labels[first:])
    texts = [example.page.text[line.start : line.end] for line in lines]
    for i, label in enumerate(labels):
        if label == "date" and rng.rand() < 0.4:
            texts[i] = f"{texts[i]} {_CONTROLS[rng.randint(len(_CONTROLS))]}"
    if rng.rand() < 0.5:
        last = max(i for i, label in enumerate(labels) if label == "body")
        keep = last + 1 + int(rng.randint(0, 12))
        texts, labels = texts[:keep], labels[:keep]
    joint = "\n\n" if rng.rand() < 0.7 else "\n"
    indent = "    " if rng.rand() < 0.3 else ""
    text = joint.join(indent + t.replace("\n", " ") for t in texts)
    page, layout = pages.render(Capture(uri=example.id, form="page_text", body=text, media_type="text/plain"))
    if len(layout.lines) != len(labels):
        return None
    return replace(example, page=page, layout=layout, labels=labels)
