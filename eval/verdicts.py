"""Verdicts: development pages wrongly split or rejected, and joined pages whose second article is found.

All development pages are single articles by gold. Joined ones are two text pages of different sites one
below the other: with menus between, with nothing between, or the second without its menus. The shipped
models know these pages: what is joined is an easier case than an unseen page.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord import pipeline
from onrecord.capture import Capture, Form
from onrecord.records import Rejection
from training.pages.data import gold_rows, sources

SEED, JOINED = 11, 30
Row = dict[str, object]


def measure(data: Path) -> dict[str, float]:
    """Figures by key; `data` is the folder that holds eval/."""
    verdicts: Counter[str] = Counter()
    wrong: list[str] = []
    for name, form, body in _single(data):
        verdict = _verdict(form, body)
        verdicts[verdict] += 1
        wrong += [f"{name} {form}: {verdict}"] if verdict != "one article" else []
    print(dict(verdicts), *wrong, sep="\n")
    figures = {"verdicts.single_kept": verdicts["one article"] / verdicts.total()}
    rows = [row for row in gold_rows(data).values() if "body" in _labels(row)]
    for kind in ("menus", "bare", "next"):
        chance = random.Random(SEED)
        pairs = [chance.sample(rows, 2) for _ in range(JOINED)]
        found = [_verdict("page_text", _join(kind, a, b)) for a, b in pairs]
        figures[f"verdicts.joined_{kind}"] = sum(v.endswith("articles") for v in found) / JOINED
    for key, value in figures.items():
        print(f"{key:28} {value:.3f}")
    return figures


def _single(data: Path) -> Iterator[tuple[str, Form, str | bytes]]:
    for row in gold_rows(data).values():
        yield str(row["id"]), "page_text", str(row["page_text"])
    for _, row, body in sources(data):
        yield str(row["id"]), "html", body


def _verdict(form: Form, body: str | bytes) -> str:
    found = pipeline.read_page(Capture(uri="page", form=form, body=body, media_type="text/html"))
    if isinstance(found, Rejection):
        return f"rejected: {found.reason}"
    return "one article" if len(found.dossiers) == 1 else f"{len(found.dossiers)} articles"


def _labels(row: Row) -> list[str]:
    given = row["line_labels"]
    return [str(label) for label in given] if isinstance(given, list) else []


def _join(kind: str, first: Row, second: Row) -> str:
    above = _core(first) if kind == "bare" else str(first["page_text"])
    below = str(second["page_text"]) if kind == "menus" else _core(second)
    return f"{above}\n\n{below}"


def _core(row: Row) -> str:
    """The lines from the headline to the last of the body."""
    labels = _labels(row)
    body = [i for i, label in enumerate(labels) if label == "body"]
    heads = [i for i, label in enumerate(labels[: body[0]]) if label == "headline"]
    start = heads[-1] if heads else body[0]
    return "\n".join(str(row["page_text"]).split("\n")[start : body[-1] + 1])
