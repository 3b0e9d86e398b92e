"""Lists and ranges that share a month, a year or an era: "9 and 10 November", "1958-59", "499-493 BC"."""

from dataclasses import replace

from onrecord.records import TimeBasis
from onrecord.stages.time_expressions.context import Context
from onrecord.stages.time_expressions.moments import Moment, shift, to_date
from onrecord.stages.time_expressions.places import Place
from onrecord.stages.time_expressions.points import point
from onrecord.stages.time_expressions.readings import Reading, dated
from onrecord.stages.time_expressions.slots import Slots, read_slots

_LONGEST = 60  # years that a range like 1958-59 may span
_CLOCK_ENDS = ("CLOSE", "AMPM", "ZONE", "CLOCK", "OCLOCK", "NOON")


def read_head(place: Place, slots: Slots, context: Context) -> Reading | None:
    """The first days of "9 and 10 November 2020": month and year come from the last one."""
    match = place.lex.patterns["head"].match(place.tokens.codes, place.last)
    if match is None:
        return None
    rest = read_slots(place.tokens, max(place.last, match.end() - 4), match.end(), place.lex)
    return point(replace(slots, month=rest.month, year=rest.year), context)


def read_tail(place: Place, slots: Slots, context: Context) -> Reading | None:
    """The later members of "April 24 and 25" and "1958-59", completed from the one before."""
    before = context.just
    if before is None or before.year is None:
        return None
    if before.unit == "year":
        year = _year_after(place, before.year)
        return dated(Moment("year", year), "explicit", slots) if year else None
    joined = place.name(place.first - 1) in ("HYPHEN", "DASH")
    counted = place.name(place.last) == "WORD" and place.word(place.last) not in place.lex.verbs
    number = slots.day or slots.order
    if before.unit != "day" or not number or (counted and not joined):
        return None
    moment = before.at("day", day=number)
    later = (before.day or 0) < number <= 31 and to_date(moment) is not None
    basis: TimeBasis = "explicit" if slots.year else "previous expression"
    return dated(moment, basis, slots, before) if later else None


def with_day_ahead(place: Place, slots: Slots) -> Slots:
    """The slots of a clock time with the day of "10 a.m. (0800 GMT) on Friday", "10 to 11 a.m. on Friday"."""
    ahead = place.lex.patterns["clock_day"].match(place.tokens.codes, place.last)
    if ahead is None or slots.weekday or slots.month or slots.deictic is not None or slots.numdate:
        return slots
    begin = max(n for n in range(place.last, ahead.end()) if place.name(n) in _CLOCK_ENDS)
    day = read_slots(place.tokens, begin, ahead.end(), place.lex)
    fields = ("weekday", "month", "day", "year", "deictic", "deixis", "numdate")
    number = slots.number if slots.number is not None else slots.day
    return replace(slots, number=number, **{f: getattr(day, f) for f in fields})


def weekday_range(place: Place, slots: Slots, context: Context) -> Reading | None:
    """The closing day of "Monday through Wednesday": the first such weekday after the opening one."""
    before = context.just
    opened = to_date(before) if before is not None and before.unit == "day" else None
    joined = place.name(place.first - 1) in ("TO", "HYPHEN", "DASH")
    alone = slots.named == ("WEEKDAY",) and place.name(place.first - 2) == "WEEKDAY"
    if not (joined and alone) or before is None or opened is None:
        return None
    days = ((slots.weekday or 1) - opened.isoweekday()) % 7
    return dated(shift(before, "day", days), "previous expression", slots, before)


def _year_after(place: Place, year: int) -> int | None:
    """The year of the two digits in "1958-59", None when they are not written close to it."""
    tokens, first, digits = place.tokens, place.first, place.word(place.first)
    close = first > 1 and tokens.end[first - 2] == tokens.start[first - 1]
    if not close or tokens.end[first - 1] != tokens.start[first] or len(digits) != 2 or not digits.isdigit():
        return None
    later = year - year % 100 + int(digits)
    return later if year < later < year + _LONGEST else None


def year_ahead(place: Place) -> int | None:
    """The year of "August" in "August and September 1914", of spring in "the spring and summer of 2021"."""
    ahead = place.lex.patterns["ahead"].match(place.tokens.codes, place.last)
    return int(place.tokens.value[ahead.end() - 1]) if ahead else None


def era_ahead(place: Place) -> int:
    """The era of "499" in "499-493 BC"."""
    number = place.last + 2
    return int(place.tokens.value[number]) if place.name(number) == "ERA" else 0


def ends_range(place: Place) -> bool:
    """Whether a year closes a range ("1975-76"): the telling stays with the year that opens it."""
    joined = place.name(place.first - 1) in ("HYPHEN", "DASH")
    return joined and place.name(place.first - 2) in ("YEAR", "NUM")
