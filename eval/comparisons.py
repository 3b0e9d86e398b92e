"""Comparisons: conflicts shown and traps kept quiet, agreements, what one page alone tells, wordings.

Each hand-made group is built by the product and read back. A conflict counts as shown when one
comparison that says "differ" or "updated later" has quotations on two of its sides that overlap two
different spans of the gold. Precision is the share of such comparisons that meet a gold conflict of
any severity but "none"; the gold is not complete, so it is a lower bound.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import onrecord
from onrecord.records import Article, Comparison, Side

GOALS = {"comparisons.none_quiet": "1: no trap reported"}
AGAINST = ("differ", "updated later")
_KEPT = ("id", "text", "url", "title", "publisher", "published")
Place = tuple[str, int, int]
Row = dict[str, object]


@dataclass(frozen=True)
class Item:
    """One line of gold with its spans as (page, start, end)."""

    kind: str
    severity: str
    optional: bool
    places: tuple[Place, ...]


def items(path: Path) -> list[Item]:
    """The gold of one group."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        spans = row.get("spans") or row.get("reported") or []
        places = tuple((s.get("article") or s.get("doc"), s["start"], s["end"]) for s in spans)
        found.append(Item(row["kind"], row.get("severity", ""), bool(row.get("optional")), places))
    return found


def overlaps(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def touched(places: Iterable[Place], gold: Item) -> set[Place]:
    """The gold spans that some of `places` overlap."""
    return {g for p in places for g in gold.places if overlaps(p, g)}


def side_places(side: Side, articles: dict[str, Article]) -> list[Place]:
    """The quotations of a side as places on its page."""
    return [
        (articles[s.article].uri, *on_page(articles[s.article], s.start, s.end)) for s in side.evidence
    ]


def on_page(article: Article, start: int, end: int) -> tuple[int, int]:
    """A range of an article's text as a range of its page's text, by the article's alignment."""
    return _offset(article, start), _offset(article, end - 1) + 1


def _offset(article: Article, place: int) -> int:
    for run in article.alignment:
        if run.text <= place < run.text + run.length:
            return run.page + place - run.text
    return place


def shows(found: Sequence[list[Place]], gold: Item) -> bool:
    """Whether two sides of a comparison overlap two different spans of a conflict."""
    return any(
        len(touched(one, gold) | touched(other, gold)) > 1 and touched(one, gold) and touched(other, gold)
        for one, other in combinations(found, 2)
    )


@dataclass
class Built:
    """The comparisons of one group, each with the places of its sides."""

    comparisons: list[Comparison]
    sides: list[list[list[Place]]]

    def against(self) -> Iterator[list[list[Place]]]:
        """The sides of those that report a difference."""
        return (s for c, s in zip(self.comparisons, self.sides, strict=True) if c.verdict in AGAINST)

    def of(self, kinds: Sequence[str], verdicts: Sequence[str]) -> Iterator[list[list[Place]]]:
        """The sides of those of some kinds and verdicts."""
        return (
            s for c, s in zip(self.comparisons, self.sides, strict=True)
            if c.kind in kinds and c.verdict in verdicts
        )  # fmt: skip


def built(rows: Sequence[Row]) -> Built:
    """What the product makes of some pages."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages.jsonl")
        pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        onrecord.build([pages], Path(folder, "out"), workers=0, report=False)
        return read(Path(folder, "out"))


def read(out: Path) -> Built:
    """The comparisons of a finished build."""
    with onrecord.open(out) as store:
        articles = {a.id: a for a in store.read(Article)}
        found = store.read(Comparison)
    return Built(found, [[side_places(s, articles) for s in c.sides] for c in found])


def tally(made: Built, gold: Sequence[Item]) -> Counter[str]:
    """Counts of one group: "<measure> hit" and "<measure> of"."""
    count: Counter[str] = Counter()
    against = list(made.against())
    conflicts = [i for i in gold if i.kind == "conflict"]
    for item in conflicts:
        count[f"{item.severity} of"] += 1
        count[f"{item.severity} hit"] += any(shows(sides, item) for sides in against)
    count["precision of"] += len(against)
    count["precision hit"] += sum(
        any(shows(sides, i) for i in conflicts if i.severity != "none") for sides in against
    )
    facts = [
        sides for c, sides in zip(made.comparisons, made.sides, strict=True)
        if c.verdict in ("agree", "compatible") and c.kind not in ("voice", "wording", "coverage")
    ]  # fmt: skip
    alone = list(made.of(("coverage", "voice"), ("only one",)))
    words = list(made.of(("wording",), ("differ", "compatible")))
    for item in (i for i in gold if not i.optional):
        if item.kind == "matched_fact" and len({p[0] for p in item.places}) > 1:
            count["matched_fact of"] += 1
            count["matched_fact hit"] += any(_on_two_pages(sides, item) for sides in facts)
        elif item.kind == "only_in":
            count["only_in of"] += 1
            count["only_in hit"] += any(touched(p, item) for sides in alone for p in sides)
        elif item.kind == "framing" and len(item.places) > 1:
            count["framing of"] += 1
            count["framing hit"] += any(shows(sides, item) for sides in words)
    return count


def _on_two_pages(sides: list[list[Place]], item: Item) -> bool:
    return len({g[0] for places in sides for g in touched(places, item)}) > 1


def group_rows(data: Path, group: str, pages: set[str]) -> list[Row]:
    """The pages of one group as input rows."""
    found: list[Row] = []
    with (data / "eval/comparisons/same_event_dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["event_id"] == group and row["id"] in pages:
                row |= {"publisher": row["outlet"], "published": row["date"]}
                found.append({k: row[k] for k in _KEPT})
    return found


def measured(count: Counter[str]) -> dict[str, float]:
    """The figures that the counts come to."""

    def share(name: str) -> float:
        return count[f"{name} hit"] / max(1, count[f"{name} of"])

    both = count["high hit"] + count["medium hit"]
    figures = {
        "comparisons.conflict_recall.high": share("high"),
        "comparisons.conflict_recall.medium": share("medium"),
        "comparisons.conflict_recall.low": share("low"),
        "comparisons.conflict_recall.high_medium": both / max(1, count["high of"] + count["medium of"]),
        "comparisons.none_quiet": 1 - share("none"),
        "comparisons.differ_precision": share("precision"),
        "comparisons.matched_fact_recall": share("matched_fact"),
        "comparisons.only_in_recall": share("only_in"),
        "comparisons.framing_recall": share("framing"),
    }
    return figures


def measure(data: Path) -> dict[str, float]:
    """Figures over the hand-made groups, printed; `data` is the folder that holds eval/."""
    total: Counter[str] = Counter()
    for folder in sorted((data / "eval/comparisons/gold").iterdir()):
        gold = items(folder / "comparisons.jsonl")
        pages = {p[0] for i in gold for p in i.places}
        count = tally(built(group_rows(data, folder.name, pages)), gold)
        total += count
        print(folder.name, " ".join(f"{k}={v}" for k, v in sorted(count.items())))
    figures = measured(total)
    print(f"\n{'measure':44} {'ours':>7}   goal")
    for name, value in figures.items():
        print(f"{name:44} {value:7.3f}   {GOALS.get(name, '')}")
    return figures
