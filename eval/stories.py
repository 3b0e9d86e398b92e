"""Stories (B³ on AllSides) and reuses (pairs of near duplicates) against plain baselines."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.records import Article
from onrecord.stages.reuses import find_reuses
from onrecord.stages.stories import group_stories

KINDS = {"wire": "wire", "trim": "trimmed", "embed": "embedded", "heavy": "cut"}
BASELINES = {  # TF-IDF in a 3-day window + half of MiniLM; MinHash, J >= .3, 32 bands
    "stories.allsides.b3_f1": 0.92,
    "reuse.precision": 0.95,
    "reuse.recall.wire": 1.0,
    "reuse.recall.trimmed": 0.95,
    "reuse.recall.embedded": 0.94,
    "reuse.recall.cut": 0.84,
}


def article(row: Mapping[str, str | None]) -> Article:
    return Article(
        origin="gold", page=row["id"] or "", uri=row["id"] or "", url=None,
        headline=row.get("title"), title=None, deck=None, authors=(),
        publisher=row.get("outlet"), section=None, published=row.get("date"),
        published_basis="declared", modified=None, lang=row.get("lang") or "en",
        text=row["text"] or "", alignment=(),
    )  # fmt: skip


def rows(path: Path) -> list[dict[str, str | None]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def b_cubed(predicted: Sequence[str], gold: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two clusterings of the same items (Bagga & Baldwin 1998)."""
    both = Counter(zip(predicted, gold, strict=True))
    sizes, golds = Counter(predicted), Counter(gold)
    pairs = list(zip(predicted, gold, strict=True))
    precision = sum(both[p, g] / sizes[p] for p, g in pairs) / len(pairs)
    recall = sum(both[p, g] / golds[g] for p, g in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def clustered(data: Sequence[Mapping[str, str | None]]) -> list[str]:
    """The id of the story of each row, by the stage."""
    articles = [article(row) for row in data]
    story_of = {a: s.id for s in group_stories(articles, find_reuses(articles)) for a in s.articles}
    return [story_of[a.id] for a in articles]


def measure_stories(data: Path) -> dict[str, float]:
    figures = {}
    everything = rows(data / "stories/allsides_dev.jsonl")
    for name, part in (
        ("allsides", everything),
        ("allsides_dated", [row for row in everything if row["date"]]),
        ("ecbplus", rows(data / "stories/ecbplus_dev.jsonl")),
        ("same_event", rows(data / "comparisons/same_event_dev.jsonl")),
    ):
        gold = [str(row.get("cluster") or row.get("event_id")) for row in part]
        scores = b_cubed(clustered(part), gold)
        for measure, score in zip(("b3_precision", "b3_recall", "b3_f1"), scores, strict=True):
            figures[f"stories.{name}.{measure}"] = score
    return figures


def measure_reuses(data: Path) -> dict[str, float]:
    """Copies and excerpts against the groups made by rule; a passage embedded in a second text is
    true reuse of that one too, so precision is also given for copies alone."""
    made = rows(data / "stories/neardup_dev.jsonl")
    articles = [article(row) for row in made]
    row_of = {a.id: row for a, row in zip(articles, made, strict=True)}
    right: Counter[str] = Counter()
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for reuse in find_reuses(articles):
        left, other = row_of[reuse.article], row_of[reuse.other]
        found[reuse.kind].add(frozenset((reuse.article, reuse.other)))
        if left["group"] == other["group"]:
            right[reuse.kind] += 1
            found["same group"].add(frozenset((reuse.article, reuse.other)))
    original = {
        row["group"]: a.id for a, row in zip(articles, made, strict=True) if row["kind"] == "orig"
    }
    figures = {
        "reuse.precision": right["copy"] / len(found["copy"]),
        "reuse.precision.with_excerpts": (right["copy"] + right["excerpt"])
        / (len(found["copy"]) + len(found["excerpt"])),
    }
    near = (found["copy"] | found["excerpt"]) & found["same group"]
    for kind, name in KINDS.items():
        pairs = [
            frozenset((a.id, original[row_of[a.id]["group"]]))
            for a in articles
            if row_of[a.id]["kind"] == kind
        ]
        figures[f"reuse.recall.{name}"] = sum(pair in near for pair in pairs) / len(pairs)
    return figures


def measure(data: Path) -> dict[str, float]:
    """All figures by key, printed beside the baselines; `data` is the folder that holds eval/."""
    figures = measure_stories(data / "eval") | measure_reuses(data / "eval")
    print(f"{'measure':36} {'ours':>7} {'baseline':>9}")
    for name, value in figures.items():
        baseline = f"{BASELINES[name]:9.3f}" if name in BASELINES else ""
        print(f"{name:36} {value:7.4f} {baseline}")
    return figures
