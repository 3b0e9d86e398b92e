"""Pages: the article's text against gold, by folds over sites, beside trafilatura's own answer.

The shipped models have seen these pages, so every figure here is of fold models that have not seen
the page's site. They are kept under build/ and made again when the features or trees change.
"""

import argparse
import hashlib
import os
import pickle
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from eval import pages_metadata, pages_publisher
from onrecord.errors import PageRejected
from onrecord.records import Article, Block
from onrecord.stages import articles, blocks
from onrecord.stages.blocks import again
from onrecord.stages.blocks.headlines import Choices
from onrecord.stages.blocks.model import decided, joined
from training.pages import fit, headlines
from training.pages.augment import every
from training.pages.data import HTML_SETS, Example, sources
from training.pages.train import FITTED, NO_LINES, ROUNDS, Prepared, prepared

GOALS = {
    "pages.text.shingle_f1": (0.926, 0.965), "pages.text.line_f1": (0.876, 0.93),
    "pages.text.page_line_f1": (0.876, 0.93),
    "pages.scrapinghub.shingle_f1": (0.960, 0.975), "pages.naeb.shingle_f1": (0.918, 0.955),
    "pages.fundus.shingle_f1": (0.946, 0.970),
}  # fmt: skip
_PROCESSES = 2  # in which models of the folds are fitted
_DRAWS = 500  # of pages, for an interval
_TOKEN = re.compile(r"\w+")
_READ = {("text", "copied"): "text", ("html",): "html"}  # forms of pages: whose models read them
_SHARED: list[tuple[Sequence[Example], dict[str, Prepared]]] = []  # with forks
BODY = frozenset({"body", "subhead", "list", "quote"})


@dataclass
class Tally:
    """True, false and missed shingles, and body lines, of each page."""

    pages: list[tuple[float, float, float]] = field(default_factory=list)
    lines: list[tuple[int, int, int]] = field(default_factory=list)

    def shingle_f1(self) -> float:
        """F1 of the mean precision and the mean recall, as scrapinghub's benchmark has it."""
        precision = np.mean([_ratio(tp, fp, fn) for tp, fp, fn in self.pages if tp + fp])
        recall = np.mean([_ratio(tp, fn, fp) for tp, fp, fn in self.pages if tp + fn])
        return float(2 * precision * recall / (precision + recall))

    def interval(self) -> tuple[float, float]:
        """The 95% interval of shingle F1 over pages drawn with replacement."""
        rng = np.random.RandomState(0)
        drawn = (rng.randint(len(self.pages), size=len(self.pages)) for _ in range(_DRAWS))
        found = [Tally([self.pages[i] for i in some]).shingle_f1() for some in drawn]
        low, high = np.percentile(found, [2.5, 97.5])
        return float(low), float(high)

    def line_f1(self) -> float:
        """F1 of body lines, all pages' lines together: a few pages that are long lists decide it."""
        hits, extra, missed = (sum(column) for column in zip(*self.lines, strict=True))
        return 2 * hits / max(1, 2 * hits + extra + missed)

    def page_line_f1(self) -> float:
        """Mean of the pages' F1 of body lines, each page counting alike, as for shingles."""
        wholes = [(2 * hits, 2 * hits + extra + missed) for hits, extra, missed in self.lines]
        return float(np.mean([hits / whole if whole else 1.0 for hits, whole in wholes]))


def _ratio(tp: float, wrong: float, other: float) -> float:
    return 1.0 if wrong == other == 0 else tp / (tp + wrong)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    if len(words) < size:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def compared(gold: str, found: str) -> tuple[float, float, float]:
    """True, false and missed 4-word shingles (multisets)."""
    true, got = shingles(gold), shingles(found)
    hits = (true & got).total()
    return float(hits), float(got.total() - hits), float(true.total() - hits)


def fold_chances(examples: Sequence[Example], cache: Path) -> list[fit.Rows]:
    """P(label) of every line by models that have not seen the page's site."""
    source = "".join(p.read_text() for p in _sources())
    key = hashlib.sha256((source + "".join(e.id for e in examples)).encode()).hexdigest()[:16]
    kept = cache / f"folds-{key}.pickle"
    if kept.exists():
        return list(pickle.loads(kept.read_bytes()))  # made by this script on this machine
    found: list[fit.Rows] = [np.empty((0, 5), np.float32)] * len(examples)
    _SHARED[:] = [(examples, prepared(examples))]
    with ProcessPoolExecutor(_PROCESSES, get_context("fork"), threadpool_limits, (1,)) as pool:
        for forms, chances in zip(_READ, pool.map(_unseen, _READ.values()), strict=True):
            picked = [i for form in forms for i, e in enumerate(examples) if e.form == form]
            for i, own in zip(picked, chances, strict=True):
                found[i] = own
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(found))
    return found


def _unseen(form: str) -> list[fit.Rows]:
    """The chances of all pages that the models of one form read."""
    ((examples, made),) = _SHARED
    pages, more, among, asked = made[form]
    chances = fit.out_of_fold(pages, more, ROUNDS[form], FITTED[form], asked)
    if form == "html":
        return _looked_again([e for e in examples if e.form == form], pages, chances)
    whole = fit.read_whole(pages, more, among, asked=asked)
    return [joined(*both) for both in zip(chances, whole, strict=True)]


def _looked_again(examples: Sequence[Example], pages: fit.Lines, first: list[fit.Rows]) -> list[fit.Rows]:
    """The chances after the second look, and after the second opinion on pages that it leaves in doubt."""
    second = fit.looked_again([e.layout for e in examples], pages, first)
    third = fit.doubted(examples, pages, second)
    bodies, asked = (
        fit.out_of_fold(lines, NO_LINES, ROUNDS["again"], fit.body_trees) for lines in (second, third)
    )
    whole = fit.read_whole(fit.joined_rows(pages, second))
    looks = zip(first, pages.rows, bodies, asked, whole, strict=True)
    return [
        decided(chances, own, read_so[:, 1], again.sizes(rows), lambda heard=heard: heard)
        for chances, rows, own, heard, read_so in looks
    ]


def _sources() -> list[Path]:
    root = Path(__file__).parents[1]
    folders = ("src/onrecord/stages/blocks", "src/onrecord/stages/pages", "training/pages")
    return sorted(p for folder in folders for p in (root / folder).glob("*.py"))


def read(
    example: Example, chances: fit.Rows, choices: Choices | None = None
) -> tuple[tuple[Block, ...], Article | None]:
    found = blocks.classified(example.page, example.layout, chances, choices)
    try:
        return found, articles.assemble(example.page, found, example.layout)
    except PageRejected:
        return found, None


def add_lines(tally: Tally, example: Example, found: Iterable[Block]) -> None:
    kept = {b.start for b in found if b.role in BODY}
    lines = zip(example.layout.lines, example.labels, strict=True)
    gold = {line.start for line, label in lines if label == "body"}
    tally.lines.append((len(kept & gold), len(kept - gold), len(gold - kept)))


def trafilatura_tally(data: Path) -> dict[str, Tally]:
    """The scores of trafilatura on the same HTML; empty where it is not installed."""
    try:
        from trafilatura import extract
    except ImportError:
        return {}
    tallies = {name: Tally() for name in HTML_SETS}
    for name, row, body in sources(data):
        text = body.decode("utf-8", errors="replace")
        answer = extract(text, include_comments=False) or ""
        tallies[name].pages.append(compared(str(row["body_text"]), answer))
    return tallies


def measure(data: Path, peers: bool = True) -> dict[str, float]:
    """Figures by key; `data` is the folder that holds eval/ and seeds/."""
    examples = every(data)
    chances = fold_chances(examples, Path("build/eval-pages"))
    tallies: dict[str, Tally] = {name: Tally() for name in ("text", "copied", *HTML_SETS)}
    notes = pages_metadata.Notes(data)
    choices = headlines.by_fold(examples, chances)
    texts: dict[str, tuple[Block, ...]] = {}
    for example, mine, own in zip(examples, chances, choices, strict=True):
        found, article = read(example, mine, own)
        name = example.source if example.form == "html" else example.form
        tallies[name].pages.append(compared(str(example.gold["body_text"]), article.text if article else ""))
        add_lines(tallies[name], example, found)
        notes.add(example, found, article)
        if example.form == "text":
            texts[example.id] = found
    figures = {f"pages.{name}.shingle_f1": t.shingle_f1() for name, t in tallies.items()}
    figures["pages.text.line_f1"] = tallies["text"].line_f1()
    figures["pages.text.page_line_f1"] = tallies["text"].page_line_f1()
    figures |= notes.figures() | pages_publisher.measure(examples, texts, fit.folds(examples))
    peer = trafilatura_tally(data) if peers else {}
    chance = notes.intervals() | {f"pages.{name}.shingle_f1": t.interval() for name, t in tallies.items()}
    _print(figures, {f"pages.{n}.shingle_f1": t.shingle_f1() for n, t in peer.items()}, chance)
    return figures


def _print(
    figures: dict[str, float], peer: dict[str, float], chance: dict[str, tuple[float, float]]
) -> None:
    head = f"{'measure':36} {'ours':>7} {'95% interval':>14}"
    print(f"{head} {'elsewhere':>10} {'goal':>6}   trafilatura, these pages")
    for name, value in figures.items():
        best, goal = (GOALS | pages_metadata.GOALS).get(name, (None, None))
        beside = f"{peer[name]:.3f}" if name in peer else ""
        between = "{:.3f} to {:.3f}".format(*chance[name]) if name in chance else ""
        print(f"{name:36} {value:7.3f} {between:>14} {best or '':>10} {goal or '':>6}   {beside}")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-peers", action="store_true", help="leave trafilatura out")
    arguments = parser.parse_args(argv)
    measure(Path(os.environ.get("ONRECORD_DATA", "../shared")), peers=not arguments.no_peers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
