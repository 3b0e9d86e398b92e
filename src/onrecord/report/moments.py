"""The timeline of a story: its dated events in order, and the picture of where they lie in time."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from onrecord.records import Article, Event, EventMention, Record, Span, Story, TimeExpression
from onrecord.report import limits
from onrecord.report.data import Bar, Moment, Note, Timeline
from onrecord.report.dates import MONTHS, readable
from onrecord.report.passages import joined, passage
from onrecord.report.shelf import Shelf
from onrecord.store import Store
from onrecord.timeline import Entry
from onrecord.timeline import timeline as dated_things

_SIZES = (10, 7, 4)  # characters of a day, a month, a year
_BARS = 24
_STEP, _GAP, _TALL, _TOP = 52.0, 16.0, 44.0, 14.0


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


def timeline(shelf: Shelf, anchor: str, entries: Sequence[Entry]) -> Timeline:
    """`entries` laid out, earliest first, with a bar for each day, month or year that has any."""
    kept = _weightiest(entries)
    size = _grain([e.start for e in kept])
    moments = tuple(_moment(shelf, f"{anchor}-t{i}", e, size) for i, e in enumerate(kept))
    bars, width = _bars(moments)
    left = len(entries) - len(kept)
    note = Note(f"{left} lines told by fewer are left out here.", "onrecord show timeline OUT")
    return Timeline(moments, bars, width, note if left else None)


def _weightiest(entries: Sequence[Entry]) -> list[Entry]:
    ranked = sorted(range(len(entries)), key=lambda i: (-entries[i].origins, -entries[i].outlets, i))
    return [entries[i] for i in sorted(ranked[: limits.TIMELINE])]


def _moment(shelf: Shelf, anchor: str, entry: Entry, size: int) -> Moment:
    return Moment(
        anchor=anchor,
        date=readable(entry.date),
        value=entry.date,
        precision=entry.precision,
        status=entry.status,
        key=entry.start[:size],
        passages=tuple(joined(passage(shelf, span) for span in (entry.span, *_others(entry)))),
        tellings=len(entry.articles),
        outlets=entry.outlets,
        origins=entry.origins,
        historical=entry.historical,
        remark=f"Overtaken: told for {readable(entry.overtaken)} as well." if entry.overtaken else "",
    )


def _others(entry: Entry) -> list[Span]:
    return [span for span in entry.spans if span.article != entry.span.article]


def _grain(starts: list[str]) -> int:
    """The finest of day, month and year that needs no more bars than there is room for."""
    return next((s for s in _SIZES if len({v[:s] for v in starts}) <= _BARS), 3)


def _bars(moments: Sequence[Moment]) -> tuple[tuple[Bar, ...], float]:
    """The bars, evenly set with a gap where time is left out, and the width of the picture."""
    counts: dict[str, list[Moment]] = {}
    for moment in moments:
        counts.setdefault(moment.key, []).append(moment)
    told = {key: sum(m.tellings for m in some) for key, some in counts.items()}
    most = max(told.values(), default=1)
    bars: list[Bar] = []
    x, before = 6.0, ""
    for key, some in counts.items():
        gap = bool(before) and not _adjacent(before, key)
        x += _GAP if gap else 0.0
        height = max(4.0, _TALL * told[key] / most)
        top = _TOP + _TALL - height
        year = key[:4] if len(key) > 4 and before[:4] != key[:4] else ""
        bars.append(Bar(_label(key), year, told[key], f"#{some[0].anchor}", key, x, top, height, gap))
        x, before = x + _STEP, key
    return tuple(bars), x + 6.0


def _adjacent(left: str, right: str) -> bool:
    """Whether nothing lies between two years, months or days of the same kind."""
    a, b = _number(left), _number(right)
    return len(left) == len(right) and b - a <= 1


def _number(key: str) -> int:
    """A count of years, months or (close enough for neighbours) days."""
    parts = [int(p) for p in key.lstrip("-").split("-")]
    if len(parts) == 1:
        return parts[0]
    months = parts[0] * 12 + parts[1] - 1
    if len(parts) == 2:
        return months
    try:
        return date(*parts).toordinal()
    except ValueError:
        return months * 31 + parts[2]


def _label(key: str) -> str:
    """The short name of a period, without its year where it has one beside it."""
    parts = key.lstrip("-").split("-")
    if len(parts) == 1:
        return f"{key}0s" if len(key) == 3 else key
    month = MONTHS[min(max(int(parts[1]), 1), 12) - 1][:3]
    if len(parts) == 2:
        return month
    return f"{int(parts[2])} {month}"
