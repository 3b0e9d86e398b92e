"""Whether 03/04/2031 is March 4 or 3 April on a page: by what else the page says, then by its country."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from onrecord.datelines import moments
from onrecord.layout import Layout
from onrecord.records import Page
from onrecord.stages.articles import datewords

_NUMBERS = re.compile(r"(?<![\d./-])(\d\d?)/(\d\d?)/((?:19|20)\d\d)(?![\d/])")
_ANY = re.compile(r"/\d\d?/(?:19|20)\d\d")  # in every such date; quick to look for
_BESIDE = 16  # characters before a date in which the name of its day stands
_NEAR = timedelta(days=2)  # between a date and another of the page that it repeats
_READ = 30_000  # characters of a page that are looked at
_REGION = re.compile(r"^en[-_]([A-Za-z]{2})\b")


def month_first(page: Page, layout: Layout, lang: str) -> bool:
    """By majority of the page's own dates with strokes; else as its country or language has it.

    A date votes when only one of its readings exists, falls on the day of the week named before it, or is
    the day of another date that the page writes out or declares.
    """
    text = page.text[:_READ]
    votes = sum(_votes(text, page, layout))
    if votes:
        return votes > 0
    country = _countries(page, layout)
    return datewords.month_first(lang) if country is None else not country


def _votes(text: str, page: Page, layout: Layout) -> Iterator[int]:
    """1 for each date that must be month first, -1 for each that must be day first."""
    found = list(_NUMBERS.finditer(text)) if _ANY.search(text) else []
    if not found:
        return
    days = _plain_days(text, page, layout)
    for match in found:
        first, second, year = (int(group) for group in match.groups())
        by_month, by_day = _date(year, first, second), _date(year, second, first)
        if by_month == by_day:
            continue
        name = _weekday(text[max(0, match.start() - _BESIDE) : match.start()].lower())
        fits = [_fits(day, name, days) for day in (by_month, by_day)]
        yield (fits[0] > fits[1]) - (fits[0] < fits[1])


def _fits(day: date | None, weekday: int | None, days: set[date]) -> int:
    """How well a reading fits: -1 no such day, else for its weekday 2 and for being told otherwise 1."""
    if day is None:
        return -1
    named = 2 if day.weekday() == weekday else 0
    return named + any(abs(day - other) <= _NEAR for other in days)


def _plain_days(text: str, page: Page, layout: Layout) -> set[date]:
    """The days that the page writes out, declares or has in its address."""
    told = [m.value for m in moments(_NUMBERS.sub(" ", text))]
    told += [m.value for m in layout.declared if m.field in ("published", "modified")]
    told += [datewords.in_address(a or "") or "" for a in (page.declared.url, page.uri)]
    return {day for value in told if (day := _iso(value))}


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(before: str) -> int | None:
    words = re.findall(r"[^\W\d_]{2,}(?:-feira)?", before)
    return _weekdays().get(words[-1]) if words else None


@cache
def _weekdays() -> dict[str, int]:
    text = (files("onrecord") / "resources/pages/weekdays.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t")[1:] for line in text.splitlines() if line[:1] != "#"]
    return {form: number for days in rows for number, forms in enumerate(days) for form in forms.split("|")}


def _countries(page: Page, layout: Layout) -> bool | None:
    """Whether the page's country puts the day first; None when no country is known."""
    tags = (m.value for m in layout.declared if m.field == "lang")
    regions = [match[1].lower() for tag in tags if (match := _REGION.match(tag))]
    hosts = [h for a in (page.declared.url, page.uri) if (h := _host(a))]
    ends = [h.rpartition(".")[2] for h in hosts]
    for code in (*ends, *regions):
        if code in _day_first():
            return True
    return False if "us" in regions else None


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:
        return None


@cache
def _day_first() -> frozenset[str]:
    text = (files("onrecord") / "resources/pages/day_first.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())
