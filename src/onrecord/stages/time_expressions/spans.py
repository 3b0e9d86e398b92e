"""Durations, sets, and what is told as so many units away."""

from dataclasses import replace

from onrecord.records import TimeBasis
from onrecord.stages.time_expressions.context import Context
from onrecord.stages.time_expressions.moments import Moment, coarsen, shift
from onrecord.stages.time_expressions.readings import UNIT, Reading, dated, reference
from onrecord.stages.time_expressions.slots import Slots

# The smaller unit that half of one is counted in.
_HALVED = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)}


def moved(slots: Slots, context: Context) -> Reading | None:
    """ "three weeks ago", "two days later": counted from publication or from the date told last."""
    unit = UNIT.get(slots.unit, "")
    count = amount(slots)
    back = slots.direction in ("AGO", "EARLIER", "BEFORE")
    skipping = slots.direction in ("BEFORE", "AFTER") and slots.deixis in ("LAST", "NEXT")
    anchor, basis = context.now if skipping or slots.direction in ("AGO", "FROM") else context.told
    if skipping:
        count = 2.0  # "the week before last"
    if not isinstance(count, float) or anchor is None:
        if slots.direction in ("EARLIER", "LATER"):
            return replace(dated(_some(unit, anchor), basis, slots, anchor), precision="vague", edtf=None)
        return _vague(slots, context, back, basis)
    if count != int(count) and unit in _HALVED:
        unit, times = _HALVED[unit]
        count, slots = count * times, replace(slots, half=False)
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


def _some(unit: str, anchor: Moment | None) -> Moment:
    """ "Hours later" on a day that is known, else "some months later": a time without its numbers."""
    if unit in ("hour", "minute", "second"):
        return (coarsen(anchor, "day") if anchor and anchor.day else Moment("day")).at("hour", clock="XX")
    return Moment(unit)


def _vague(slots: Slots, context: Context, back: bool, basis: TimeBasis) -> Reading:
    return reference("PAST_REF" if back else "FUTURE_REF", context)


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


def duration(slots: Slots) -> Reading | None:
    """The reading of a stretch of time without a place on the calendar; None for fractions."""
    if not slots.unit:
        return None
    counted = slots.number is not None or slots.day is not None or slots.deixis or slots.recent
    if slots.unit == "Q" and (not counted or ("HYPHEN" in slots.named and slots.plural)):
        return None
    value = duration_value(amount(slots), slots.unit)
    return Reading("DURATION", value, "duration", "explicit", None, None, slots.approx or None)


def recurring(slots: Slots, value: str) -> Reading | None:
    """The reading of a set: "every Friday", "daily", "twice a month"."""
    if value:
        pass
    elif slots.weekday:
        value = f"XXXX-WXX-{slots.weekday}" + (f"T{slots.part}" if slots.part else "")
    elif slots.weekdays:
        value = f"XXXX-WXX-{slots.weekdays}" + (f"T{slots.part}" if slots.part else "")
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
