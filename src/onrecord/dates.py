"""Dates for readers: EDTF and ISO 8601 values as words, never more precise than the value."""

import re

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "first quarter of",
    "34": "second quarter of",
    "35": "third quarter of",
    "36": "fourth quarter of",
    "40": "first half of",
    "41": "second half of",
}
# The month in which what stands in an EDTF month's place begins: seasons, quarters, halves.
BEGINS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
_PARTS = {"START": "early", "MID": "mid", "END": "late"}  # as comparisons write TIMEX3 modifiers
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_MOMENT = re.compile(r"(-?\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
_ISO = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?\b")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d\d)XX")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_LONGEST = 60


def readable(value: str | None) -> str:
    """An EDTF or ISO 8601 value in words: "2024-05~" is "about May 2024"; others stay."""
    if not value:
        return ""
    value = value.strip()
    if len(value) > _LONGEST:
        return value[:_LONGEST] + "…"
    if "/" in value:
        return _interval(value)
    base, _, part = value.partition(":")
    if part in _PARTS and (year := re.search(r"-?\d{4}", base)):
        return f"{base[: year.start()]}{_PARTS[part]} {readable(base[year.start() :])}"
    core = value.rstrip("~?%")
    words = _point(core)
    return words if core == value else f"about {words}"


def in_order(start: str) -> str:
    """An EDTF year, month or day for sorting; seasons stand where they begin: "2024-23" is "2024-09"."""
    year, dash, rest = start[1:].partition("-")
    months = rest[:2]
    if not months.isdigit() or int(months) not in BEGINS:
        return start
    return f"{start[:1]}{year}{dash}{BEGINS[int(months)]:02d}{rest[2:]}"


def with_dates(text: str) -> str:
    """`text` with the ISO 8601 days in it as words."""
    return _ISO.sub(lambda m: readable(m[0]), text)


def _interval(value: str) -> str:
    left, right = value.split("/", 1)
    if left in ("", ".."):
        return f"until {readable(right)}" if right not in ("", "..") else "open"
    if right in ("", ".."):
        return f"since {readable(left)}"
    return _shortened(readable(left), readable(right))


def _shortened(left: str, right: str) -> str:
    """ "3 May 2024", "9 May 2024" as "3 – 9 May 2024": what both share is said once."""
    if left == right:
        return left
    a, b = left.split(" "), right.split(" ")
    if len(a) != len(b) or "about" in a or ":" in left:
        return f"{left} – {right}"
    while len(a) > 1 and a[-1] == b[len(a) - 1]:
        a.pop()
    return f"{' '.join(a)} – {right}"


def _point(core: str) -> str:
    if moment := _MOMENT.fullmatch(core):
        zone = {"Z": " UTC", None: ""}.get(moment[3], f" {moment[3]}")
        return f"{_point(moment[1])}, {moment[2]}{zone}"
    if found := _DECADE.fullmatch(core):
        return f"the {found[1]}0s"
    if found := _CENTURY.fullmatch(core):
        return f"the {_ordinal(int(found[1]) + 1)} century"
    if found := _WEEK.fullmatch(core):
        return f"{'weekend of ' if found[3] else ''}week {int(found[2])} of {found[1]}"
    found = _DAY.fullmatch(core)
    return _day(*found.groups()) if found else core


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _day(year: str, month: str | None, day: str | None) -> str:
    if month is None or month == "XX":
        return year
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return f"{year}-{month}"
    words = f"{MONTHS[int(month) - 1]} {year}"
    return words if day is None or day == "XX" else f"{int(day)} {words}"


def period(first: str | None, last: str | None) -> str:
    """From the first to the last day, in words; empty when neither is known."""
    if first and last:
        return _shortened(readable(first[:10]), readable(last[:10]))
    return readable((first or last or "")[:10])
