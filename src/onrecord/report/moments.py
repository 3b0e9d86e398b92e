"""The timeline of a story: its dated events in order, and the picture of where they lie in time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.records import EventMention, Story
from onrecord.report import limits
from onrecord.report.data import Bar, Moment, Note, Timeline
from onrecord.report.dates import MONTHS, readable
from onrecord.report.passages import passage
from onrecord.report.shelf import Shelf

_START = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X|\d\dXX")
_SIZES = (10, 7, 4)  # characters of a day, a month, a year
_BARS = 24
_STEP, _GAP, _TALL, _TOP = 52.0, 16.0, 44.0, 14.0


@dataclass(frozen=True, slots=True)
class Dated:
    """One line before it is laid out: a date and the mentions that tell of it."""

    value: str
    precision: str
    status: str
    mentions: tuple[EventMention, ...]
    historical: bool = False
    remark: str = ""


def start_of(value: str) -> str:
    """The first day, month or year that an EDTF value names; "" when it names none."""
    found = _START.search(value)
    return found[0].replace("X", "0") if found else ""


def dated_events(shelf: Shelf, story: Story) -> list[Dated]:
    """The events of a story that have a date, by date."""
    inside = set(story.articles)
    by_id = {m.id: m for a in story.articles for m in shelf.event_mentions.get(a, ())}
    found = []
    for event in shelf.events:
        mentions = tuple(by_id[m] for m in event.mentions if m in by_id)
        if event.date and start_of(event.date) and mentions and inside & set(event.articles):
            precision = event.precision or ""
            found.append(Dated(event.date, precision, event.status, mentions, event.historical))
    return found


def timeline(shelf: Shelf, story: Story, anchor: str, entries: Sequence[Dated]) -> Timeline:
    """`entries` laid out, earliest first, with a bar for each day, month or year that has any."""
    ordered = sorted(entries, key=lambda e: (start_of(e.value), e.value, e.mentions[0].id))
    kept = _weightiest(shelf, ordered)
    size = _grain([e.value for e in kept])
    moments = tuple(_moment(shelf, story, f"{anchor}-t{i}", e, size) for i, e in enumerate(kept))
    bars, width = _bars(moments)
    left = len(ordered) - len(kept)
    note = (
        Note(f"{left} lines told by fewer outlets are left out here.", "onrecord show timeline OUT")
        if left
        else None
    )
    return Timeline(moments, bars, width, note)


def _weightiest(shelf: Shelf, entries: list[Dated]) -> list[Dated]:
    if len(entries) <= limits.TIMELINE:
        return entries
    ranked = sorted(range(len(entries)), key=lambda i: (-len(_outlets(shelf, entries[i])), i))
    return [entries[i] for i in sorted(ranked[: limits.TIMELINE])]


def _outlets(shelf: Shelf, entry: Dated) -> set[str]:
    return {shelf.outlet(m.article) for m in entry.mentions}


def _moment(shelf: Shelf, story: Story, anchor: str, entry: Dated, size: int) -> Moment:
    origins = shelf.origin_of(story)
    best = sorted(entry.mentions, key=lambda m: (-m.confidence, m.article, m.anchor.start))
    first_of_each = {m.article: m for m in reversed(best)}
    told = [first_of_each[a] for a in dict.fromkeys(m.article for m in best)]
    return Moment(
        anchor=anchor,
        date=readable(entry.value),
        value=entry.value,
        precision=entry.precision,
        status=entry.status,
        key=start_of(entry.value)[:size],
        passages=tuple(passage(shelf, m.quote) for m in told),
        outlets=len(_outlets(shelf, entry)),
        origins=len({origins[m.article] for m in told if m.article in origins}),
        historical=entry.historical,
        remark=entry.remark,
    )


def _grain(values: list[str]) -> int:
    """The finest of day, month and year that needs no more bars than there is room for."""
    starts = [start_of(v) for v in values]
    return next((s for s in _SIZES if len({v[:s] for v in starts}) <= _BARS), 3)


def _bars(moments: Sequence[Moment]) -> tuple[tuple[Bar, ...], float]:
    """The bars, evenly set with a gap where time is left out, and the width of the picture."""
    counts: dict[str, list[Moment]] = {}
    for moment in moments:
        counts.setdefault(moment.key, []).append(moment)
    told = {key: sum(len(m.passages) for m in some) for key, some in counts.items()}
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
