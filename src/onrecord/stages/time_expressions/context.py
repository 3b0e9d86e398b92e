"""What an expression is resolved against: publication, the date told last, tense."""

from dataclasses import dataclass
from datetime import date

from onrecord.records import TimeBasis
from onrecord.stages.time_expressions.moments import Moment, of_date, shift, to_date

_FAR = 15  # years
_LATELY = 2  # years
_SOON = 2.4  # months: a date this near is meant, whatever the tense


@dataclass
class Context:
    """The state of reading one text; `narrative` texts tell of times far from their publication."""

    published: Moment | None
    narrative: bool = False
    last: Moment | None = None  # the last date or time told
    told_at: int = 0  # the number of its first token
    last_quarter: Moment | None = None
    quoted: bool = False  # inside words quoted from another outlet
    aside: int | None = None
    just: Moment | None = None  # the last one read, told or glanced at
    order: str = "mdy"
    tense: str = ""
    explicit: Moment | None = None  # the last day or month told with its year
    over: bool = False  # a date here lies behind for sure: "lied during a March 5 interview"
    leading: bool = True  # among the first words, which report now even where a story follows

    @property
    def now(self) -> tuple[Moment | None, TimeBasis]:
        """The moment that "last year" or a weekday is counted from, and what it rests on."""
        if self.narrative and self.last is not None:
            return self.last, "previous expression"
        return self.published, self.basis

    @property
    def basis(self) -> TimeBasis:
        """What counting from publication rests on: within a quotation, the quoted outlet's."""
        if self.published is None:
            return "none"
        return "quoted outlet" if self.quoted else "publication"

    @property
    def told(self) -> tuple[Moment | None, TimeBasis]:
        """The moment that "the next day" is counted from: the last one told, else publication."""
        if self.last is not None:
            return self.last, "previous expression"
        return self.published, self.basis

    def tell(self, moment: Moment) -> None:
        """Remember `moment` as the last one told."""
        if moment.year is None:
            return
        self.just = moment
        if self._is_aside(moment):
            self.aside = moment.year
            return
        self.aside = None
        self.last = moment

    def _is_aside(self, moment: Moment) -> bool:
        """Whether a story only glances at a far year: the first bare one more than 15 years off."""
        if not self.narrative or self.last is None or moment.unit != "year":
            return False
        year, told = moment.year or 0, self.last.year or 0
        again = self.aside is not None and abs(self.aside - year) <= _FAR
        return abs(year - told) > _FAR and not again


def nearest_year(month: int, day: int | None, base: Moment, tense: str, strict: bool = False) -> int | None:
    """The year of a date without one: the last before `base`, by tense "future" the next after it.

    One near `base` is meant whatever the tense, but for "over": surely behind.
    """
    if base.year is None:
        return None
    there = (month, day or 0)
    here = (base.month or 1, (base.day or 0) if day else 0)
    if strict:
        return base.year + (there <= here) if tense == "future" else base.year - (there >= here)
    ahead = _months(base, month, day) % 12
    if tense == "over" and there != here:
        return base.year - (there > here)
    if there == here or ahead <= _SOON or (tense == "near" and ahead < 6):
        tense = "future"
    elif ahead >= 12 - _SOON:
        tense = "past"
    if tense == "future":
        return base.year + (there < here)
    return base.year - (there > here)


def year_told(month: int, day: int | None, year: int, context: Context) -> int:
    """`year`, or that of a day told in full before that lies in the same month, one or two years earlier.

    A report that names 14 March 2022 means that month by "March 17", unless a nearer one is close.
    """
    told, base = context.explicit, context.published
    if not day or told is None or told.month != month or told.year is None or base is None:
        return year
    again = context.tense != "future" and 0 < year - told.year <= _LATELY
    return told.year if again and not near(base, Moment("day", year, month, day)) else year


def near(base: Moment, moment: Moment) -> bool:
    """Whether a day or month of the year lies so near `base` that no other year can be meant."""
    ahead = _months(base, moment.month or 1, moment.day) % 12
    return not _SOON < ahead < 12 - _SOON


def _months(base: Moment, month: int, day: int | None) -> float:
    """How many months after `base` a month or day of the year lies (negative: before)."""
    days = (day - (base.day or 15)) / 31 if day else 0
    return month - (base.month or 1) + days


def weekday_near(weekday: int, base: date, tense: str, strict: bool = False) -> Moment:
    """The last such weekday up to `base` (that day included unless strict); the next by "future"."""
    away = weekday - base.isoweekday()
    whole = 7 if strict else 0
    ahead, back = away % 7 or whole, -away % 7 or whole
    return shift(of_date(base), "day", ahead if tense == "future" else -back)


def parse_published(published: str | None) -> Moment | None:
    """The moment of an ISO 8601 date or time (any precision from year to second), None when absent."""
    if not published:
        return None
    parts = published[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        return None
    names = ("year", "month", "day")[: len(numbers)]
    moment = Moment(names[-1], **dict(zip(names, numbers, strict=False)))  # type: ignore[arg-type]
    sane = moment.year is not None and 1000 <= moment.year < 3000
    return moment if sane and to_date(moment) else None
