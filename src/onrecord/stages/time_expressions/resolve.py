"""From slots to values: calendar points, shifts, durations, sets and vague references."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.records import Precision, TimeBasis, TimexType
from onrecord.stages.time_expressions.context import Context, nearest_year, weekday_near
from onrecord.stages.time_expressions.moments import (
    Moment,
    add_years,
    coarsen,
    edtf_of,
    of_date,
    season_of,
    shift,
    to_date,
    value_of,
    week_of,
)
from onrecord.stages.time_expressions.slots import Slots

_UNIT = {
    "D": "day",
    "W": "week",
    "2W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "H": "half",
    "DE": "decade",
    "CE": "century",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
    "WE": "weekend",
    "ML": "millennium",
}
_TURN = 9  # a month this many before the last one told is next year's
_ANAPHORIC = ("THAT", "PREV", "FOLLOWING", "SAME")
_SIGN = {"LAST": -1, "PAST": -1, "PREV": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; `moment` is None for durations, sets and references."""

    type: TimexType
    value: str
    precision: Precision
    basis: TimeBasis
    moment: Moment | None = None
    edtf: str | None = None
    mod: str | None = None
    anchor: str | None = None
    alternatives: tuple[str, ...] = ()


def _anchor(context: Context, slots: Slots) -> tuple[Moment | None, TimeBasis]:
    return context.told if slots.deixis in _ANAPHORIC else context.now


def dated(moment: Moment, basis: TimeBasis, slots: Slots, anchor: Moment | None = None) -> Reading:
    """The reading of a calendar moment."""
    clocked = moment.unit in ("hour", "minute", "second", "part")
    mod = slots.mod or slots.approx or None
    mod = {"EARLIER": None, "LATER": None}.get(mod or "", mod)
    told = value_of(anchor) if anchor and basis != "explicit" else None
    return Reading(
        "TIME" if clocked else "DATE",
        value_of(moment),
        moment.precision,
        basis,
        moment,
        edtf_of(moment, mod),
        mod,
        told,
    )


def point(slots: Slots, context: Context) -> Reading | None:
    """The reading of a date or time of day."""
    found = _calendar(slots, context)
    if found is None:
        past = slots.deixis in ("PAST", "LAST") and slots.unit in ("DE", "CE")
        return duration(slots, context) if past else None
    moment, basis, anchor = found
    if slots.part and slots.day and not slots.month:
        slots.ampm = -1
    if slots.hour or slots.ampm is not None:
        return _clocked(moment, basis, anchor, slots)
    if slots.part and moment.unit in ("day", "part"):
        moment = moment.at("part", part=slots.part)
    return dated(moment, basis, slots, anchor)


_Found = tuple[Moment, TimeBasis, Moment | None]


def _calendar(slots: Slots, context: Context) -> _Found | None:
    if slots.numdate:
        return _numeric(slots, context)
    if slots.decade or (slots.unit == "CE" and slots.order):
        return _long(slots, context)
    if slots.holiday:
        return _holiday(slots, context)
    if slots.deictic is not None or slots.tonight:
        return _deictic(slots, context)
    if slots.month:
        return _month(slots, context)
    if slots.season:
        return _season(slots, context)
    if slots.weekday:
        return _weekday(slots, context)
    if slots.unit or slots.period:
        return _unit(slots, context)
    return _of_day(slots, context)


def _month(slots: Slots, context: Context) -> _Found | None:
    clock_only = bool(slots.hour) or slots.ampm is not None
    day = slots.day or slots.order
    if clock_only and slots.number is not None and not slots.hour:
        day = slots.day
    if day is not None and not 1 <= day <= 31:
        return None
    unit = "day" if day else "month"
    year, basis, anchor = _year_of(slots, context, slots.month or 1, day)
    moment = Moment(unit, year, slots.month, day)
    if day and year and year > 0 and to_date(moment) is None:
        return None
    return moment, basis, anchor


def full_year(slots: Slots, context: Context) -> int | None:
    """The year that slots give: era and two-digit years completed."""
    year = slots.year
    if year is None and slots.era and slots.number is not None and not isinstance(slots.number, str):
        year = int(slots.number)
    elif year is None and slots.era and slots.day is not None:
        year = slots.day
    if year is None:
        return None
    if slots.short_year:
        return _completed(year, context)
    return -year if slots.era < 0 else year


def _completed(year: int, context: Context) -> int:
    """A two-digit year in the century that puts it nearest before (or ten years after) publication."""
    latest = (context.published.year if context.published and context.published.year else 2030) + 10
    return latest - (latest - year) % 100


def _year_of(
    slots: Slots, context: Context, month: int, day: int | None
) -> tuple[int | None, TimeBasis, Moment | None]:
    year = full_year(slots, context)
    if year is not None:
        return year, "explicit", None
    anchor, basis = _anchor(context, slots)
    if anchor is None or anchor.year is None:
        return None, "none", None
    if slots.unit == "Y":
        return anchor.year + _SIGN.get(slots.deixis, 0), basis, anchor
    if context.narrative:
        return _narrative_year(slots, anchor, month), basis, anchor
    sign = _SIGN.get(slots.deixis)
    if sign and slots.deixis != "FOLLOWING":
        found = nearest_year(month, day, anchor, "past" if sign < 0 else "future", strict=True)
        return found, basis, anchor
    if slots.deixis == "THIS":
        return anchor.year, basis, anchor
    return nearest_year(month, day, anchor, context.tense), basis, anchor


def _narrative_year(slots: Slots, anchor: Moment, month: int) -> int:
    year = anchor.year or 0
    sign = _SIGN.get(slots.deixis, 0)
    if sign < 0:
        return year - 1 if month >= (anchor.month or 13) else year
    if sign > 0:
        return year + 1 if month <= (anchor.month or 0) else year
    if anchor.month and month - anchor.month <= -_TURN:
        return year + 1
    return year


def _season(slots: Slots, context: Context) -> _Found | None:
    year = full_year(slots, context)
    if year is not None:
        return Moment("season", year, part=slots.season), "explicit", None
    anchor, basis = _anchor(context, slots)
    if anchor is None or anchor.year is None:
        return Moment("season", None, part=slots.season), "none", None
    year = anchor.year
    if slots.unit == "Y":
        year += _SIGN.get(slots.deixis, 0)
    elif not context.narrative and anchor.month:
        month, sign = _SEASON_MONTH[slots.season], _SIGN.get(slots.deixis, 0)
        now = season_of(anchor.month) == slots.season
        if sign < 0:
            year -= now or month > anchor.month
        elif sign > 0:
            year += now or month < anchor.month
        elif slots.season == "WI" and anchor.month < 3:
            year -= 1
    elif slots.deixis in _SIGN:
        year += 1 if _SIGN[slots.deixis] > 0 else -1
    return Moment("season", year, part=slots.season), basis, anchor


def _deictic(slots: Slots, context: Context) -> _Found | None:
    base = context.published
    if context.narrative or base is None:
        return None if not base or slots.tonight else (Moment("day"), "none", None)
    if not base.day:
        return Moment("day", base.year, base.month), context.basis, base
    return shift(base, "day", slots.deictic or 0), context.basis, base


def _weekday(slots: Slots, context: Context) -> _Found | None:
    anchor, basis = _anchor(context, slots)
    base = to_date(anchor) if anchor and (anchor.day or anchor.week) else None
    weekday = slots.weekday or 1
    if base is None:
        return Moment("day", anchor.year if anchor else None), basis, anchor
    sign = _SIGN.get(slots.deixis, 0)
    if sign:
        return weekday_near(weekday, base, "past" if sign < 0 else "future", True), basis, anchor
    tense = "future" if slots.deixis == "THIS" and context.tense != "past" else context.tense
    if context.narrative:
        tense = "future"
    return weekday_near(weekday, base, tense), basis, anchor


def _unit(slots: Slots, context: Context) -> _Found | None:
    unit = _UNIT.get(slots.unit, "year")
    anchor, basis = _anchor(context, slots)
    if unit in ("hour", "minute", "second") or slots.period:
        return None
    if anchor is None:
        return None
    sign = _SIGN.get(slots.deixis, 0)
    if unit == "day" and slots.deixis in ("LAST", "PAST", "THIS", "CURRENT"):
        return None
    if slots.deixis in ("PAST", "LAST") and unit in ("decade", "century"):
        return None
    moment = shift(anchor, unit, sign)
    if unit == "weekend":
        moment = _weekend(anchor, sign, context.tense)
    return moment, basis, anchor


def _weekend(anchor: Moment, sign: int, tense: str) -> Moment:
    """The weekend meant: on a weekday "last weekend" and, in the past, "the weekend" are last week's."""
    day = to_date(anchor)
    if day is None or not anchor.day:
        return Moment("weekend", anchor.year)
    if day.isoweekday() < 5 and (sign < 0 or not sign and tense != "future"):
        day -= timedelta(days=7)
    elif sign < 0:
        day -= timedelta(days=7)
    elif sign > 0:
        day += timedelta(days=7)
    return week_of(day).at("weekend")


def _of_day(slots: Slots, context: Context) -> _Found | None:
    """Times of day without a date: of the day told last, "this morning" of the publication day."""
    if slots.order and slots.named[-1] == "ORDN":
        return _day_of_month(slots, context)
    if not (slots.part or slots.hour or slots.ampm is not None):
        return None
    if slots.named in (("PART",), ("TONIGHT",)):
        return Moment("day"), "none", None
    anchor, basis = context.now if slots.deixis in ("THIS", "LAST") else context.told
    base = anchor if anchor and anchor.day else context.published if not context.narrative else None
    if not context.narrative and base is not None and not _lately(base, context.published):
        base, basis = context.published, context.basis
    if slots.part and not slots.hour and slots.ampm is None and not slots.deixis and not slots.order:
        base = base or Moment("day")
    if base is None:
        return Moment("day", anchor.year if anchor else None, anchor.month if anchor else None), basis, anchor
    back = -1 if slots.deixis in ("LAST", "PREV") else 1 if slots.deixis in ("NEXT", "FOLLOWING") else 0
    return shift(base, "day", back) if base.year else base, basis, anchor


def _day_of_month(slots: Slots, context: Context) -> _Found | None:
    """ "the 12th": of the month told last, else of the month of publication."""
    base, basis = context.told
    if base is None or base.month is None:
        return None
    moment = Moment("day", base.year, base.month, slots.order)
    return (moment, basis, base) if to_date(moment) else None


def _lately(day: Moment, published: Moment | None) -> bool:
    """Whether a report published then can mean `day` by a bare time of day: ten days back at most."""
    here, there = to_date(published) if published else None, to_date(day)
    return here is None or (there is not None and 0 <= (here - there).days <= 10)


def _clocked(moment: Moment, basis: TimeBasis, anchor: Moment | None, slots: Slots) -> Reading | None:
    clock = _clock(slots)
    if clock is None:
        return None
    unit = "minute" if ":" in clock else "hour"
    if clock.count(":") > 1:
        unit = "second"
    moment = Moment(unit, moment.year, moment.month, moment.day, clock=clock)
    reading = dated(moment, basis, slots, anchor)
    # TIMEX3 values are local; the zone, where the text names one, goes with the EDTF.
    return replace(reading, edtf=reading.edtf and reading.edtf + slots.zone)


def _clock(slots: Slots) -> str | None:
    if slots.hour:
        parts = [int(part) for part in re.split(r"[:.h]", slots.hour)]
    else:
        hour = slots.number if slots.number is not None else slots.day
        if hour is None or isinstance(hour, str) or hour != int(hour):
            return None
        parts = [int(hour)]
    if slots.ampm is not None and slots.ampm >= 0:
        if not 1 <= parts[0] <= 12:
            return None if parts[0] > 24 else ":".join(f"{p:02d}" for p in parts)
        parts[0] = parts[0] % 12 + slots.ampm
    elif slots.part in ("AF", "EV", "NI") and parts[0] < 12 and not (slots.part == "NI" and parts[0] < 5):
        parts[0] += 12
    if parts[0] > 24:
        return None
    if len(parts) == 1:
        parts.append(0)
    return ":".join(f"{part:02d}" for part in parts)


def _numeric(slots: Slots, context: Context) -> _Found | None:
    found = re.match(r"(\d+)\D(\d+)(?:\D(\d+))?", slots.numdate)
    if not found:
        return None
    numbers = [int(group) for group in found.groups() if group]
    if numbers[0] > 999:
        year, month, day = numbers
    else:
        day, month, year = numbers
        if context.order == "mdy" and "." not in slots.numdate and month <= 31 and day <= 12 or month > 12:
            day, month = month, day
        year = _completed(year, context) if year < 100 else year
    moment = Moment("day", year, month, day)
    return (moment, "explicit", None) if to_date(moment) else None


def _long(slots: Slots, context: Context) -> _Found | None:
    if slots.unit == "CE":
        century = (slots.order or 1) - 1
        year = century * 100 if slots.era >= 0 else -(century * 100 + 1)
        return Moment("century", year if slots.era < 0 else century * 100), "explicit", None
    digits = re.sub(r"\D", "", slots.decade)
    if len(digits) == 4:
        year = int(digits) * (-1 if slots.era < 0 else 1)
        return (
            Moment("century" if digits[2:] == "00" and int(digits) < 1950 else "decade", year),
            "explicit",
            None,
        )
    tens = int(digits[0]) * 10
    if len(digits) == 3:
        return Moment("decade", -int(digits) if slots.era < 0 else int(digits)), "explicit", None
    base = context.now[0]
    latest = base.year if base and base.year else 2020
    year = latest - (latest - tens) % 100
    return Moment("decade", year), "explicit", None


def _holiday(slots: Slots, context: Context) -> _Found | None:
    spec = slots.holiday
    anchor, basis = _anchor(context, slots)
    year = full_year(slots, context)
    if year is None and (anchor is None or anchor.year is None):
        return None
    if year is None:
        month = 4 if spec.startswith("E") else int(spec[:2])
        year, basis, anchor = _year_of(slots, context, month, None if len(spec) != 5 else int(spec[3:]))
    else:
        basis, anchor = "explicit", None
    if year is None or not 1 <= year < 9999:
        return None
    day = holiday_date(spec, year)
    return (of_date(day), basis, anchor) if day else None


def holiday_date(spec: str, year: int) -> date | None:
    """The date of a holiday: "12-25", "11-4-4" (fourth Thursday), "05-1-L" (last Monday),
    "11-2-U" (the Tuesday after a first Monday), "E-2" (Easter)."""
    if spec.startswith("E"):
        return easter(year) + timedelta(days=int(spec[1:]))
    parts = spec.split("-")
    if len(parts) == 2:
        return date(year, int(parts[0]), int(parts[1]))
    month, weekday = int(parts[0]), int(parts[1])
    if parts[2] == "L":
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 2 if parts[2] == "U" else 1)
    weeks = 0 if parts[2] == "U" else int(parts[2]) - 1
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * weeks)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    extra = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * extra) // 451
    month, day = divmod(h + extra - 7 * m + 114, 31)
    return date(year, month, day + 1)


def quarter(slots: Slots, context: Context) -> Reading | None:
    """Quarters and halves of (fiscal) years, by number or as "the latest", "year-earlier" …"""
    unit = "half" if slots.half else "quarter"
    anchor, basis = context.now
    year = full_year(slots, context)
    number = slots.order
    if year is not None and number:
        moment = Moment(unit, year, part=str(number))
        return dated(moment, "explicit", slots)
    if anchor is None or anchor.year is None:
        return None
    base = coarsen(anchor, unit)
    if not number:
        return _relative_quarter(slots, context, base, basis)
    year = anchor.year
    if slots.unit == "Y" and slots.deixis in _SIGN:
        year += _SIGN[slots.deixis]
    elif slots.deixis == "YEARAGO":
        year -= 1
    elif base.part.isdigit() and not context.narrative and "FISCAL" not in slots.named:
        year -= number > int(base.part) and context.tense == "past"
    moment = Moment(unit, year, part=str(number))
    if slots.deixis != "YEARAGO" and unit == "quarter":
        context.last_quarter = moment
    return dated(moment, basis, slots, anchor)


def recent_quarter(context: Context, base: Moment) -> Moment:
    """The quarter a report is about: the one it named if that is over, else the last one over."""
    done = shift(base, base.unit, -1)
    told = context.last_quarter
    return told if told is not None and value_of(told) <= value_of(done) else done


def _relative_quarter(slots: Slots, context: Context, base: Moment, basis: TimeBasis) -> Reading | None:
    recent = recent_quarter(context, base)
    year_ago = slots.deixis == "YEARAGO" or slots.unit == "Y"
    year = full_year(slots, context)
    if year is not None:
        return dated(recent.at("quarter", year=year), basis, slots, base)
    if year_ago:
        return dated(shift(recent, "year", -1).at("quarter", part=recent.part), basis, slots, base)
    if slots.deixis == "LATEST":
        return dated(recent, basis, slots, base)
    return dated(shift(base, base.unit, _SIGN.get(slots.deixis, 0)), basis, slots, base)


def year(slots: Slots, context: Context) -> Reading | None:
    """The reading of a bare year."""
    found = full_year(slots, context)
    if found is None and isinstance(slots.number, (int, float)) and 1900 <= slots.number <= 2100:
        found = int(slots.number)
    if found is None:
        return None
    return dated(Moment("year", found), "explicit", slots)


def moved(slots: Slots, context: Context) -> Reading | None:
    """ "three weeks ago", "two days later": counted from publication or from the date told last."""
    unit = _UNIT.get(slots.unit, "")
    count = amount(slots)
    back = slots.direction in ("AGO", "EARLIER", "BEFORE")
    anchor, basis = context.now if slots.direction in ("AGO", "FROM") else context.told
    if not isinstance(count, float) or anchor is None:
        return _vague(slots, context, back, basis)
    if count != int(count) and unit in ("year", "decade"):
        unit, count = "month", count * (12 if unit == "year" else 120)
    count = int(count) * (2 if slots.unit == "2W" else 1)
    if slots.half:
        return None
    if unit in ("decade", "century"):
        unit, count = "year", count * (10 if unit == "decade" else 100)
    sign = -1 if back else 1
    if unit in ("hour", "minute", "second"):
        if not anchor.day:
            return _vague(slots, context, back, basis)
        moment = coarsen(anchor, "day").at("hour", clock="XX")
        return dated(moment, basis, slots, anchor)
    if unit == "year" and back and context.last_quarter and not context.narrative and count == 1:
        return dated(
            shift(context.last_quarter, "year", -1).at("quarter", part=context.last_quarter.part),
            basis,
            slots,
            anchor,
        )
    return dated(shift(anchor, unit, sign * count), basis, slots, anchor)


def _vague(slots: Slots, context: Context, back: bool, basis: TimeBasis) -> Reading:
    return reference("PAST_REF" if back else "FUTURE_REF", context)


def reference(value: str, context: Context) -> Reading:
    """PAST_REF, PRESENT_REF or FUTURE_REF, with the interval open on its far side."""
    base = context.published
    edtf = None
    if base is not None:
        day = edtf_of(base)
        edtf = {"PAST_REF": f"../{day}", "FUTURE_REF": f"{day}/.."}.get(value, f"{day}~")
    return Reading("DATE", value, "vague", context.basis, None, edtf, None, value_of(base) if base else None)


def amount(slots: Slots) -> float | str:
    """How many units the slots count: a number, or "X" for "several"."""
    number: float | str | None = slots.number
    if number is None:
        number = slots.day if slots.day is not None else slots.year
    if number is None:
        number = 1.0 if "A" in slots.named or not slots.plural else "X"
        if slots.half:
            return 0.5 if slots.named.index("HALF") < 2 and "AND" not in slots.named else 1.5
        return number
    if isinstance(number, str):
        return number
    return float(number) + (0.5 if slots.half and "AND" in slots.named else 0)


def duration_value(count: float | str, unit: str) -> str:
    """The ISO 8601 duration of `count` units (a class value such as "Y" or "TH")."""
    clock = unit.startswith("T")
    letter = unit[-1]
    if isinstance(count, float):
        if unit == "2W":
            count, letter = count * 2, "W"
        elif unit == "DE":
            count, letter = count * 10, "Y"
        elif unit == "CE" and count == int(count):
            letter = "CE"
        elif unit == "ML":
            count, letter = count * 1000, "Y"
        elif unit == "H":
            count, letter = count * 6, "M"
        elif unit == "WE":
            letter = "WE"
        if count != int(count):
            return _broken(count, letter, clock)
        return f"P{'T' if clock else ''}{int(count)}{letter}"
    letter = {"DE": "DE", "CE": "CE", "2W": "W", "WE": "WE", "ML": "ML"}.get(unit, letter)
    return f"P{'T' if clock else ''}X{letter}"


def _broken(count: float, letter: str, clock: bool) -> str:
    smaller = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60)}.get(letter if clock or letter == "Y" else "")
    whole, rest = int(count), count - int(count)
    if smaller is None or rest * smaller[1] != int(rest * smaller[1]):
        return f"P{'T' if clock else ''}{count:g}{letter}"
    head = f"{whole}{letter}" if whole else ""
    return f"P{'T' if clock else ''}{head}{int(rest * smaller[1])}{smaller[0]}"


def duration(slots: Slots, context: Context) -> Reading | None:
    """The reading of a stretch of time without a place on the calendar; None for fractions."""
    if not slots.unit:
        return None
    counted = slots.number is not None or slots.day is not None or slots.deixis or slots.recent
    if slots.unit == "Q" and (not counted or "HYPHEN" in slots.named and slots.plural):
        return None
    value = duration_value(amount(slots), slots.unit)
    return Reading("DURATION", value, "duration", "explicit", None, None, slots.approx or None)


def recurring(slots: Slots, context: Context, value: str) -> Reading | None:
    """The reading of a set: "every Friday", "daily", "twice a month"."""
    if value:
        pass
    elif slots.weekday:
        value = f"XXXX-WXX-{slots.weekday}" + (f"T{slots.part}" if slots.part else "")
    elif slots.month:
        value = f"XXXX-{slots.month:02d}"
    elif slots.season:
        value = f"XXXX-{slots.season}"
    elif slots.part:
        value = f"XXXX-XX-XXT{slots.part}"
    elif slots.unit:
        value = duration_value(amount(slots) if slots.number or slots.day else 1.0, slots.unit)
    else:
        return None
    return Reading("SET", value, "set", "explicit")


def definite(slots: Slots, context: Context) -> Reading | None:
    """ "the quarter", "the day", "the winter": the one told last."""
    told, basis = context.told
    if slots.season:
        return point(replace(slots), context)
    if slots.part:
        return point(slots, context)
    if slots.unit == "Q" and not context.narrative and context.published:
        recent = recent_quarter(context, coarsen(context.published, "quarter"))
        return dated(recent, basis, slots, told)
    if slots.unit == "WE" and context.published:
        return point(replace(slots, deixis=""), context)
    if slots.unit == "Y":
        return duration(slots, context)
    if slots.unit == "W" and told is not None:
        return dated(Moment("week", told.year), basis, slots, told)
    return None
