"""Times of day: clock times, parts of the day, and which day they belong to."""

import re
from dataclasses import replace

from onrecord.records import TimeBasis
from onrecord.stages.time_expressions.context import Context
from onrecord.stages.time_expressions.moments import Moment, shift, to_date
from onrecord.stages.time_expressions.readings import Found, Reading, dated
from onrecord.stages.time_expressions.slots import Slots


def of_day(slots: Slots, context: Context) -> Found | None:
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


def _day_of_month(slots: Slots, context: Context) -> Found | None:
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


def clocked(moment: Moment, basis: TimeBasis, anchor: Moment | None, slots: Slots) -> Reading | None:
    """The reading of a clock time on the day `moment`, None when there is no such time."""
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
    if parts[0] > 24 or any(part > 59 for part in parts[1:]):
        return None
    if len(parts) == 1:
        parts.append(0)
    return ":".join(f"{part:02d}" for part in parts)
