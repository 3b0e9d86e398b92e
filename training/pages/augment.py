"""Text pages made from others: cropped as readers save them; articles among other pages' furniture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from onrecord.capture import Capture
from onrecord.errors import PageRejected
from onrecord.stages import pages
from training.pages.data import Example, html_examples, text_examples

Piece = tuple[str, str]  # a line with the blanks above it, and its label
_SWAP = 0.6  # chance that an article gets another page's lines above, and below
_MOST = 900  # lines of a page made so

_BULLET = re.compile(r"^(?:[*+o]|\d{1,2}\.)\s+")
_APART, _PROSE = 0.8, 90  # share of copied pages with blank lines around paragraphs; characters of these
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


def every(data: Path) -> list[Example]:
    """All pages that are learnt from and measured on: as text, as copies of it, as HTML."""
    text = list(text_examples(data))
    return [*text, *copied(text), *html_examples(data)]


def copied(examples: Sequence[Example]) -> Iterator[Example]:
    """The text pages as browsers give them to the clipboard: no indents nor bullets, few blank lines.

    (innerText puts blank lines around paragraphs and single breaks between all other blocks.)
    """
    rng = np.random.RandomState(7)
    for example in examples:
        if example.form != "text":
            continue
        texts = [example.page.text[x.start : x.end].replace("\n", " ") for x in example.layout.lines]
        texts = [_BULLET.sub("", text) or text for text in texts]
        apart = rng.rand() < _APART
        pieces = []
        for i, (text, label) in enumerate(zip(texts, example.labels, strict=True)):
            prose = len(text) >= _PROSE or (i > 0 and len(texts[i - 1]) >= _PROSE)
            pieces.append((("\n\n" if apart and prose else "\n") + text, label))
        if (made := _rendered(example, pieces)) is not None:
            yield replace(made, form="copied")


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


def mixed(examples: Sequence[Example], fold: Sequence[int]) -> Iterator[Example]:
    """Each text page with what stands above or below its article taken from pages of other sites.

    They are of the same fold, so that nothing of a site is seen by a model that must not have seen it.
    """
    rng = np.random.RandomState(5)
    found = ((e, k, _parts(e)) for e, k in zip(examples, fold, strict=True) if e.form == "text")
    parted = [(e, k, parts) for e, k, parts in found if parts is not None]
    for example, k, (before, article, after) in parted:
        others = [parts for e, f, parts in parted if f == k and e.family != example.family]
        above, below = (others[rng.randint(len(others))] for _ in range(2))
        top = above[0] if rng.rand() < _SWAP else before
        bottom = below[2] if rng.rand() < _SWAP else after
        pieces = [*_furniture(top), *article, *_furniture(bottom)]
        if len(pieces) <= _MOST and (made := _rendered(example, pieces)) is not None:
            yield made


def _parts(example: Example) -> tuple[list[Piece], list[Piece], list[Piece]] | None:
    """The lines above the article's head, those of head and article, those below; None without a body."""
    labels = example.labels
    body = [i for i, label in enumerate(labels) if label == "body"]
    if not body:
        return None
    pieces: list[Piece] = []
    at = 0
    for line, label in zip(example.layout.lines, labels, strict=True):
        text = example.page.text[at : line.end]
        blank = text[: len(text) - len(text.lstrip())]
        pieces.append((text if "\n" in blank else f"\n{text}", label))
        at = line.end
    head = [i for i in range(body[0]) if labels[i] != "boiler"]
    first = head[0] if head and body[0] - head[0] < 40 else max(0, body[0] - 4)
    return pieces[:first], pieces[first : body[-1] + 1], pieces[body[-1] + 1 :]


def _furniture(pieces: Sequence[Piece]) -> list[Piece]:
    return [(text, "boiler") for text, _ in pieces]


def _rendered(example: Example, pieces: Sequence[Piece]) -> Example | None:
    """The page that `pieces` make; None where they are read as other lines."""
    text = "".join(text for text, _ in pieces)
    capture = Capture(uri=example.id, form="page_text", body=text, media_type="text/plain")
    try:
        page, layout = pages.render(capture)
    except PageRejected:
        return None
    if len(layout.lines) != len(pieces):
        return None
    return replace(example, page=page, layout=layout, labels=[label for _, label in pieces])
