"""The two pages that the project started from: is everything in them read right? Offsets only, no text.

They are built by the product itself and read back. Everything expected comes from the gold files.
"""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import onrecord
from eval.comparisons import AGAINST, Place, items, on_page, overlaps, shows, side_places
from onrecord.records import (
    RECORDS,
    Article,
    Attribution,
    Block,
    Comparison,
    EventMention,
    Page,
    Record,
    TimeExpression,
)
from onrecord.store import Store
from onrecord.text import fold, spans_of
from onrecord.timeline import timeline as timeline_of

WANTED = (
    "Dmitry Peskov", "Hikmat Hajiyev", "Yevgeny Mikhailov", "Sergey Markov", "The Washington Post",
    "Politico", "Le Monde", "Al Jazeera",
)  # fmt: skip
PRECISIONS = ("minute", "day", "month", "year")
STATUSES = {"scheduled": "planned", "future": "planned", "happened": "happened", "ongoing": "ongoing"}
Json = dict[str, object]


class Seeds:
    """The pages, the gold and what the product made of them. Places are offsets into the page."""

    def __init__(self, data: Path, store: Store) -> None:
        self.gold = data / "seeds/gold"
        self.texts = {p.name: p.read_text("utf-8") for p in sorted((data / "seeds").glob("*.txt"))}
        self.names = sorted(self.texts)
        pages = {p.id: Path(p.uri).name for p in store.read(Page)}
        self.blocks: dict[str, list[Block]] = defaultdict(list)
        for block in store.read(Block):
            self.blocks[pages[block.page]].append(block)
        self.articles = {pages[a.page]: a for a in store.read(Article)}
        self.by_id = {a.id: (name, a) for name, a in self.articles.items()}
        self.attributions = store.read(Attribution)
        self.mentions = store.read(EventMention)
        self.times = store.read(TimeExpression)
        self.entries = timeline_of(store)
        self.comparisons = store.read(Comparison)
        self.records = [r for t in RECORDS if t not in (Page, Block, Article) for r in store.read(t)]

    def rows(self, name: str) -> list[Json]:
        """A gold file."""
        return [json.loads(line) for line in (self.gold / f"{name}.jsonl").read_text("utf-8").splitlines()]

    def place(self, span: object) -> Place:
        """Where a span stands on its page."""
        name, article = self.by_id[span.article]  # type: ignore[attr-defined]
        return (name, *on_page(article, span.start, span.end))  # type: ignore[attr-defined]

    def page(self, letter: str) -> str:
        """The file of the page that the gold calls "A" or "B"."""
        return self.names["AB".index(letter)]

    def sidebars(self) -> dict[str, int]:
        """Where the sidebar of each page begins: its first gold event or time."""
        first: dict[str, int] = {}
        for row in self.rows("events"):
            if row["region"] == "sidebar":
                name = str(row["doc"])
                first[name] = min(first.get(name, sys.maxsize), int(str(row["start"])))
        return first


def body_lines(seeds: Seeds) -> tuple[int, int, list[str]]:
    """Lines whose being body text or not is right, of all lines."""
    right = total = 0
    wrong = []
    for row, name in zip(seeds.rows("page_lines"), seeds.names, strict=True):
        article = seeds.articles.get(name)
        runs = article.alignment if article else ()
        held = {p for run in runs for p in range(run.page, run.page + run.length)}
        start = 0
        labels = row["line_labels"]
        assert isinstance(labels, list)
        for label, line in zip(labels, str(row["page_text"]).split("\n"), strict=True):
            inside = any(p in held for p in range(start, start + len(line)) if not line[p - start].isspace())
            total += bool(label)
            right += bool(label) and inside == (label == "body")
            if label and inside != (label == "body"):
                wrong.append(f"{name[:3]}:{start}")
            start += len(line) + 1
    return right, total, wrong


def metadata(seeds: Seeds) -> Iterator[tuple[str, bool]]:
    """Headline, authors, section, publisher and publication time of both pages."""
    datelines = {r["doc"]: r for r in seeds.rows("timeline") if r["section"] == "dateline"}
    for row, name in zip(seeds.rows("page_lines"), seeds.names, strict=True):
        article = seeds.articles.get(name)
        before, mark, _ = str(datelines[name]["event_text"]).partition("\xa0")
        expected = before if mark else None
        yield f"{name[:3]} headline", article is not None and article.headline == row["title"]
        yield f"{name[:3]} authors", article is not None and list(article.authors) == row["authors"]
        yield f"{name[:3]} section", article is not None and _same(article.section, expected)
        yield f"{name[:3]} publisher", article is not None and _same(article.publisher, str(row["site"]))
        yield f"{name[:3]} published", article is not None and (article.published or "")[:16] == row["date"]


def _same(one: str | None, other: str | None) -> bool:
    return fold(one or "") == fold(other or "")


def on_sidebar(seeds: Seeds) -> list[str]:
    """The records that rest on sidebar text."""
    first = seeds.sidebars()
    found = []
    for record in seeds.records:
        for span in spans_of(record):
            name, _, end = seeds.place(span)
            if name in first and end > first[name]:
                found.append(_where(seeds, record))
                break
    return found


def _where(seeds: Seeds, record: Record) -> str:
    span = next(spans_of(record))
    name, start, end = seeds.place(span)
    return f"{record.TABLE} {name[:3]}:{start}-{end}"


def teasers(seeds: Seeds) -> tuple[int, int]:
    """Sidebar times that a teaser block before them carries, of all sidebar times."""
    hit = total = 0
    for row in seeds.rows("time_expressions"):
        timexes = row["timexes"]
        assert isinstance(timexes, list)
        for time in timexes:
            if time["section"] == "sidebar" and "T" in time["value"] and time["type"] == "TIME":
                total += 1
                hit += any(
                    b.role == "teaser" and (b.time or "")[:16] == time["value"]
                    and b.start < time["end"] and time["start"] - b.end < 60
                    for b in seeds.blocks[str(row["id"])]
                )  # fmt: skip
    return hit, total


def expected_voices(seeds: Seeds) -> Iterator[tuple[str, Place]]:
    """(speaker or outlet, a place that it said) for the names that the work is judged on."""
    for row in seeds.rows("comparisons"):
        who = row.get("who") or row.get("outlet")
        spans = row.get("reported") or row.get("spans")
        assert isinstance(spans, list)
        if who in WANTED and row["kind"] in ("only_in", "outlet_report"):
            for span in spans:
                yield str(who), (seeds.page(span["doc"]), span["start"], span["end"])
    for row in seeds.rows("events"):
        reported = row.get("reported_by") or []
        assert isinstance(reported, list)
        for by in reported:
            name = str(by.get("name")).replace("Hikmet", "Hikmat")
            if name in WANTED and row["region"] == "body" and by.get("verb"):
                yield name, (str(row["doc"]), int(str(row["start"])), int(str(row["end"])))


def voices(seeds: Seeds) -> tuple[dict[str, list[int]], list[str]]:
    """Per name [found, wanted], and where one is missing: an attribution over the place, of that speaker."""
    said: list[tuple[str, Place]] = []
    for attribution in seeds.attributions:
        joint = (s.exact for s in attribution.source)  # "Both Maro and Hollin": one speaker is recorded
        names = " ".join((attribution.speaker_name or "", *attribution.via_names, *joint))
        said += [
            (fold(names), seeds.place(s))
            for s in (*attribution.content, *attribution.source, *attribution.cue)
        ]
    count: dict[str, list[int]] = {name: [0, 0] for name in WANTED}
    missing = []
    for name, place in sorted(set(expected_voices(seeds))):
        last = fold(name).split()[-1]
        hit = any(last in names and overlaps(place, where) for names, where in said)
        count[name][0] += hit
        count[name][1] += 1
        if not hit:
            missing.append(f"{place[0][:3]}:{place[1]}-{place[2]} ({name})")
    return count, missing


def conflicts(seeds: Seeds) -> dict[str, list[int]]:
    """Per severity [shown, all]."""
    articles = {a.id: a for a in seeds.articles.values()}
    found = [
        [
            [("AB"[seeds.names.index(Path(p[0]).name)], p[1], p[2]) for p in side_places(s, articles)]
            for s in c.sides
        ]
        for c in seeds.comparisons
        if c.verdict in AGAINST
    ]
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in items(seeds.gold / "comparisons.jsonl"):
        if item.kind == "conflict":
            count[item.severity][0] += any(shows(sides, item) for sides in found)
            count[item.severity][1] += 1
    return count


def explicit_times(seeds: Seeds) -> tuple[int, int, list[str]]:
    """Time expressions of the article parts found with their span and value."""
    made = {(*seeds.place(t.span), t.value) for t in seeds.times}
    wanted = [
        (str(row["id"]), int(t["start"]), int(t["end"]), str(t["value"]))
        for row in seeds.rows("time_expressions")
        for t in (row["timexes"] if isinstance(row["timexes"], list) else [])
        if t["section"] == "article" and t["value"][:1].isdigit()
    ]
    missing = [f"{name[:3]}:{start}-{end}" for name, start, end, _ in (w for w in wanted if w not in made)]
    return len(wanted) - len(missing), len(wanted), missing


def timeline(seeds: Seeds) -> tuple[int, int, list[str]]:
    """Tier A of the timeline: dated with the value's first part, of the same precision and modality."""
    right, missing, total = 0, [], 0

    def told(row: Json) -> set[str]:
        """The statuses of the event mentions in the span of a gold event."""
        span = row["event_span"]
        assert isinstance(span, list)
        place = (str(row["doc"]), int(span[0]), int(span[1]))
        return {e.status for e in seeds.mentions if overlaps(seeds.place(e.anchor), place)}

    def shown(place: Place, value: str) -> set[str]:
        """The statuses that the timeline shows a date of that year with, in a sentence over the place."""
        return {
            e.status
            for e in seeds.entries
            if e.start[:4] == value[:4] and any(overlaps(seeds.place(s), place) for s in e.spans)
        }

    for row in seeds.rows("timeline"):
        value, span = str(row["value"] or row["edtf"] or ""), row["date_span"]
        if row["tier"] != "A" or row["section"] != "article" or not isinstance(span, list):
            continue
        if not value.strip("./")[:1].isdigit():
            continue
        total += 1
        place = (str(row["doc"]), int(span[0]), int(span[1]))
        wanted = STATUSES.get(str(row["modality"]))
        hit = any(
            overlaps(seeds.place(t.span), place)
            and t.value[:4] == value.strip("./")[:4]
            and (row["precision"] not in PRECISIONS or t.precision == row["precision"])
            and (
                wanted is None
                or t.status is None
                or wanted in (t.status, *told(row))
                or (t.anchor is not None and wanted in shown(place, t.value))
            )
            for t in seeds.times
        )
        right += hit
        if not hit:
            missing.append(f"{place[0][:3]}:{place[1]}-{place[2]}")
    return right, total, missing


def measure(data: Path) -> dict[str, float]:
    """The figures, printed; `data` is the folder that holds seeds/."""
    with tempfile.TemporaryDirectory() as folder:
        onrecord.build(sorted((data / "seeds").glob("*.txt")), folder, workers=0, report=False)
        with onrecord.open(folder) as store:
            return reported(Seeds(data, store))


def reported(seeds: Seeds) -> dict[str, float]:
    """Print what is right and where something is missing; the same as figures."""
    figures: dict[str, float] = {}

    def line(name: str, right: int, total: int, where: Sequence[str] = ()) -> None:
        figures[f"seeds.{name}"] = right / total if total else 1.0
        print(f"{name:28} {right:4} of {total:4}   {' '.join(where[:12])}")

    line("body_lines", *body_lines(seeds))
    fields = list(metadata(seeds))
    line("metadata", sum(ok for _, ok in fields), len(fields), [name for name, ok in fields if not ok])
    resting = on_sidebar(seeds)
    figures["seeds.no_sidebar_records"] = float(not resting)
    print(f"{'records on sidebar text':28} {len(resting):4}           {' '.join(resting[:12])}")
    line("teasers", *teasers(seeds))
    count, missing = voices(seeds)
    line("attributions", sum(c[0] for c in count.values()), sum(c[1] for c in count.values()), missing)
    for name, (hit, total) in count.items():
        print(f"    {name:24} {hit:4} of {total:4}")
    shown = conflicts(seeds)
    for severity in ("high", "medium", "low"):
        line(f"conflicts.{severity}", shown[severity][0], shown[severity][1])
    both = [shown["high"][i] + shown["medium"][i] for i in (0, 1)]
    line("conflicts.high_medium", both[0], both[1], ["goal: at least half"])
    line("conflicts.none_quiet", shown["none"][1] - shown["none"][0], shown["none"][1], ["goal: all"])
    line("explicit_times", *explicit_times(seeds))
    line("timeline_tier_a", *timeline(seeds))
    return figures
