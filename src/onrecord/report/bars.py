"""The picture of a timeline: a bar for each day, month, year or decade that is told of.

Time near the story's own days is shown by days, the year around them by months, all else by years,
as far as there is room: what a story looks back on must not press its own days into one bar.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from onrecord.dates import BEGINS, MONTHS
from onrecord.report.data import Bar, Moment

_NAMES = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 40: "H1", 41: "H2",
}  # fmt: skip
_NEAR, _AROUND = 15, 400  # days before and after the story: shown by days, by months
_ZOOMS = ((_NEAR, _AROUND, 4), (_NEAR // 2, _AROUND // 2, 4), (-1, _AROUND, 4), (-1, -1, 4), (-1, -1, 3))
_MOST = 22  # bars that fit a page
_STEP, _GAP, _TALL, _TOP = 40.0, 8.0, 44.0, 14.0


def keys(starts: Sequence[str], first: str | None, last: str | None) -> list[str]:
    """For each start of an EDTF value the period of its bar; `first` to `last` are the story's days."""
    low, high = day_number(first or ""), day_number(last or first or "")
    for near, around, rest in _ZOOMS:
        found = [_key(start, low, high, (near, around, rest)) for start in starts]
        if len(set(found)) <= _MOST:
            return found
    return found


def _key(start: str, low: int | None, high: int | None, zoom: tuple[int, int, int]) -> str:
    near, around, rest = zoom
    day = day_number(start)
    if day is None or low is None or high is None:
        return start[:rest]
    away = max(low - day, day - high, 0)
    return start[: 10 if away <= near else 7 if away <= around else rest]


def day_number(start: str) -> int | None:
    """The day on which a year, month or day begins, counted; None when it is no date of our calendar."""
    parts = [int(p) for p in start[:10].split("-") if p.isdigit()]
    if not parts or start.startswith("-"):
        return None
    year, month, day = (*parts, 1, 1)[:3]
    month = BEGINS.get(month, month)
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def bars(moments: Sequence[Moment]) -> tuple[tuple[Bar, ...], float]:
    """The bars in the order of `moments`, with a gap where time is left out, and the picture's width."""
    by_key: dict[str, list[Moment]] = {}
    for moment in moments:
        by_key.setdefault(moment.key, []).append(moment)
    told = {key: sum(m.tellings for m in some) for key, some in by_key.items()}
    gaps = [False, *(_apart(a, b) for a, b in pairwise(by_key))]
    years = ["", *by_key]
    made: list[Bar] = []
    x = 6.0
    for (key, some), gap, before in zip(by_key.items(), gaps, years, strict=False):
        x += _GAP if gap else 0.0
        height = max(3.0, _TALL * told[key] / max(told.values()))
        label, year = _labels(key, before)
        made.append(
            Bar(label, year, told[key], f"#{some[0].anchor}", key, x, _TOP + _TALL - height, height, gap)
        )
        x += _STEP
    return tuple(made), x + 6.0


def _apart(left: str, right: str) -> bool:
    """Whether time lies between two periods."""
    if len(left) != len(right):
        return not right.startswith(left)
    a, b = day_number(left), day_number(right)
    widest = {10: 1, 7: 31, 4: 366}.get(len(left), 3653)
    return a is None or b is None or b - a > widest


def _labels(key: str, before: str) -> tuple[str, str]:
    """The short name of a period, and below it the month or year where that changes."""
    parts = key.lstrip("-").split("-")
    if len(parts) == 1:
        return (f"{key}0s" if len(key) == 3 else key), ""
    number = int(parts[1])
    month = _NAMES.get(number) or MONTHS[min(max(number, 1), 12) - 1][:3]
    year = key[:4] if before[:4] != key[:4] else ""
    if len(parts) == 2:
        return month, year
    return str(int(parts[2])), " ".join(filter(None, (month if before[:7] != key[:7] else "", year)))
