"""Quarters and halves of years, and what "the quarter" or "the year" means."""

from dataclasses import replace

from onrecord.records import TimeBasis
from onrecord.stages.time_expressions.context import Context
from onrecord.stages.time_expressions.moments import Moment, coarsen, shift, value_of
from onrecord.stages.time_expressions.points import full_year, point
from onrecord.stages.time_expressions.readings import SIGN, Reading, dated
from onrecord.stages.time_expressions.slots import Slots
from onrecord.stages.time_expressions.spans import duration


def quarter(slots: Slots, context: Context) -> Reading | None:
    """Quarters and halves of (fiscal) years, by number or as "the latest", "year-earlier" …"""
    unit = "half" if slots.half else "quarter"
    anchor, basis = context.now
    year = full_year(slots, context)
    number = slots.order
    if year is not None and slots.deixis in ("LAST", "FINAL"):
        number = 2 if slots.half else 4  # "the last half of 2022"
    if year is not None and number:
        moment = Moment(unit, year, part=str(number))
        return dated(moment, "explicit", slots)
    if anchor is None or anchor.year is None:
        return None
    base = coarsen(anchor, unit)
    if not number:
        return _relative_quarter(slots, context, base, basis)
    year = anchor.year
    if slots.unit == "Y" and slots.deixis in SIGN:
        year += SIGN[slots.deixis]
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
    return dated(shift(base, base.unit, SIGN.get(slots.deixis, 0)), basis, slots, base)


def definite(slots: Slots, context: Context) -> Reading | None:
    """ "the quarter", "the day", "the winter": the one told last."""
    told, basis = context.told
    if slots.season:
        return point(slots, context)
    if slots.part:
        return point(slots, context)
    if slots.unit == "Q" and not context.narrative and context.published:
        recent = recent_quarter(context, coarsen(context.published, "quarter"))
        context.last_quarter = recent
        return dated(recent, basis, slots, told)
    if slots.unit == "WE" and context.published:
        return point(replace(slots, deixis=""), context)
    if slots.unit == "Y":
        return duration(slots)
    if slots.unit == "W" and told is not None:
        return dated(Moment("week", told.year), basis, slots, told)
    return None
