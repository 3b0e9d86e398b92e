"""Calendar points: days, weeks, months, seasons, years, decades and centuries."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from onrecord.records import TimeBasis
from onrecord.stages.time_expressions.clocks import clocked, of_day
from onrecord.stages.time_expressions.context import Context, near, nearest_year, weekday_near, year_told
from onrecord.stages.time_expressions.holidays import holiday_date
from onrecord.stages.time_expressions.moments import (
    Moment,
    coarsen,
    of_date,
    season_of,
    shift,
    to_date,
    value_of,
    week_of,
)
from onrecord.stages.time_expressions.readings import SIGN, UNIT, Found, Reading, anchor_of, dated, is_spoken
from onrecord.stages.time_expressions.slots import Slots
from onrecord.stages.time_expressions.spans import duration

_HALF_WEEK = 3  # days: "the past week" is the week that most of the seven days up to now lie in
_JUST = 10  # "this November", told in January: so many months ahead means the last one
_TURN = 9  # a month this many before the last one told is next year's
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def point(slots: Slots, context: Context) -> Reading | None:
    """The reading of a date or time of day."""
    found = _calendar(slots, context)
    if found is None:
        past = slots.deixis in ("PAST", "LAST") and slots.unit in ("DE", "CE")
        return duration(slots) if past else None
    moment, basis, anchor = found
    if slots.part and slots.day and not slots.month and slots.ampm is None:
        slots.ampm = -1
    if slots.hour or slots.ampm is not None:
        return clocked(moment, basis, anchor, slots)
    if slots.part and moment.unit in ("day", "part"):
        moment = moment.at("part", part=slots.part)
    reading = dated(moment, basis, slots, anchor)
    return replace(reading, alternatives=alternatives(moment, anchor, slots, context))


def alternatives(moment: Moment, anchor: Moment | None, slots: Slots, context: Context) -> tuple[str, ...]:
    """The other values that the text leaves open, none when it is plain what is meant."""
    day = to_date(moment)
    if day is None or moment.unit not in ("day", "month"):
        return ()
    if slots.numdate:
        swapped = Moment("day", moment.year, moment.day, moment.month)
        open_order = not slots.numdate[:4].isdigit() and "." not in slots.numdate
        swappable = open_order and moment.day != moment.month and to_date(swapped) is not None
        return (value_of(swapped),) if swappable else ()
    if anchor is None or context.narrative or slots.year is not None:
        return ()
    if slots.weekday and not slots.month:
        return _other_week(moment, anchor, slots, context)
    usual = nearest_year(moment.month or 1, moment.day, anchor, context.tense)
    if slots.month and not slots.deixis and usual and day.year < usual <= day.year + 2 and not slots.weekday:
        return (value_of(moment.at(moment.unit, year=usual)),)  # the year came from a date told before
    untold = context.tense in ("", "near")
    other = slots.month and not slots.deixis and untold and not near(anchor, moment)
    ahead = value_of(moment) > value_of(anchor)
    return (value_of(moment.at(moment.unit, year=day.year + (-1 if ahead else 1))),) if other else ()


def _other_week(moment: Moment, anchor: Moment, slots: Slots, context: Context) -> tuple[str, ...]:
    """ "Friday" in a clause without tense may lie ahead or back; "next Friday" may skip a week."""
    base, day = to_date(anchor), to_date(moment)
    if base is None or day is None or (slots.deixis and slots.deixis != "NEXT"):
        return ()
    if slots.deixis == "NEXT":
        return (value_of(shift(moment, "day", 7)),)
    if context.tense or day == base:
        return ()
    return (value_of(shift(moment, "day", 7 if day < base else -7)),)


def _calendar(slots: Slots, context: Context) -> Found | None:
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
    return of_day(slots, context)


def _month(slots: Slots, context: Context) -> Found | None:
    clock_only = bool(slots.hour) or slots.ampm is not None
    day = slots.day or slots.order
    if clock_only and slots.number is not None and not slots.hour:
        day = slots.day
    if day is not None and not 1 <= day <= 31:
        return None
    unit = "day" if day else "month"
    year, basis, anchor = _year_of(slots, context, slots.month or 1, day)
    moment = Moment(unit, year, slots.month, day)
    if slots.weekday and day and basis != "explicit":
        moment = _on_weekday(moment, slots.weekday, context.published)
    if day and year and year > 0 and to_date(moment) is None:
        return None
    return moment, basis, anchor


def _on_weekday(moment: Moment, weekday: int, published: Moment | None) -> Moment:
    """The day in the nearest year in which it falls on its weekday ("Monday, 8 April")."""
    years = [base.year + off for off in (0, -1, 1) for base in (moment, published) if base and base.year]
    days = (moment.at("day", year=year) for year in years)
    return next((one for one in days if (day := to_date(one)) and day.isoweekday() == weekday), moment)


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
    anchor, basis = anchor_of(context, slots)
    if anchor is None or anchor.year is None:
        return None, "none", None
    if slots.unit == "Y":
        return anchor.year + SIGN.get(slots.deixis, 0), basis, anchor
    if context.narrative and not is_spoken(slots):
        return _narrative_year(slots, anchor, month), basis, anchor
    sign = SIGN.get(slots.deixis)
    if sign and slots.deixis != "FOLLOWING":
        found = nearest_year(month, day, anchor, "past" if sign < 0 else "future", strict=True)
        return found, basis, anchor
    if slots.deixis == "THIS":
        over = month > (anchor.month or 12) and month - (anchor.month or 12) >= _JUST
        return anchor.year - (over and context.tense != "future"), basis, anchor
    found = nearest_year(month, day, anchor, "over" if context.over else context.tense)
    return found and year_told(month, day, found, context), basis, anchor


def _narrative_year(slots: Slots, anchor: Moment, month: int) -> int:
    year = anchor.year or 0
    sign = SIGN.get(slots.deixis, 0)
    if sign < 0:
        return year - 1 if month >= (anchor.month or 13) else year
    if sign > 0:
        return year + 1 if month <= (anchor.month or 0) else year
    if anchor.month and month - anchor.month <= -_TURN:
        return year + 1
    return year


def _season(slots: Slots, context: Context) -> Found | None:
    year = full_year(slots, context)
    if year is not None:
        return Moment("season", year, part=slots.season), "explicit", None
    anchor, basis = anchor_of(context, slots)
    if anchor is None or anchor.year is None:
        return Moment("season", None, part=slots.season), "none", None
    year = anchor.year
    if slots.unit == "Y":
        year += SIGN.get(slots.deixis, 0)
    elif not context.narrative and anchor.month:
        month, sign = _SEASON_MONTH[slots.season], SIGN.get(slots.deixis, 0)
        now = season_of(anchor.month) == slots.season
        if sign < 0:
            year -= now or month > anchor.month
        elif sign > 0:
            year += now or month < anchor.month
        elif slots.season == "WI" and anchor.month < 3:
            year -= 1
        elif context.tense == "past" and month > anchor.month and not slots.deixis:
            year -= 1  # "the town burnt in the autumn", told in May
    elif slots.deixis in SIGN:
        year += 1 if SIGN[slots.deixis] > 0 else -1
    return Moment("season", year, part=slots.season), basis, anchor


def _deictic(slots: Slots, context: Context) -> Found | None:
    base = context.published
    if context.narrative or base is None:
        return None if not base or slots.tonight else (Moment("day"), "none", None)
    if not base.day:
        return Moment("day", base.year, base.month), context.basis, base
    return shift(base, "day", slots.deictic or 0), context.basis, base


def _weekday(slots: Slots, context: Context) -> Found | None:
    anchor, basis = anchor_of(context, slots)
    if context.narrative and context.leading and not slots.deixis:
        anchor, basis = context.published, context.basis
    base = to_date(anchor) if anchor and (anchor.day or anchor.week) else None
    weekday = slots.weekday or 1
    if base is None:
        return Moment("day", anchor.year if anchor else None), basis, anchor
    sign = SIGN.get(slots.deixis, 0)
    if sign:
        return weekday_near(weekday, base, "past" if sign < 0 else "future", True), basis, anchor
    ahead = (weekday - base.isoweekday()) % 7
    coming = slots.deixis == "THIS" and (context.tense != "past" or 0 < ahead <= _HALF_WEEK)
    tense = "future" if coming else context.tense
    if context.narrative and not context.leading:
        tense = "future"
    return weekday_near(weekday, base, tense), basis, anchor


def _unit(slots: Slots, context: Context) -> Found | None:
    unit = UNIT.get(slots.unit, "year")
    anchor, basis = anchor_of(context, slots)
    if unit in ("hour", "minute", "second") or slots.period:
        return None
    if anchor is None:
        return None
    sign = SIGN.get(slots.deixis, 0)
    if unit == "day" and slots.deixis in ("LAST", "PAST", "THIS", "CURRENT"):
        return None
    if slots.deixis in ("PAST", "LAST") and unit in ("decade", "century"):
        return None
    moment = shift(anchor, unit, sign)
    past = slots.deixis == "PAST" or ("THE", "LAST") in pairwise(slots.named)
    if unit == "week" and past and anchor.day and not context.narrative:
        moment = coarsen(shift(anchor, "day", -_HALF_WEEK), "week")
    if slots.deixis == "FOLLOWING" and context.last is None and context.tense == "past":
        return Moment(unit), "none", None  # "the next day", of something that no date was told of
    if unit == "weekend":
        moment = _weekend(anchor, sign, context.tense)
    return moment, basis, anchor


def _weekend(anchor: Moment, sign: int, tense: str) -> Moment:
    """The weekend meant: on a weekday "last weekend" and, in the past, "the weekend" are last week's."""
    day = to_date(anchor)
    if day is None or not anchor.day:
        return Moment("weekend", anchor.year)
    if (day.isoweekday() < 5 and (sign < 0 or (not sign and tense != "future"))) or sign < 0:
        day -= timedelta(days=7)
    elif sign > 0:
        day += timedelta(days=7)
    return week_of(day).at("weekend")


def _numeric(slots: Slots, context: Context) -> Found | None:
    found = re.match(r"(\d+)\D(\d+)(?:\D(\d+))?", slots.numdate)
    if not found:
        return None
    numbers = [int(group) for group in found.groups() if group]
    if numbers[0] > 999:
        year, month, day = numbers
    else:
        day, month, year = numbers
        if (context.order == "mdy" and "." not in slots.numdate and month <= 31 and day <= 12) or month > 12:
            day, month = month, day
        year = _completed(year, context) if year < 100 else year
    moment = Moment("day", year, month, day)
    return (moment, "explicit", None) if to_date(moment) else None


def _long(slots: Slots, context: Context) -> Found | None:
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


def _holiday(slots: Slots, context: Context) -> Found | None:
    spec = slots.holiday
    anchor, basis = anchor_of(context, slots)
    year = full_year(slots, context)
    if year is None and (anchor is None or anchor.year is None):
        return None
    if year is None:
        month = 4 if spec.startswith("E") else int(spec[:2])
        year, basis, anchor = _year_of(slots, context, month, None if len(spec) != 5 else int(spec[3:]))
        if spec.endswith("U") and year and anchor:
            year = _even_year(year, month, anchor, context)
    else:
        basis, anchor = "explicit", None
    if year is None or not 1 <= year < 9999:
        return None
    day = holiday_date(spec, year)
    return (of_date(day), basis, anchor) if day else None


def _even_year(year: int, month: int, anchor: Moment, context: Context) -> int:
    """The year of a vote held every second year, an odd one only where it is near."""
    if not year % 2 or near(anchor, Moment("month", year, month)):
        return year
    return year + 1 if year > (anchor.year or 0) or context.tense == "future" else year - 1


def year(slots: Slots, context: Context) -> Reading | None:
    """The reading of a bare year."""
    found = full_year(slots, context)
    if found is None and isinstance(slots.number, (int, float)) and 1900 <= slots.number <= 2100:
        found = int(slots.number)
    if found is None:
        return None
    return dated(Moment("year", found), "explicit", slots)


def around(slots: Slots, context: Context) -> Reading | None:
    """ "The week of March 6": the week, weekend or month that the day lies in."""
    found = _month(replace(slots, unit="", deixis=""), context)
    day = to_date(found[0]) if found else None
    unit = UNIT.get(slots.unit, "day")
    if found is None or day is None or unit not in ("day", "week", "weekend"):
        return None
    moment = found[0] if unit == "day" else week_of(day).at(unit)
    return dated(moment, found[1], slots, found[2])


def day_of(slots: Slots, context: Context) -> Reading | None:
    """ "The 25th of this month"."""
    anchor, basis = context.now
    if UNIT.get(slots.unit) != "month" or anchor is None or not anchor.month:
        return None
    month = shift(anchor, "month", SIGN.get(slots.deixis, 0))
    moment = month.at("day", day=slots.order)
    return dated(moment, basis, slots, anchor) if to_date(moment) else None
