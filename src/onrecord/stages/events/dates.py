"""Days that a TIMEX3 or EDTF value spans, for telling whether two dates can be one."""

import re
from datetime import date, timedelta

from onrecord.records import EventDate

Interval = tuple[date, date]
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?!\d)")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_YEAR = re.compile(r"(\d{4})(?![\d-])")


def interval(value: str) -> Interval | None:
    """First and last day of a day, week, weekend, month, year or "from/to"; None for anything vaguer."""
    if "/" in value:
        first, _, last = value.partition("/")
        ends = _end(first, date.min), _end(last, date.max)
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] and ends[0][0] <= ends[1][1] else None
    try:
        return _interval(value)
    except ValueError:
        return None


def _end(value: str, open_end: date) -> Interval | None:
    return (open_end, open_end) if value in ("", "..") else interval(value)


def width(when: EventDate) -> int:
    """How many days a date leaves open; a very big number when it can't be told."""
    days = days_of(when)
    return (days[1] - days[0]).days if days is not None else date.max.toordinal()


def _interval(value: str) -> Interval | None:
    if found := _DAY.match(value):
        day = date(*map(int, found.groups()))
        return day, day
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return (monday + timedelta(days=5) if found[3] else monday), monday + timedelta(days=6)
    if found := _MONTH.match(value):
        year, month = int(found[1]), int(found[2])
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(days=1)
    if found := _YEAR.match(value):
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    return None


def days_of(when: EventDate | None) -> Interval | None:
    """The days that an event's date leaves open, from its EDTF value where it has one."""
    if when is None:
        return None
    return (interval(when.edtf) if when.edtf else None) or interval(when.value)


def common(left: Interval | None, right: Interval | None) -> tuple[bool, Interval | None]:
    """Whether two sets of days can be one, and the days they share (an open side gives way)."""
    if left is None or right is None:
        return True, left or right
    first, last = max(left[0], right[0]), min(left[1], right[1])
    return first <= last, (first, last) if first <= last else None
