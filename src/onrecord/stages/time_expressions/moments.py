"""Moments: calendar units of any size, shifted, written as TIMEX3 values and as EDTF."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.records import Precision

# Sizes from small to large; a moment's `unit` says which of its fields count.
UNITS = (
    "second",
    "minute",
    "hour",
    "part",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
)
_PRECISION: dict[str, Precision] = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "part": "part of day",
    "day": "day",
    "weekend": "week",
    "week": "week",
    "month": "month",
    "season": "season",
    "quarter": "quarter",
    "half": "half-year",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "millennium": "vague",
}
_SEASON_CODE = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}  # EDTF level 1
_SEASONS = ("SP", "SU", "FA", "WI")


@dataclass(frozen=True, slots=True)
class Moment:
    """One stretch of the calendar: `unit` and the fields it needs; what is unknown is None.

    `year` is astronomical-free: 490 BC is -490. `part` holds the season, part of day, or number
    of the half or quarter; `clock` an ISO time of day with zone.
    """

    unit: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    part: str = ""
    clock: str = ""

    @property
    def precision(self) -> Precision:
        """How fine this moment is."""
        return _PRECISION[self.unit]

    def at(self, unit: str, **fields: object) -> "Moment":
        """This moment with another unit and some fields changed."""
        return replace(self, unit=unit, **fields)  # type: ignore[arg-type]


def of_date(day: date) -> Moment:
    """The day `day`."""
    return Moment("day", day.year, day.month, day.day)


def to_date(moment: Moment) -> date | None:
    """The first day of a moment, None before our era or when its parts are unknown."""
    if moment.year is None or not 1 <= moment.year <= 9999:
        return None
    try:
        if moment.unit in ("week", "weekend") and moment.week and not moment.day:
            return date.fromisocalendar(moment.year, moment.week, 1 if moment.unit == "week" else 6)
        return date(moment.year, _first_month(moment), moment.day or 1)
    except ValueError:
        return None


def _first_month(moment: Moment) -> int:
    if moment.month:
        return moment.month
    if moment.unit == "quarter" and moment.part.isdigit():
        return 3 * int(moment.part) - 2
    if moment.unit == "half" and moment.part.isdigit():
        return 6 * int(moment.part) - 5
    return {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(moment.part, 1) if moment.unit == "season" else 1


def week_of(day: date) -> Moment:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return Moment("week", year, week=week)


def season_of(month: int) -> str:
    """The northern meteorological season of a month."""
    return _SEASONS[(month % 12) // 3 - 1] if month % 12 >= 3 else "WI"


def coarsen(moment: Moment, unit: str) -> Moment:
    """The `unit` that `moment` lies in (its parts that are finer are dropped)."""
    year, month = moment.year, moment.month
    if unit in ("week", "weekend"):
        day = to_date(moment)
        known = day is not None and (moment.day or moment.week)
        return week_of(day).at(unit) if day and known else Moment(unit, year)
    if unit == "month":
        return Moment("month", year, month)
    if unit == "quarter":
        number = str((_first_month(moment) + 2) // 3) if month or moment.unit == "quarter" else "X"
        return Moment("quarter", year, part=number)
    if unit == "half":
        return Moment("half", year, part=str((_first_month(moment) + 5) // 6))
    if unit == "season":
        return Moment("season", year, part=season_of(month) if month else "")
    if unit == "day":
        return Moment("day", year, month, moment.day)
    return Moment(unit, year)


def shift(moment: Moment, unit: str, count: int) -> Moment:
    """`moment` moved by `count` units, at the precision of `unit`."""
    if moment.year is None:
        return Moment(unit)
    if unit in ("day", "week", "weekend"):
        return _shift_days(moment, unit, count)
    base = coarsen(moment, unit)
    if unit == "month":
        if moment.month is None:
            return Moment("month", moment.year)
        total = moment.year * 12 + moment.month - 1 + count
        return Moment("month", total // 12, total % 12 + 1)
    if unit == "quarter" and base.part.isdigit():
        total = moment.year * 4 + int(base.part) - 1 + count
        return Moment("quarter", total // 4, part=str(total % 4 + 1))
    if unit == "half" and base.part.isdigit():
        total = moment.year * 2 + int(base.part) - 1 + count
        return Moment("half", total // 2, part=str(total % 2 + 1))
    years = {"decade": 10, "century": 100, "millennium": 1000}.get(unit, 1) * count
    return base.at(unit, year=add_years(moment.year, years))


def add_years(year: int, count: int) -> int:
    """`year` moved by `count` years over the gap between 1 BC and AD 1."""
    moved = year + count
    if year < 0 <= moved:
        return moved + 1
    return moved - 1 if moved <= 0 < year else moved


def _shift_days(moment: Moment, unit: str, count: int) -> Moment:
    day = to_date(moment)
    if day is None or not (moment.day or moment.week):
        return Moment(unit, moment.year, moment.month if unit == "day" else None)
    days = count * (1 if unit == "day" else 7)
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        return Moment(unit)
    return of_date(moved) if unit == "day" else week_of(moved).at(unit)


def _year(year: int | None, digits: int = 4) -> str:
    if year is None:
        return "X" * digits
    full = f"{abs(year):04d}"
    return ("BC" if year < 0 else "") + full[:digits]


def _day(moment: Moment) -> str:
    month = f"{moment.month:02d}" if moment.month else "XX"
    day = f"{moment.day:02d}" if moment.day else "XX"
    if moment.year is not None and moment.week and not moment.month:
        return f"{_year(moment.year)}-W{moment.week:02d}"
    return f"{_year(moment.year)}-{month}-{day}"


def side_of(moment: Moment, base: Moment) -> str:
    """Where `moment` lies seen from `base`: "past" (its day too), "future", "" when not known."""
    if moment.year is None or base.year is None:
        return ""
    first, here = to_date(moment), to_date(base)
    if moment.year != base.year or first is None or here is None:
        return "past" if moment.year < base.year else "future" if moment.year > base.year else ""
    if moment.unit in ("year", "decade", "century"):
        return ""
    return "future" if first > here else "past"


def value_of(moment: Moment) -> str:
    """The TIMEX3 value; unknown places are X, years before our era are BC and four digits."""
    unit, year = moment.unit, _year(moment.year)
    if unit in ("second", "minute", "hour"):
        return f"{_day(moment)}T{moment.clock}"
    if unit == "part":
        return f"{_day(moment)}T{moment.part}"
    if unit == "day":
        return _day(moment)
    if unit in ("week", "weekend"):
        week = f"{moment.week:02d}" if moment.week else "XX"
        return f"{year}-W{week}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{year}-{moment.month:02d}" if moment.month else f"{year}-XX"
    if unit == "season":
        return f"{year}-{moment.part or 'XX'}"
    if unit in ("quarter", "half"):
        return f"{year}-{'Q' if unit == 'quarter' else 'H'}{moment.part or 'X'}"
    return _year(moment.year, {"decade": 3, "century": 2, "millennium": 1}.get(unit, 4))


def edtf_of(moment: Moment, mod: str | None = None) -> str | None:
    """The EDTF (level 2) of a moment, None when not even its year is known; APPROX adds "~".

    Times keep the precision given (ISO 8601-1): EDTF has only full times, and seconds are not
    filled in. A week is the interval of its days.
    """
    text = _edtf(moment)
    if text is None or "/" in text or "T" in text:
        return text
    return text + "~" if mod in ("APPROX", "LESS_THAN", "MORE_THAN") else text


def _edtf(moment: Moment) -> str | None:
    if moment.year is None:
        return None
    year = f"{moment.year:04d}" if moment.year > 0 else f"-{-moment.year - 1:04d}"
    unit = moment.unit
    if unit in ("second", "minute", "hour") and moment.day and "24:00" not in moment.clock:
        return f"{_edtf(coarsen(moment, 'day'))}T{moment.clock}"
    if unit in ("day", "part", "second", "minute", "hour"):
        month = f"{moment.month:02d}" if moment.month else "XX"
        return f"{year}-{month}-{moment.day:02d}" if moment.day else f"{year}-{month}-XX"
    if unit in ("week", "weekend"):
        first = to_date(moment) if moment.week else None
        last = first + timedelta(days=1 if unit == "weekend" else 6) if first else None
        return f"{first}/{last}" if first else year
    if unit == "month":
        return f"{year}-{moment.month:02d}" if moment.month else f"{year}-XX"
    if unit == "season":
        return f"{year}-{_SEASON_CODE[moment.part]}" if moment.part in _SEASON_CODE else year
    if unit in ("quarter", "half"):
        code = {"quarter": 32, "half": 39}[unit]
        return f"{year}-{code + int(moment.part)}" if moment.part.isdigit() else year
    return year[: len(year) - {"decade": 1, "century": 2, "millennium": 3}.get(unit, 0)] + "X" * {
        "decade": 1,
        "century": 2,
        "millennium": 3,
    }.get(unit, 0)
