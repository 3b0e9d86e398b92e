"""What an expression means, and what every way of reading one needs."""

from dataclasses import dataclass

from onrecord.records import Precision, TimeBasis, TimexType
from onrecord.stages.time_expressions.context import Context
from onrecord.stages.time_expressions.moments import Moment, edtf_of, value_of
from onrecord.stages.time_expressions.slots import Slots

# The unit of a moment for the class value of a unit word.
UNIT = {
    "D": "day", "W": "week", "2W": "week", "M": "month", "Q": "quarter", "Y": "year", "H": "half",
    "DE": "decade", "CE": "century", "TH": "hour", "TM": "minute", "TS": "second", "WE": "weekend",
    "ML": "millennium",
}  # fmt: skip
SIGN = {"LAST": -1, "PAST": -1, "PREV": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1}
_ANAPHORIC = ("THAT", "PREV", "FOLLOWING", "SAME")
Found = tuple[Moment, TimeBasis, Moment | None]  # a moment, what it rests on, what it was counted from


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


def anchor_of(context: Context, slots: Slots) -> tuple[Moment | None, TimeBasis]:
    """What an expression counts from: the date told last by "that" and "previous", else now."""
    if slots.deixis in _ANAPHORIC:
        return context.told
    return (context.published, context.basis) if is_spoken(slots) else context.now


def is_spoken(slots: Slots) -> bool:
    """Whether an expression counts from publication in stories too: "last March", "next week", not "the"."""
    return slots.deixis in ("LAST", "NEXT") and "THE" not in slots.named


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


def reference(value: str, context: Context) -> Reading:
    """PAST_REF, PRESENT_REF or FUTURE_REF, with the interval open on its far side."""
    base = context.published
    edtf = None
    if base is not None:
        day = edtf_of(base)
        edtf = {"PAST_REF": f"../{day}", "FUTURE_REF": f"{day}/.."}.get(value, f"{day}~")
    return Reading("DATE", value, "vague", context.basis, None, edtf, None, value_of(base) if base else None)
