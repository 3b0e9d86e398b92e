"""Figures and dates as intervals: whether two can both be true, and whether they are the same."""

import calendar
import re
from dataclasses import dataclass
from functools import cache
from math import inf

from onrecord.records import Claim
from onrecord.words import table

Interval = tuple[float, float]

_ROUGH = 0.1  # "about 2,000" holds for 1,800 to 2,200
_ROUNDED = 0.05  # a figure that ends in two noughts may be rounded by so much
_COUNTED = frozenset(("people", None))
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True)
class Days:
    """An interval of days as (year, month, day), both ends within it; None: open."""

    first: tuple[int, int, int] | None
    last: tuple[int, int, int] | None

    def meets(self, other: "Days") -> bool:
        """Whether the two have a day in common."""
        before = self.last is not None and other.first is not None and self.last < other.first
        after = self.first is not None and other.last is not None and other.last < self.first
        return not (before or after)


@cache
def _vague() -> dict[str, Interval]:
    return {row[0]: (float(row[1]), float(row[2])) for row in table("claims", "vague")}


VAGUE = frozenset(_vague())


def _numbers(value: str) -> Interval | None:
    try:
        low, _, high = value.partition("..")
        return float(low), float(high or low)
    except ValueError:
        return None


def figure(claim: Claim) -> Interval | None:
    """The range of true values that a figure leaves open; None when it is not a number."""
    if claim.value in _vague():
        return _vague()[claim.value]
    ends = _numbers(claim.value)
    if ends is None:
        return None
    low, high = ends
    if claim.unit not in _COUNTED and low == high:
        half = 0.5 * 10.0 ** -len(claim.value.partition(".")[2])  # "42 percent" may be 42.4
        low, high = low - half, high + half
    slack = _ROUGH if claim.bound in ("about", "less than") else 0.0
    whole = ends[0] == ends[1] and ends[0] >= 100 and ends[0] % 100 == 0
    if whole:
        slack = max(slack, _ROUNDED)
    if claim.bound in ("at least", "more than"):
        return low * (1 - (slack and _ROUNDED)), inf
    if claim.bound in ("at most", "up to"):
        return 0.0, high * (1 + slack)
    return low * (1 - slack), high * (1 + slack)


def meet(one: Interval, other: Interval) -> bool:
    """Whether two ranges have a value in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def _day(match: re.Match[str], last: bool) -> tuple[int, int, int] | None:
    year = int(match[1])
    month = int(match[2]) if match[2] else (12 if last else 1)
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return None
    longest = calendar.monthrange(year, month)[1]
    day = int(match[3]) if match[3] else (longest if last else 1)
    return (year, month, min(day, longest))


def days(value: str) -> Days | None:
    """The days of an EDTF or TIMEX value ("2024-04", "2013-01/2013-06", "2025:END"); None if unknown."""
    body, _, mark = value.partition(":") if value.endswith(":END") else (value, "", "")
    found = list(_DATE.finditer(body))[:2]
    if not found or (not body[:1].isdigit() and not body.startswith("../")):
        return None
    first, last = _day(found[0], last=False), _day(found[-1], last=True)
    if first is None or last is None:
        return None
    if body.startswith("../"):
        first = None
    if body.endswith("/.."):
        last = None
    if mark and last is not None and first is not None and last[1] - first[1] > 0:
        first = (last[0], last[1], 1)
    return Days(first, last)


def date(claim: Claim) -> Days | None:
    """The days that a date claim leaves open."""
    found = days(claim.value)
    if found is not None and claim.bound in ("at least", "more than"):
        return Days(found.first, None)
    return found
