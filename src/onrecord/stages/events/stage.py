"""The stage: mentions of one story grouped into events, and what each group says as a whole."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.records import Event, EventDate, EventMention, Participant, Record, Status, Story
from onrecord.stages.events.clusters import clusters
from onrecord.stages.events.dates import width
from onrecord.stages.events.likeness import sketch

if TYPE_CHECKING:
    from onrecord.store import Store

_ORIGIN = "events@2"
_BATCH = 400  # articles read at a time
_LABEL = 110  # characters
_STRENGTH: tuple[Status, ...] = (
    "happened",
    "ongoing",
    "announced",
    "planned",
    "demanded",
    "alleged",
    "hypothetical",
    "denied",
)


def _strongest(mentions: Sequence[EventMention]) -> Status:
    return min((m.status for m in mentions), key=_STRENGTH.index)


def _names(parties: Iterable[Participant]) -> tuple[str, ...]:
    """One name for each party, the one most often used; parties in order of how often they occur."""
    counts: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for party in parties:
        key = party.entity or party.name.lower()
        counts[key] += 1
        names.setdefault(key, Counter())[party.name] += 1
    ranked = sorted(counts, key=lambda k: (-counts[k], k))
    return tuple(min(names[k], key=lambda n: (-names[k][n], n)) for k in ranked)


def _label(mentions: Sequence[EventMention]) -> str:
    """The quote that best stands for all: with its parties, sure, and short enough to read."""
    best = max(
        mentions,
        key=lambda m: (
            bool(m.actors) + bool(m.recipients) + (m.date is not None) + m.confidence
            - 2 * (len(m.quote.exact) > 2 * _LABEL) - (len(m.quote.exact) > _LABEL), m.id,
        ),
    )  # fmt: skip
    text = " ".join(best.quote.exact.split())
    if len(text) <= _LABEL:
        return text
    return text[:_LABEL].rsplit(" ", 1)[0].rstrip(" ,;:—-") + " …"


def _date(mentions: Sequence[EventMention]) -> EventDate | None:
    """The most exact date given, the most frequent of those."""
    dates = [m.date for m in mentions if m.date is not None]
    if not dates:
        return None
    counts = Counter((d.edtf or d.value) for d in dates)
    return max(dates, key=lambda d: (-width(d), counts[d.edtf or d.value], d.edtf or d.value))


def _event(mentions: Sequence[EventMention]) -> Event:
    ordered = sorted(mentions, key=lambda m: m.id)
    kinds = Counter(m.type for m in ordered)
    places = Counter(m.location.name for m in ordered if m.location is not None)
    lands = Counter(m.location.country for m in ordered if m.location is not None and m.location.country)
    when = _date(ordered)
    return Event(
        origin=_ORIGIN, mentions=tuple(m.id for m in ordered),
        articles=tuple(sorted({m.article for m in ordered})),
        type=min(kinds, key=lambda k: (-kinds[k], k)), label=_label(ordered),
        actors=_names(p for m in ordered for p in m.actors),
        recipients=_names(p for m in ordered for p in m.recipients),
        location=min(places, key=lambda p: (-places[p], p)) if places else None,
        country=min(lands, key=lambda p: (-lands[p], p)) if lands else None,
        date=(when.edtf or when.value) if when is not None else None,
        precision=when.precision if when is not None else None, status=_strongest(ordered),
        historical=2 * sum(m.historical for m in ordered) > len(ordered),
    )  # fmt: skip


def events_of(mentions: Sequence[EventMention]) -> list[Event]:
    """The events of the mentions of one story (or one lone article); order of input does not matter."""
    ordered = sorted(mentions, key=lambda m: m.id)
    return [_event([ordered[i] for i in group]) for group in clusters([sketch(m) for m in ordered])]


def _matters(articles: Iterable[str], stories: Iterable[Story]) -> list[list[str]]:
    """Articles grouped by story (stories that share an article count as one), lone articles each apart."""
    home = {article: article for article in articles}

    def root(article: str) -> str:
        while home[article] != article:
            home[article] = home[home[article]]
            article = home[article]
        return article

    for story in stories:
        known = [a for a in story.articles if a in home]
        for article in known[1:]:
            home[root(article)] = root(known[0])
    groups: dict[str, list[str]] = {}
    for article in sorted(home):
        groups.setdefault(root(article), []).append(article)
    return list(groups.values())


def _batches(matters: list[list[str]]) -> Iterator[list[list[str]]]:
    batch: list[list[str]] = []
    for matter in matters:
        batch.append(matter)
        if sum(map(len, batch)) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class EventStage:
    """Collection stage: reads EventMention and Story, makes Event; every mention is in exactly one."""

    name = "events"
    version = 2
    reads: tuple[type[Record], ...] = (EventMention, Story)
    makes: tuple[type[Record], ...] = (Event,)

    def __call__(self, store: "Store") -> Iterator[Event]:
        """The events of all articles, story by story."""
        rows = store.sql("SELECT DISTINCT article FROM event_mentions ORDER BY article").fetchall()
        for batch in _batches(_matters((str(row[0]) for row in rows), store.read(Story))):
            wanted = [article for matter in batch for article in matter]
            marks = ", ".join("?" * len(wanted))
            found: dict[str, list[EventMention]] = {}
            for mention in store.read(EventMention, f"article IN ({marks})", *wanted):
                found.setdefault(mention.article, []).append(mention)
            for matter in batch:
                yield from events_of([m for article in matter for m in found.get(article, ())])


STAGE = EventStage()
