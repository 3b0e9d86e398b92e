"""Who is meant, to whom and through whom, on gold of our own (`eval/gold`) beside the six groups.

Pairs by content (IoU >= .5), names as the data's own scorer compares them. `read` was read while rules
were mended, `fresh` judged after.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.gazetteer import known

Row = dict[str, Any]
GOLD = Path(__file__).parent / "gold/speakers.jsonl"
PARTS = ("read", "fresh")
_UNNAMED = " (unnamed)"  # how a chain marks one whom the page describes and does not name


def gold() -> dict[str, list[Row]]:
    """The gold's rows by article."""
    found: dict[str, list[Row]] = defaultdict(list)
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["article"]].append(row)
    return found


def agree(scorer: ModuleType, text: str, name: str) -> bool:
    """Whether a name in the text and one given are one, known other names included."""
    entries = [known().get(n.removeprefix("the ").removeprefix("The ")) for n in (text, name)]
    left, right = entries
    return bool(scorer.same(text, name, {})) or (
        left is not None and left.name in (name, right.name if right else None)
    )


def score(scorer: ModuleType, texts: Mapping[str, str], found: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Per part: answered, accuracy, abstained, and F1 of relays and addressees."""
    made: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        made[row["article"]].append(row)
    count = {part: Counter[str]() for part in PARTS}
    for article, rows in gold().items():
        for one, other in _pairs(scorer, rows, made[article]):
            if not one["optional"]:
                _count(count[one["part"]], scorer, texts[article], one, other)
    return {part: _figures(c) for part, c in count.items()}


def _pairs(scorer: ModuleType, rows: Sequence[Row], made: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    left = [scorer.chars(r["content"]) for r in rows]
    right = [scorer.chars(r["content"]) for r in made]
    shared = [
        (i, j, len(a & b) / len(a | b)) for i, a in enumerate(left) for j, b in enumerate(right) if a & b
    ]
    gone: tuple[set[int], set[int]] = (set(), set())
    for i, j, iou in sorted(shared, key=lambda s: (-s[2], s[0], s[1])):
        if iou >= 0.5 and i not in gone[0] and j not in gone[1]:
            gone[0].add(i)
            gone[1].add(j)
            yield rows[i], made[j]


def _count(count: Counter[str], scorer: ModuleType, text: str, one: Row, other: Row) -> None:
    name, given = one["speaker"], other["speaker"]
    if name:
        count["known"] += 1
        count["answered"] += bool(given)
        count["right"] += bool(given) and agree(scorer, text[slice(*name)], given)
    else:
        words = text[slice(*one["unnamed"])] if one["unnamed"] else ""
        count["unknown"] += 1
        count["abstained"] += not given or bool(words and scorer.same(words, given, {}))
    relays = [text[slice(*span)] for span in one["via"]]
    count["via gold"] += len(relays)
    through = [name.removesuffix(_UNNAMED) for name in other["via"]]
    count["via made"] += len(through)
    count["via right"] += sum(any(agree(scorer, r, v) for v in through) for r in relays)
    ours = scorer.chars(other["addressee"])
    theirs = scorer.chars([one["addressee"]] if one["addressee"] else [])
    count["to gold"] += bool(theirs)
    count["to made"] += bool(ours)
    count["to right"] += bool(ours & theirs)


def _figures(count: Counter[str]) -> dict[str, float]:
    def f1(kind: str) -> float:
        both = count[f"{kind} gold"] + count[f"{kind} made"]
        return 2 * count[f"{kind} right"] / both if both else 1.0

    return {
        "n": count["known"] + count["unknown"],
        "answered": count["answered"] / max(1, count["known"]),
        "accuracy": count["right"] / max(1, count["answered"]),
        "abstain_ok": count["abstained"] / max(1, count["unknown"]),
        "via.n": count["via gold"],
        "via.f1": f1("via"),
        "addressee.n": count["to gold"],
        "addressee.f1": f1("to"),
    }


def table(scores: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Printed; the same as figures, without the counts."""
    print(f"\n{'gold of our own':28}" + "".join(f"{part:>8}" for part in scores))
    names = next(iter(scores.values()))
    for name in names:
        digits = 0 if name == "n" or name.endswith(".n") else 3
        print(f"{name:28}" + "".join(f"{scores[part][name]:8.{digits}f}" for part in scores))
    kept = [name for name in names if name != "n" and not name.endswith(".n")]
    return {f"speakers.{part}.{name}": scores[part][name] for part in scores for name in kept}
