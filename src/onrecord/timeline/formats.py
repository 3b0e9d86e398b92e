"""A timeline as JSON, CSV, iCalendar (RFC 5545) and TimelineJS; pure functions of its entries."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.dates import in_order, readable
from onrecord.records import plain
from onrecord.text import shortened
from onrecord.timeline import Entry

_LINE = 90  # characters of a summary
_COLUMNS = (
    "date",
    "start",
    "precision",
    "status",
    "type",
    "outlets",
    "origins",
    "historical",
    "overtaken",
)
_FOLD = 73  # octets of an iCalendar line before it is folded, leaving room for the blank


def to_json(entries: Sequence[Entry]) -> str:
    """A JSON array of the entries, every field."""
    return json.dumps([plain(entry) for entry in entries], ensure_ascii=False, indent=1)


def to_jsonl(entries: Sequence[Entry]) -> str:
    """One JSON object a line for each entry, every field."""
    return "".join(json.dumps(plain(entry), ensure_ascii=False) + "\n" for entry in entries)


def to_csv(entries: Sequence[Entry]) -> str:
    """A table with the best sentence and where it stands: article and code-point offsets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*_COLUMNS, "sentence", "article", "from", "to"))
    for entry in entries:
        span = entry.span
        values = [getattr(entry, name) for name in _COLUMNS]
        row = [*values, span.exact, span.article, span.start, span.end]
        writer.writerow([_safe(value) for value in row])
    return out.getvalue()


def _safe(value: object) -> object:
    """A text that a spreadsheet would run as a formula, with a quote before it."""
    if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t", "\r"):
        return "'" + value
    return value


def to_ics(entries: Sequence[Entry]) -> str:
    """A calendar of the entries dated to the day; coarser ones would need days that nobody gave."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onrecord//timeline//EN"]
    for entry in entries:
        day = _day(entry.start)
        if day is not None:
            lines += _event(entry, day, last_day(entry.date) or day)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _day(start: str) -> date | None:
    try:
        return date.fromisoformat(start) if len(start) == 10 else None
    except ValueError:
        return None


def last_day(edtf: str) -> date | None:
    """The last day of an EDTF interval of days ("2024-05-13/2024-05-19"), None for everything else."""
    first, _, last = edtf.partition("/")
    begins, ends = _day(first), _day(last)
    return ends if begins is not None and ends is not None and ends >= begins else None


def _event(entry: Entry, day: date, last: date) -> list[str]:
    key = f"{entry.date} {entry.span.article} {entry.span.start}"
    uid = hashlib.sha256(key.encode()).hexdigest()[:20]
    status = "CANCELLED" if entry.overtaken else "TENTATIVE" if entry.status == "planned" else "CONFIRMED"
    told = f"{entry.status}; {_counted(entry, ', ')}; EDTF {entry.date}"
    following = last + timedelta(days=1) if last < date.max else last
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@onrecord",
        # The stamp is the day itself: an export does not read the clock.
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        f"SUMMARY:{_escaped(shortened(entry.span.exact, _LINE))}",
        f"DESCRIPTION:{_escaped(entry.span.exact)}\\n{_escaped(told)}",
        f"STATUS:{status}",
        "END:VEVENT",
    ]


def _counted(entry: Entry, joint: str) -> str:
    """ "1 outlet, 1 origin"."""
    counts = ((entry.outlets, "outlet"), (entry.origins, "origin"))
    return joint.join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def _escaped(text: str) -> str:
    kept = "".join(c for c in text if c in "\n\t" or c >= " ")
    for plain_text, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(plain_text, escape)
    return kept


def _folded(line: str) -> str:
    """A content line folded at 75 octets, never within a character (RFC 5545, 3.1)."""
    parts, part, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > _FOLD:
            parts.append(part)
            part, size = " ", 1
        part += character
        size += width
    return "\r\n".join([*parts, part]) + "\r\n"


def to_timelinejs(entries: Sequence[Entry]) -> str:
    """The JSON that Knight Lab's TimelineJS 3 reads; dates keep the precision they have."""
    slides = [_slide(entry) for entry in entries if entry.start]
    return json.dumps({"events": slides}, ensure_ascii=False, indent=1)


def _slide(entry: Entry) -> dict[str, object]:
    told = f"{entry.status} · {_counted(entry, ' · ')}"
    if entry.overtaken:
        told += f" · overtaken {readable(entry.overtaken)}"
    last = last_day(entry.date)
    ends = {"end_date": _numbers(last.isoformat())} if last is not None else {}
    return {
        "start_date": _numbers(entry.start),
        **ends,
        "display_date": readable(entry.date),
        "group": entry.status,
        "text": {
            "headline": _html(shortened(entry.span.exact, _LINE)),
            "text": _html(f"{entry.span.exact} ({told})"),
        },
        "unique_id": f"{entry.span.article}-{entry.span.start}",
    }


def _numbers(day: str) -> dict[str, int]:
    """ "2024-05" as {"year": 2024, "month": 5}."""
    parts = in_order(day).lstrip("-").split("-")
    when = dict(zip(("year", "month", "day"), (int(p) for p in parts), strict=False))
    if day.startswith("-"):
        when["year"] = -when["year"]
    return when


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
