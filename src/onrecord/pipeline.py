"""From captures to a filled store: the only place that knows the stages and their order.

Per page: a pure map, run in worker processes. Per collection: stages over the store, run again
whenever articles were added. Every write is a transaction, so a build that was killed goes on
where it stood.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from onrecord import engine, inputs
from onrecord.capture import Capture
from onrecord.errors import BadSpan, PageRejected, StageOrder, StoreVersion
from onrecord.layout import Layout
from onrecord.records import Article, Block, Page, Record, Rejection, hashed
from onrecord.stage import ArticleStage, CollectionStage, Dossier, Stage
from onrecord.stages import (
    articles,
    attributions,
    blocks,
    claims,
    comparisons,
    entities,
    event_mentions,
    events,
    judgements,
    mentions,
    pages,
    reuses,
    stories,
    time_expressions,
)
from onrecord.store import Store
from onrecord.text import check_spans, printable

ARTICLE_STAGES: tuple[ArticleStage, ...] = (
    mentions.STAGE,
    time_expressions.STAGE,
    attributions.STAGE,
    event_mentions.STAGE,
    claims.STAGE,
)
COLLECTION_STAGES: tuple[CollectionStage, ...] = (
    reuses.STAGE,
    stories.STAGE,
    judgements.STAGE,
    entities.STAGE,
    events.STAGE,
    comparisons.STAGE,
)
"""In the order they run; `check_order` holds it against what each reads and makes."""

OutcomeKind = Literal["done", "rejected", "duplicate"]
Progress = Callable[["Summary"], None]
MOST_WORKERS = 16  # unless more are asked for: each holds about half a gigabyte
BATCH = 64  # pages in one transaction


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one capture: its records (a single Rejection when rejected)."""

    kind: OutcomeKind
    target: str
    records: tuple[Record, ...]


@dataclass(slots=True)
class Summary:
    """The counts of a build; `taken == done + rejected + duplicate` always holds."""

    out: Path
    taken: int = 0
    done: int = 0
    rejected: int = 0
    duplicate: int = 0
    doing: str = ""

    @property
    def nothing_done(self) -> bool:
        """Whether there were pages and not one could be used."""
        return self.done + self.duplicate == 0


# ── one page ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with its blocks and a dossier for each article on it; `lost` says what else was on it."""

    page: Page
    blocks: tuple[Block, ...]
    dossiers: tuple[Dossier, ...]
    lost: tuple[Rejection, ...] = ()

    def shares(self) -> list[tuple[Block, ...]]:
        """The blocks of each article: those up to its last characters, the last one's to the page's end."""
        ends = [d.article.alignment[-1].page + d.article.alignment[-1].length for d in self.dossiers]
        edges = [0, *ends[:-1], len(self.page.text) + 1]
        return [tuple(b for b in self.blocks if i <= b.start < j) for i, j in pairwise(edges)]


def read_page(capture: Capture) -> Reading | Rejection:
    """The capture as page, blocks and articles, or the Rejection that says why it is none."""
    try:
        page, layout = pages.render(capture)
        return _reading(page, blocks.classify(page, layout), layout)
    except PageRejected as error:
        return _rejection(capture.uri, "pages", error.reason, error.detail)
    except Exception as error:  # one bad page never stops a run
        return _failure(capture.uri, "pages", error)


def _reading(page: Page, found: tuple[Block, ...], layout: Layout) -> Reading:
    dossiers: list[Dossier] = []
    lost: list[PageRejected] = []
    for part in articles.split(page, found, layout):
        try:
            dossiers.append(Dossier(page, found, articles.assemble(*part)))
        except PageRejected as error:
            lost.append(error)
    if not dossiers:
        raise lost[0]
    told = "a further part of the page: {}".format
    rest = (_rejection(page.uri, "articles", error.reason, told(error.detail)) for error in lost)
    return Reading(page, found, tuple(dossiers), tuple(rest))


def read_article(capture: Capture) -> Reading | Rejection:
    """The capture's articles with every record about them; stages that failed leave a Rejection in it."""
    reading = read_page(capture)
    if isinstance(reading, Reading):
        for dossier in reading.dossiers:
            for stage in ARTICLE_STAGES:
                _run_stage(stage, dossier)
    return reading


def _run_stage(stage: ArticleStage, dossier: Dossier) -> None:
    try:
        records = list(stage(dossier))
    except Exception as error:  # one bad page never stops a run
        records = [_failure(dossier.article.id, stage.name, error)]
    made: dict[type[Record], list[Record]] = {}
    for record in records:
        kept = _lawful(record, dossier.article, stage)
        made.setdefault(type(kept), list(dossier.made.get(type(kept), ()))).append(kept)
    dossier.made |= {of: tuple(found) for of, found in made.items()}


def _lawful(record: Record, article: Article, stage: ArticleStage) -> Record:
    try:
        check_spans(record, {article.id: article.text})
    except BadSpan as error:
        return _rejection(article.id, stage.name, "bad span", str(error))
    return record


def _failure(target: str, stage: str, error: Exception) -> Rejection:
    return _rejection(target, stage, "failed", f"{type(error).__name__}: {error}")


def _rejection(target: str, stage: str, reason: str, detail: str) -> Rejection:
    return Rejection(
        origin=f"{stage}@1",
        target=printable(target),
        stage=stage,
        reason=reason,
        detail=printable(detail)[:500],
    )


def work(capture: Capture) -> Outcome:
    """What becomes of one capture; runs in a worker."""
    reading = read_article(capture)
    if isinstance(reading, Rejection):
        return Outcome("rejected", reading.id, (reading,))
    made: dict[str, Record] = {}
    for dossier in reading.dossiers:
        made[dossier.article.id] = dossier.article
        made |= {r.id: r for some in dossier.made.values() for r in some}
    return Outcome("done", reading.page.id, (reading.page, *reading.blocks, *made.values(), *reading.lost))


# ── the build ──────────────────────────────────────────────────────────────────────────────────


def build(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    least_confidence: float | None = None,
    progress: Progress = lambda _: None,
    seconds: float = engine.SECONDS,
) -> Summary:
    """Read the pages at `paths` into the database in the folder `out`, then compare them.

    Only pages not taken in before are read. `workers` processes (default: one per core, at most 16; 0: this
    process, without limits of time and memory). Attributions below `least_confidence` (default: what the
    last build of `out` was told, else 0) are kept, but neither shown nor compared. Raises an OnrecordError
    when nothing can be done.
    """
    check_order()
    summary = Summary(Path(out))
    files, lost = inputs.find(paths)
    with Store.create(summary.out) as store:
        _check_stages(store)
        if least_confidence is not None:
            store.note("least confidence", repr(float(least_confidence)))
        found = (item for source in (lost, inputs.read(files)) for item in source)
        _take_in(
            store,
            found,
            summary,
            progress,
            min(os.cpu_count() or 1, MOST_WORKERS) if workers is None else workers,
            seconds,
        )
        _compare(store, summary, progress)
    return summary


def _take_in(
    store: Store,
    found: Iterable[Capture | Rejection],
    summary: Summary,
    progress: Progress,
    workers: int,
    seconds: float,
) -> None:
    intake = _Intake(store, summary, progress)
    try:
        for capture, result in engine.run("onrecord.pipeline:work", intake.new(found), workers, seconds):
            intake.take(capture, result)
    finally:
        intake.write()


class _Intake:
    """Passes on the captures that are new and writes what became of them, a batch at a time."""

    def __init__(self, store: Store, summary: Summary, progress: Progress) -> None:
        self.store, self.summary, self.progress = store, summary, progress
        self.known = set(store.captures())
        self.pages = {p for (p,) in store.sql("SELECT id FROM pages").fetchall()}
        self.rejections = {r for (r,) in store.sql("SELECT id FROM rejections").fetchall()}
        self.records: list[Record] = []
        self.rows: list[tuple[str, str, str]] = []

    def new(self, found: Iterable[Capture | Rejection]) -> Iterator[Capture]:
        """The captures not yet taken in; duplicates and rejections are noted on the way."""
        for item in found:
            self.summary.taken += 1
            if isinstance(item, Rejection):
                self._reject(item)
            elif (key := capture_key(item)) in self.known:
                self.summary.duplicate += 1
            else:
                self.known.add(key)
                yield item
            self.progress(self.summary)

    def take(self, capture: Capture, result: object) -> None:
        """Note what became of a capture, and write when enough has come together."""
        outcome = result if isinstance(result, Outcome) else _lost(capture, result)
        kind = outcome.kind
        if kind == "rejected":
            self._reject(*outcome.records)
        elif outcome.target in self.pages:
            kind = "duplicate"
            self.summary.duplicate += 1
        else:
            self.pages.add(outcome.target)
            self.summary.done += 1
            self._keep(outcome.records)
        self.rows.append((capture_key(capture), kind, outcome.target))
        if len(self.rows) >= BATCH:
            self.write()
        self.progress(self.summary)

    def _reject(self, *records: Record) -> None:
        self.summary.rejected += 1
        self._keep(records)

    def _keep(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, Rejection):
                if record.id in self.rejections:
                    continue
                self.rejections.add(record.id)
            self.records.append(record)

    def write(self) -> None:
        """Write everything noted so far in one transaction."""
        if not (self.records or self.rows):
            return
        with self.store.transaction():
            self.store.add(self.records)
            self.store.add_captures(self.rows)
        self.records, self.rows = [], []


def _lost(capture: Capture, result: object) -> Outcome:
    rejection = _rejection(capture.uri, "engine", "time or memory limit", str(result))
    return Outcome("rejected", rejection.id, (rejection,))


def capture_key(capture: Capture) -> str:
    """What tells captures apart: content and where it came from."""
    body = capture.body.encode("utf-8", "replace") if isinstance(capture.body, str) else capture.body
    content = hashlib.sha256(body).hexdigest()
    return hashed("captures", capture.uri, capture.publisher, capture.form, capture.declared, content)


# ── the collection ─────────────────────────────────────────────────────────────────────────────


def _compare(store: Store, summary: Summary, progress: Progress) -> None:
    """Run the collection stages unless they have run over these very articles, as sure of them."""
    state = hashed("collection", repr(store.least_confidence), *store.article_ids())
    if store.noted("collection") == state:
        return
    with store.transaction():
        for stage in COLLECTION_STAGES:
            summary.doing = stage.name
            progress(summary)
            _run_collection_stage(stage, store)
        store.note("collection", state)


def _run_collection_stage(stage: CollectionStage, store: Store) -> None:
    store.connection.execute("DELETE FROM rejections WHERE stage = ?", [stage.name])
    made: dict[str, Record] = {}
    try:
        made = {record.id: record for record in stage(store)}
    except Exception as error:  # what the other stages find is still worth having
        store.add([_failure("collection", stage.name, error)])
    for record, why in store.unlawful(list(made.values())):
        del made[record.id]
        store.add([_rejection(record.id, stage.name, "bad span", str(why))])
    for record_type in stage.makes:
        store.replace(record_type, [r for r in made.values() if isinstance(r, record_type)])


# ── the order of the stages ────────────────────────────────────────────────────────────────────


def check_order(
    article_stages: Sequence[ArticleStage] = ARTICLE_STAGES,
    collection_stages: Sequence[CollectionStage] = COLLECTION_STAGES,
) -> None:
    """StageOrder unless everything a stage reads is made before it."""
    made: set[type[Record]] = {Page, Block, Article}
    stages: tuple[Stage, ...] = (*article_stages, *collection_stages)
    for stage in stages:
        missing = [t.__name__ for t in stage.reads if t not in made]
        if missing:
            raise StageOrder(f"{stage.name} reads {', '.join(missing)}, which no stage before it makes")
        made.update(stage.makes)


def versions(stages: Sequence[Stage]) -> str:
    """Stages with their versions, as kept in the database."""
    return " ".join(f"{stage.name}@{stage.version}" for stage in stages)


def _check_stages(store: Store) -> None:
    """StoreVersion when other stages read the articles; comparing anew is enough for the rest."""
    reading, comparing = versions(ARTICLE_STAGES), versions(COLLECTION_STAGES)
    if (found := store.noted("article stages") or reading) != reading:
        raise StoreVersion(
            f"the articles in {store.path} were read by other stages ({found}) than this onrecord has "
            f"({reading}); build into a new folder"
        )
    with store.transaction():
        store.note("article stages", reading)
        if store.noted("collection stages") != comparing:
            store.note("collection stages", comparing)
            store.note("collection", "")
