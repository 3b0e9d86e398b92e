"""Gold events by hand, the articles they stand in, and how ours are paired with them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from onrecord.records import Article, EventMention, Page, Record
from onrecord.stage import ArticleStage, Dossier

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
STAGES = ("mentions", "time_expressions", "attributions")


@dataclass(frozen=True)
class Party:
    """A gold actor or recipient; implicit ones have no span."""

    start: int | None
    end: int | None
    country: str | None


@dataclass(frozen=True)
class Gold:
    """One event as the annotator coded it."""

    id: str
    group: str
    article: str
    start: int
    end: int
    trigger: tuple[int, int] | None
    types: frozenset[str]  # the code and its alternatives, root types
    type: str
    status: str
    historical: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: str | None
    date: str | None
    cluster: str
    optional: bool


def rows(path: Path) -> Iterator[dict[str, Json]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _parties(raw: Sequence[dict[str, Json]]) -> tuple[Party, ...]:
    spans = [p.get("span") or [None, None] for p in raw]
    return tuple(Party(s[0], s[1], p.get("country")) for s, p in zip(spans, raw, strict=True))


def _gold(row: dict[str, Json], group: str) -> Gold:
    span = (row["trigger"] or {}).get("span")
    return Gold(
        id=row["id"], group=group, article=row.get("article") or row["doc"], start=row["start"],
        end=row["end"], trigger=tuple(span) if span else None, type=row["type"],
        types=frozenset({row["type"], *(a.split("/")[0] for a in row["alt"])}),
        status=row["status"], historical=row["historical"], actors=_parties(row["actor"]),
        recipients=_parties(row["recipient"]), place=(row["location"] or {}).get("text"),
        date=(row["date"] or {}).get("value"), cluster=f"{group}:{row['cluster'] or row['id']}",
        optional=row["optional"],
    )  # fmt: skip


def gold_events(data: Path) -> list[Gold]:
    """All gold events of the six groups, in file order."""
    paths = sorted((data / "eval/comparisons/gold").glob("*/events.jsonl"))
    return [_gold(row, path.parent.name) for path in paths for row in rows(path)]


def articles(data: Path, wanted: Iterable[str]) -> dict[str, Article]:
    """The articles of the groups by the id that the gold uses."""
    ids = set(wanted)
    found = {}
    for row in rows(data / "eval/comparisons/same_event_dev.jsonl"):
        if row["id"] in ids:
            found[row["id"]] = article(row["text"], row["date"], row["id"], row.get("outlet"))
    return found


def article(text: str, published: str | None, uri: str = "", publisher: str | None = None) -> Article:
    """An English article made of clean text."""
    return Article(
        origin="eval", page=uri, uri=uri, url=None, headline=None, title=None, deck=None, authors=(),
        publisher=publisher, section=None, published=published, published_basis="declared",
        modified=None, lang="en", text=text, alignment=(),
    )  # fmt: skip


def dossier(of: Article) -> Dossier:
    """The article with everything that the stages before event_mentions make of it."""
    page = Page(
        origin="eval",
        uri=of.uri,
        publisher=of.publisher,
        fetched=None,
        media_type="text/plain",
        encoding=None,
        text=of.text,
    )
    made: dict[type[Record], tuple[Record, ...]] = {}
    whole = Dossier(page, (), of, made)
    for name in STAGES:
        try:
            stage: ArticleStage = import_module(f"onrecord.stages.{name}").STAGE
        except (ImportError, AttributeError):
            continue  # not there yet: measured without
        found: dict[type[Record], list[Record]] = {}
        for record in stage(whole):
            found.setdefault(type(record), []).append(record)
        made.update({kind: tuple(records) for kind, records in found.items()})
    return whole


def paired(gold: Sequence[Gold], ours: Sequence[EventMention]) -> list[tuple[Gold, EventMention]]:
    """Pairs one to one: first where the anchor touches the gold trigger, then same type within its quote."""
    free = dict.fromkeys(range(len(ours)))
    pairs: list[tuple[Gold, EventMention]] = []
    for by_trigger in (True, False):
        taken = {g.id for g, _ in pairs}
        for event in gold:
            if event.id in taken or (by_trigger and event.trigger is None):
                continue
            fit = [i for i in free if (_touches(event, ours[i]) if by_trigger else _within(event, ours[i]))]
            if fit:
                best = min(fit, key=lambda i: (ours[i].type not in event.types, i))
                pairs.append((event, ours[best]))
                del free[best]
    return pairs


def _touches(event: Gold, ours: EventMention) -> bool:
    assert event.trigger is not None
    return ours.anchor.start < event.trigger[1] and event.trigger[0] < ours.anchor.end


def _within(event: Gold, ours: EventMention) -> bool:
    return event.start <= ours.anchor.start < event.end and ours.type in event.types
