"""The timeline of a story: its dated events in order, and the picture of where they lie in time."""

from collections.abc import Sequence
from typing import cast

from onrecord.dates import readable
from onrecord.records import Article, Event, EventMention, Record, Span, Story, TimeExpression
from onrecord.report import limits
from onrecord.report.bars import bars, keys
from onrecord.report.data import Moment, Note, Timeline
from onrecord.report.passages import joined, passage
from onrecord.report.shelf import Shelf
from onrecord.store import Store
from onrecord.timeline import Entry
from onrecord.timeline import timeline as dated_things


class Shown:
    """The records of a shelf, read as a timeline reads a store: what is not shown is not counted."""

    def __init__(self, shelf: Shelf) -> None:
        self.records: dict[type[Record], list[Record]] = {
            Story: [*shelf.stories],
            Article: [*shelf.articles.values()],
            Event: [*shelf.events],
            EventMention: [m for some in shelf.event_mentions.values() for m in some],
            TimeExpression: [
                t for some in shelf.times.values() for t in some if t.edtf and t.type in ("DATE", "TIME")
            ],
        }

    def read(self, record_type: type[Record], where: str = "", *values: str) -> list[Record]:
        """The shown records of a type sorted by id; the condition on time expressions is met already."""
        return sorted(self.records[record_type], key=lambda r: r.id)


def entries_of(shelf: Shelf) -> dict[str, list[Entry]]:
    """The timeline of each story that is shown, by the story's id."""
    shown = cast(Store, Shown(shelf))
    return {story.id: dated_things(shown, story.id) for story in shelf.stories}


def timeline(shelf: Shelf, story: Story, anchor: str, entries: Sequence[Entry]) -> Timeline:
    """`entries` laid out, earliest first, with a bar for each day, month or year that has any."""
    kept = _weightiest(entries)
    periods = keys([e.start for e in kept], story.start, story.end)
    made = enumerate(zip(kept, periods, strict=True))
    moments = tuple(_moment(shelf, f"{anchor}-t{i}", e, key) for i, (e, key) in made)
    picture, width = bars(moments)
    left = len(entries) - len(kept)
    note = Note(f"{left} lines told by fewer are left out here.", "onrecord show timeline OUT")
    return Timeline(moments, picture, width, note if left else None)


def _weightiest(entries: Sequence[Entry]) -> list[Entry]:
    ranked = sorted(range(len(entries)), key=lambda i: (-entries[i].origins, -entries[i].outlets, i))
    return [entries[i] for i in sorted(ranked[: limits.TIMELINE])]


def _moment(shelf: Shelf, anchor: str, entry: Entry, key: str) -> Moment:
    return Moment(
        anchor=anchor,
        date=readable(entry.date),
        value=entry.date,
        precision=entry.precision,
        status=entry.status,
        key=key,
        passages=tuple(joined(passage(shelf, span) for span in (entry.span, *_others(entry)))),
        tellings=len(entry.articles),
        outlets=entry.outlets,
        origins=entry.origins,
        historical=entry.historical,
        remark=f"Overtaken by what is told for {readable(entry.overtaken)}." if entry.overtaken else "",
    )


def _others(entry: Entry) -> list[Span]:
    return [span for span in entry.spans if span.article != entry.span.article]
