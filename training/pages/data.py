"""The lines of the development pages with their gold labels: text pages and rendered HTML."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from fastwarc import ArchiveIterator

from onrecord.capture import Capture
from onrecord.errors import PageRejected
from onrecord.layout import Layout
from onrecord.records import Page
from onrecord.stages import pages

LABELS = ("boiler", "body", "headline", "byline", "date")
HTML_SETS = ("scrapinghub", "naeb", "fundus")
_TOKEN = re.compile(r"\w+")


@dataclass
class Example:
    """One page with a label per line of its layout; `family` is the site, the unit of folds."""

    id: str
    source: str
    form: str
    family: str
    page: Page
    layout: Layout
    labels: list[str]
    gold: dict[str, object]


def gold_rows(data: Path) -> dict[str, dict[str, object]]:
    with (data / "eval/pages/plaintext_dev.jsonl").open(encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def text_examples(data: Path) -> Iterator[Example]:
    for row in gold_rows(data).values():
        text = str(row["page_text"])
        capture = Capture(uri=str(row["id"]), form="page_text", body=text, media_type="text/plain")
        try:
            page, layout = pages.render(capture)
        except PageRejected:
            continue
        labels = _text_labels(text, row["line_labels"], layout)
        yield Example(str(row["id"]), str(row["source"]), "text", str(row["site"]), page, layout, labels, row)


def _text_labels(text: str, given: object, layout: Layout) -> list[str]:
    labels = list(given) if isinstance(given, list) else []
    starts: list[int] = []
    at = 0
    for line in text.split("\n"):
        starts.append(at)
        at += len(line) + 1
    out = []
    row = 0
    for line in layout.lines:
        while row + 1 < len(starts) and starts[row + 1] <= line.start:
            row += 1
        out.append(_plain(labels[row]))
    return out


def _plain(label: str) -> str:
    return "byline" if label.startswith("byline") else (label or "boiler")


def sources(data: Path, sets: tuple[str, ...] = HTML_SETS) -> Iterator[tuple[str, dict[str, object], bytes]]:
    """(set, gold row, HTML) of each archived page."""
    gold = gold_rows(data)
    for name in sets:
        with (data / f"eval/pages/html_{name}_dev.warc.gz").open("rb") as file:
            for record in ArchiveIterator(file):
                yield name, gold[record.http_headers["X-Bench-Id"]], record.reader.read()


def html_examples(data: Path, sets: tuple[str, ...] = HTML_SETS) -> Iterator[Example]:
    for _, row, body in sources(data, sets):
        name, site = str(row["id"]), str(row["site"])
        capture = Capture(uri=name, form="html", body=body, media_type="text/html")
        page, layout = pages.render(capture)
        labels = html_labels(page, layout, row)
        yield Example(name, str(row["source"]), "html", site, page, layout, labels, row)


def html_labels(page: Page, layout: Layout, row: dict[str, object]) -> list[str]:
    """Labels of rendered lines: body by aligning the gold body's words, the rest by the text gold."""
    words: list[str] = []
    owner: list[int] = []
    for i, line in enumerate(layout.lines):
        for word in _TOKEN.findall(page.text[line.start : line.end].lower()):
            words.append(word)
            owner.append(i)
    gold = _TOKEN.findall(str(row["body_text"]).lower())
    hits = [0] * len(layout.lines)
    totals = [0] * len(layout.lines)
    for i in owner:
        totals[i] += 1
    for block in SequenceMatcher(None, words, gold, autojunk=False).get_matching_blocks():
        for k in range(block.a, block.a + block.size):
            hits[owner[k]] += 1
    special = _special(row)
    labels = []
    for i, line in enumerate(layout.lines):
        text = " ".join(page.text[line.start : line.end].split())
        enough = totals[i] and hits[i] >= max(1, 0.6 * totals[i])
        labels.append("body" if enough else special.get(text, "boiler"))
    return labels


def _special(row: dict[str, object]) -> dict[str, str]:
    given = row["line_labels"]
    pairs = zip(str(row["page_text"]).split("\n"), given if isinstance(given, list) else [], strict=False)
    return {" ".join(t.split()): _plain(x) for t, x in pairs if x not in ("", "body", "boiler")}
