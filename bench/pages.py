"""Pages per CPU second of reading (text, roles, article), beside trafilatura's on the same HTML."""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # as workers have it; numpy reads it when it is loaded

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from trafilatura import extract

from onrecord.capture import Capture
from onrecord.pipeline import read_page
from training.pages.data import sources

WARM = 5  # pages read before the clock starts: models and resource files are loaded once
PEER = "trafilatura"
GOALS = {PEER: 1.0, "html": 1.85, "text": 5.5}  # speed as a ratio to trafilatura's


def run(data: Path) -> None:
    """Print the speeds and their ratios; each page is read by all three in turn; `data` holds eval/."""
    pages = [(body, str(row["page_text"])) for _, row, body in sources(data)]
    spent: dict[str, list[float]] = {name: [] for name in GOALS}
    for n, (body, text) in enumerate(pages[:WARM] + pages):
        html = Capture(uri="page", form="html", body=body, media_type="text/html")
        saved = Capture(uri="page", form="page_text", body=text, media_type="text/plain")
        readers = (partial(extract, body), partial(read_page, html), partial(read_page, saved))
        for name, read in zip(GOALS, readers, strict=True):
            seconds = _seconds(read)
            if n >= WARM:
                spent[name].append(seconds)
    for name, goal in GOALS.items():
        total, ratio = sum(spent[name]), sum(spent[PEER]) / sum(spent[name])
        print(
            f"pages {name}: {len(pages) / total:.0f} per CPU second ({1000 * total / len(pages):.1f} ms each,"
            f" median {1000 * median(spent[name]):.1f}), {ratio:.2f} x {PEER} (goal {goal})"
        )


def _seconds(read: Callable[[], object]) -> float:
    began = process_time()
    read()
    return process_time() - began
