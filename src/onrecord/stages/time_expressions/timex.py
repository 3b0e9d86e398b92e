"""What the tagger returns: one time expression with its reading."""

from dataclasses import dataclass

from onrecord.records import Precision, Status, TimeBasis, TimexType


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 reading of `text[start:end]` (half-open code points); see records.TimeExpression."""

    start: int
    end: int
    type: TimexType
    value: str
    edtf: str | None
    precision: Precision
    basis: TimeBasis
    anchor: str | None = None
    mod: str | None = None
    alternatives: tuple[str, ...] = ()
    status: Status | None = None
