"""Who said what in German (Wikinews, dev part): direct and indirect speech, with the right source.

The gold's kinds: Direct, Indirect ("sagte, dass"), IndirectFreeIndirect (goes on in the reported
subjunctive), Reported and FreeIndirect (mentioned or plain, which the rules do not look for).
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.stages.attributions.spans import triples

Row = dict[str, Any]
PREFIX = "attributions.german."
KINDS = {"Direct": "direct", "Indirect": "indirect", "IndirectFreeIndirect": "going_on"}


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def german(data: Path, module: ModuleType) -> dict[str, float]:
    """By kind the share found (content IoU >= .5) and found with the right source; F1 over all."""
    count: Counter[str] = Counter()
    for row in rows(data / "eval/attributions/wikinews_de_dev.jsonl"):
        _count(count, module, row)
    figures = {}
    for kind, name in KINDS.items():
        figures[f"{PREFIX}{name}_content_recall"] = count[f"{kind} found"] / count[kind]
        figures[f"{PREFIX}{name}_triple_recall"] = count[f"{kind} named"] / count[kind]
    for key, name in (("found", "content"), ("named", "triple")):
        right = count[key]
        figures[f"{PREFIX}{name}_precision"] = right / max(1, count["made"])
        figures[f"{PREFIX}{name}_f1"] = 2 * right / max(1, count["made"] + count["gold"])
    return figures


def _count(count: Counter[str], module: ModuleType, row: Row) -> None:
    """Add one article: what the gold has, what was made, found and named."""
    doc, made = module.Doc(row["text"]), triples(row["text"], "de")
    contents = [doc.core(doc.toks(a["content"])) for a in row["attributions"]]
    ours = [doc.core(doc.toks(t.content)) for t in made]
    pairs = {i: j for i, j, _ in module.greedy(contents, ours, module.iou, 0.5)}
    count["made"] += len(made)
    for i, one in enumerate(row["attributions"]):
        for key in (one["type"], "gold"):
            count[key] += 1
        if i not in pairs:
            continue
        named = same_head(doc, one["source"], made[pairs[i]].source)
        for key in ("found", f"{one['type']} found"):
            count[key] += 1
        for key in ("named", f"{one['type']} named"):
            count[key] += named


def same_head(doc: Any, one: Any, other: Any) -> bool:
    """The scorer's test of two sources: each holds the other's head word, or both are absent."""
    left, right = doc.toks(one), doc.toks(other)
    heads = doc.head(left), doc.head(right)
    return heads == (None, None) or (heads[0] in right and heads[1] in left)
