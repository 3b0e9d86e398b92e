"""Who said what: PolNeAR beside open tools and a second annotator; German beside it.

Measured is what a build puts on record: attributions that are nested in no other, as PolNeAR marks them.
"""

import importlib.util
import json
import time
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from statistics import fmean
from types import ModuleType

from eval.german import german, rows
from onrecord.capture import Capture
from onrecord.pipeline import Reading, read_article
from onrecord.records import Attribution

MEASURES = {  # the scorer's names, in the order printed
    "triple_f1": "triple",
    "direct_triple_f1": "direct: triple",
    "mixed_triple_f1": "mixed: triple",
    "indirect_triple_f1": "indirect: triple",
    "content_iou_f1": "content IoU>=0.5",
    "content_exact_f1": "content exact",
    "cue_exact_f1": "cue exact",
    "source_exact_f1": "source exact (distinct)",
    "token_macro_f1": "token macro",
}
OTHERS = {  # GenderGapTracker, textacy, two CRFs over spaCy features; the issue's goal
    "triple_f1": (43.5, 26.4, 62.8, 74.3),
    "direct_triple_f1": (63.0, None, None, 95.0),
    "content_iou_f1": (50.9, None, None, 79.5),
}
PREFIX = "attributions.polnear."


def scorer(data: Path) -> ModuleType:
    """The data folder's own scorer, so that our figures are those that others get."""
    path = data / "eval/attributions/score.py"
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recorded(row: Mapping[str, str]) -> dict:
    """What is on record of one clean text, as the scorer reads it."""
    reading = read_article(
        Capture(
            uri=row["id"], form="text", body=row["text"], media_type="text/plain", publisher=row["publisher"]
        )
    )
    assert isinstance(reading, Reading)
    (dossier,) = reading.dossiers
    assert dossier.article.text == row["text"]
    return {
        "attributions": [
            {key: [(s.start, s.end) for s in getattr(one, key)] for key in ("source", "cue", "content")}
            for one in dossier.get(Attribution)
            if one.parent is None
        ]
    }


def polnear(data: Path) -> dict[str, float]:
    """Outermost attributions of the development part; also words a CPU second, one thread."""
    module = scorer(data)
    gold = {r["id"]: r for r in rows(data / "eval/attributions/polnear_dev.jsonl")}
    started = time.process_time()
    found = {i: recorded(r) for i, r in gold.items()}
    seconds = time.process_time() - started
    words = sum(len(r["text"].split()) for r in gold.values())
    print(f"{words} words, {words / seconds:.0f} a CPU second, every stage of reading")
    scores = module.evaluate(gold, found)
    figures = {PREFIX + key: scores[name]["F1"] / 100 for key, name in MEASURES.items()}
    return figures | {PREFIX + f"{k}_span_f1": v for k, v in single_spans(module, gold, found).items()}


def second_reader(data: Path, module: ModuleType) -> dict[str, float]:
    """`single_spans` of one annotator against another, a mean over all ordered pairs of 18 articles."""
    by_article: dict[str, list[dict]] = {}
    for part in ("dev", "train"):
        for row in rows(data / f"eval/attributions/polnear_{part}_multi.jsonl"):
            by_article.setdefault(row["id"], []).append(row)
    pairs = [
        single_spans(module, {i: a}, {i: b})
        for i, some in by_article.items()
        for a, b in permutations(some, 2)
    ]
    return {key: fmean(pair[key] for pair in pairs) for key in pairs[0]}


def single_spans(module: ModuleType, gold: Mapping[str, dict], found: Mapping[str, dict]) -> dict[str, float]:
    """Exact F1 of contiguous spans of each kind, each counted once (CofeNet's measure)."""
    result = {}
    for key in ("source", "cue", "content"):
        right = predicted = wanted = 0
        for i, row in gold.items():
            doc = module.Doc(row["text"])
            sides = [
                {doc.core(doc.toks([s])) for a in r["attributions"] for s in a[key]} - {frozenset()}
                for r in (row, found[i])
            ]
            right += len(sides[0] & sides[1])
            wanted += len(sides[0])
            predicted += len(sides[1])
        result[key] = 2 * right / max(1, predicted + wanted)
    return result


def table(figures: Mapping[str, float], human: Mapping[str, float]) -> None:
    """Ours beside other tools, the human line and the goal, in percent."""
    print(f"{'measure':40} {'ours':>6} {'GGT':>6} {'textacy':>8} {'CRF':>6} {'human':>6} {'goal':>6}")
    for name, value in figures.items():
        key = name.removeprefix(PREFIX)
        *tools, goal = OTHERS.get(key, (None,) * 4)
        cells = (
            f"{c:{w}.1f}" if c else " " * w
            for c, w in zip((*tools, human.get(key), goal), (6, 8, 6, 6, 6), strict=True)
        )
        print(f"{name:40} {100 * value:6.2f}", *cells)


def human_line(data: Path, module: ModuleType) -> dict[str, float]:
    """One annotator against another, in percent, by our keys."""
    told = json.loads((data / "eval/attributions/human_agreement.json").read_text("utf-8"))
    line = {key: told[name]["mean_F1"] for key, name in MEASURES.items() if name in told}
    return line | {f"{key}_span_f1": 100 * value for key, value in second_reader(data, module).items()}


def measure(data: Path) -> dict[str, float]:
    """All figures by key; `data` is the folder that holds eval/."""
    module = scorer(data)
    figures = polnear(data) | german(data, module)
    table(figures, human_line(data, module))
    return figures
