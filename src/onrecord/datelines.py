"""Dates and times as page furniture writes them: "7 March 2031 - 08:15", "Mar 7, 2031 8:15 AM EDT"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

_GAP = r"[\s,;|·•@()\-–—/.]{0,8}"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])[:.hH時시](?P<minute>[0-5]\d)(?![\d.])[分분]?(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s{0,2}(?P<half>[aApP])\.?\s?[mM]\b\.?)?"
)
_HOUR_ONLY = r"(?P<hour>1[0-2]|[1-9])\s?(?P<half>[aApP])\.?\s?[mM]\b\.?"
_OFFSET = r"(?:GMT|UTC)?\s?(?P<offset>[+\-−](?:0?\d|1[0-4])(?::?[0-5]\d)?)(?!\d)"
_SAME = str.maketrans("ıİſ\u212a", "iisk")  # what a pattern takes for one letter, big or small
_LINK = r"(?:(?:at|um|à|a las|alle|kl|klo|ore|om|às|в|о|saat|Uhr|um|ob|godz)\.?\s{0,2})?"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time found in a text: where it stands, and its value in ISO 8601.

    `value` has the precision given: a day, a minute or a second, with an offset when one is named.
    `ambiguous` says that day and month could be swapped.
    """

    start: int
    end: int
    value: str
    ambiguous: bool = False

    @property
    def minute(self) -> bool:
        """Whether a time of day is given."""
        return "T" in self.value


def _rows(name: str) -> list[list[str]]:
    text = (files("onrecord") / "resources" / "pages" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for _, *columns in _rows("months.tsv"):
        for number, forms in enumerate(columns, start=1):
            for form in forms.split("|"):
                found.setdefault(form, number)
    return found


@cache
def _numbers() -> dict[str, int]:
    """Month by its name as `_plain` has it: KASIM and Kasım are one name, as they are to a pattern."""
    return {_plain(name): number for name, number in reversed(_months().items())}


def _plain(name: str) -> str:
    return name.translate(_SAME).lower()


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    return {name: tuple(offsets) for name, *offsets in _rows("zones.tsv")}


@cache
def _dates() -> re.Pattern[str]:
    names = _any_of(_months())
    return re.compile(
        rf"""(?<![\d./-])(?:
        (?<!\w)(?P<y1>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?=\D|$)
        |(?<!\w)(?P<d2>\d\d?)(?:st|nd|rd|th|er|º|°|\.)?(?:\s|-){{1,2}}(?:de\s|of\s)?(?P<m2>{names})(?!\w)\.?[,\s]{{0,2}}(?:de\s|del\s|-)?\s?(?P<y2>(?:19|20)\d\d)(?!\d)
        |(?:(?<!\w)|(?-i:(?<=[a-z])(?=[A-Z])|(?<=\b[A-Z])(?=[A-Z][a-z])))(?P<m3>{names})(?!\w)\.?\s{{1,2}}(?P<d3>\d\d?)(?:st|nd|rd|th)?[,\s]{{1,2}}(?P<y3>(?:19|20)\d\d)(?!\d)
        |(?P<a>\d\d?)(?P<sep4>[./-])(?P<b>\d\d?)(?P=sep4)(?P<y4>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)
        |(?P<y5>(?:19|20)\d\d)\s?[年년]\s?(?P<m5>\d\d?)\s?[月월]\s?(?P<d5>\d\d?)\s?[日일]
        |(?<!\w)(?P<y6>(?:19|20)\d\d)\.?\s(?P<m6>{names})(?!\w)\s(?P<d6>\d\d?)\b
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _any_of(names: Iterable[str]) -> str:
    """A pattern of `names`, longest first, parted by first letters: few are compared where none stands."""
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda m: (-len(m), m)):
        found.setdefault(name[0].translate(_SAME), []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in found.items())


_YEAR = re.compile(r"(?:19|20)\d\d|\d[./-]\d\d?[./-]\d\d")  # in every date; quick to look for
_OTHER_HOUR = _HOUR_ONLY.replace("hour", "hour2").replace("half", "half2")
_AFTER = re.compile(rf"(?:T|{_GAP}{_LINK}{_GAP})(?:{_CLOCK}|{_OTHER_HOUR})(?:\s?Uhr\b)?")
_DAY_NAME = r"(?:(?:on\s|le\s)?(?:\w{2,9}\.?,?\s))?"
_BEFORE = re.compile(rf"{_CLOCK}(?:\s{{0,2}}(?P<zone>[A-Za-z]{{2,4}}))?(?:\s?Uhr)?{_GAP}{_DAY_NAME}{_GAP}$")
_ZONE = re.compile(rf"\s{{0,2}}[(]?(?:(?P<zulu>Z)\b|{_OFFSET}|(?P<name>[A-Z]{{2,4}})\b)")


def moments(text: str, *, month_first: bool = False) -> list[Moment]:
    """Every date (with its time of day, if one stands beside it) in `text`, in order.

    `month_first` decides 03/04/2024 where the numbers leave it open. Dates that no calendar has
    are left out; a missing year is never filled in.
    """
    return list(_moments(text, month_first))


@lru_cache(maxsize=4096)
def _moments(text: str, month_first: bool) -> tuple[Moment, ...]:
    found: list[Moment] = []
    if not _YEAR.search(text):
        return ()
    for match in _dates().finditer(text):
        day, ambiguous = _day(match, month_first)
        if day is not None:
            floor = found[-1].end if found else 0
            found.append(_timed(text, match.start(), match.end(), day, ambiguous, floor))
    return tuple(found)


def _day(match: re.Match[str], month_first: bool) -> tuple[date | None, bool]:
    got = match.groupdict()
    ambiguous = False
    if got["a"]:
        first, second, year = int(got["a"]), int(got["b"]), int(got["y4"])
        year += 2000 if year < 100 else 0
        ambiguous = first <= 12 and second <= 12 and first != second
        swap = second > 12 or (ambiguous and month_first and got["sep4"] == "/")
        month, day = (first, second) if swap else (second, first)
    else:
        n = next(i for i in "12356" if got[f"y{i}"])
        year, day = int(got[f"y{n}"]), int(got[f"d{n}"])
        name = got[f"m{n}"]
        month = int(name) if name.isdigit() else _numbers()[_plain(name)]
    try:
        return date(year, month, day), ambiguous
    except ValueError:
        return None, False


def _timed(text: str, start: int, end: int, day: date, ambiguous: bool, floor: int) -> Moment:
    after = _AFTER.match(text, end)
    if after:
        hour = after["hour"] or after["hour2"]
        half = after["half"] or after["half2"]
        clock = _clock(hour, after["minute"] or "00", after["second"], half)
        if clock:
            zone, stop = _zone(text, after.end(), day)
            return Moment(start, stop, f"{day.isoformat()}T{clock}{zone}", ambiguous)
    before = _BEFORE.search(text, max(floor, start - 40), start)
    if before:
        clock = _clock(before["hour"], before["minute"], before["second"], before["half"])
        if clock:
            zone = _named(before["zone"], day)
            return Moment(before.start(), end, f"{day.isoformat()}T{clock}{zone}", ambiguous)
    return Moment(start, end, day.isoformat(), ambiguous)


def _clock(hour: str, minute: str, second: str | None, half: str | None) -> str | None:
    h = int(hour)
    if half:
        if h > 12:
            half = None
        else:
            h = h % 12 + (12 if half in "pP" else 0)
    if h > 23:
        return None
    return f"{h:02d}:{minute}" + (f":{second}" if second else "")


def _zone(text: str, end: int, day: date) -> tuple[str, int]:
    match = _ZONE.match(text, end)
    if not match:
        return "", end
    if match["zulu"]:
        return "+00:00", match.end()
    if match["offset"]:
        return _offset(match["offset"]), match.end()
    zone = _named(match["name"], day)
    return zone, match.end() if zone else end


def _offset(given: str) -> str:
    sign = "+" if given[0] == "+" else "-"
    digits = given[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{sign}{int(hours):02d}:{minutes}"


def _named(name: str | None, day: date) -> str:
    """The offset of a named zone; of one that leaves daylight time open, by the northern calendar."""
    offsets = _zones().get((name or "").upper(), ())
    if len(offsets) < 2:
        return offsets[0] if offsets else ""
    summer = (3, 10) <= (day.month, day.day) <= (11, 3)
    return offsets[1] if summer else offsets[0]
