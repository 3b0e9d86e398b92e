"""Who said what: PolNeAR beside open tools and a second annotator; German beside it."""

import importlib.util
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from eval.german import german, rows
from onrecord.stages.attributions.spans import Triple, triples

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


def plain(found: Sequence[Triple]) -> dict:
    """Triples as the scorer reads them."""
    return {"attributions": [{"source": t.source, "cue": t.cue, "content": t.content} for t in found]}


def polnear(data: Path) -> dict[str, float]:
    """Outermost attributions of the development part; also words a CPU second, one thread."""
    module = scorer(data)
    gold = {r["id"]: r for r in rows(data / "eval/attributions/polnear_dev.jsonl")}
    started = time.process_time()
    found = {i: plain(triples(r["text"], nested=False)) for i, r in gold.items()}
    seconds = time.process_time() - started
    words = sum(len(r["text"].split()) for r in gold.values())
    print(f"{words} words, {words / seconds:.0f} a CPU second")
    scores = module.evaluate(gold, found)
    figures = {PREFIX + key: scores[name]["F1"] / 100 for key, name in MEASURES.items()}
    return figures | {PREFIX + f"{k}_span_f1": v for k, v in single_spans(module, gold, found).items()}


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


def table(figures: Mapping[str, float], human: Mapping[str, dict]) -> None:
    """Ours beside other tools, the human line and the goal, in percent."""
    print(f"{'measure':40} {'ours':>6} {'GGT':>6} {'textacy':>8} {'CRF':>6} {'human':>6} {'goal':>6}")
    for name, value in figures.items():
        key = name.removeprefix(PREFIX)
        *tools, goal = OTHERS.get(key, (None,) * 4)
        line = human.get(MEASURES.get(key, ""), {}).get("mean_F1")
        cells = (
            f"{c:{w}.1f}" if c else " " * w
            for c, w in zip((*tools, line, goal), (6, 8, 6, 6, 6), strict=True)
        )
        print(f"{name:40} {100 * value:6.2f}", *cells)


def measure(data: Path) -> dict[str, float]:
    """All figures by key; `data` is the folder that holds eval/."""
    figures = polnear(data) | german(data, scorer(data))
    human = json.loads((data / "eval/attributions/human_agreement.json").read_text("utf-8"))
    table(figures, human)
    return figures
