"""The slots of a matched expression: month, day, year, clock, deixis …, read off its tokens."""

from dataclasses import dataclass

from onrecord.stages.time_expressions.lexicon import Lexicon, Value
from onrecord.stages.time_expressions.tokens import Tokens

_DEIXIS = (
    "THIS",
    "THAT",
    "LAST",
    "PAST",
    "PREV",
    "NEXT",
    "COMING",
    "FOLLOWING",
    "SAME",
    "CURRENT",
    "LATEST",
    "YEARAGO",
    "FINAL",
)
_DIRECTION = ("AGO", "EARLIER", "BEFORE", "LATER", "AFTER", "FROM")
_MODS = ("EARLY", "LATE", "MID", "BEGIN", "MIDDLE", "ENDWORD", "FINALE")
_NUMBERS = ("DAYNUM", "NUM", "BIG", "NUMWORD")
_UNITS = ("UNIT", "UNITS", "SECONDS", "QUARTER", "CENTURY")


@dataclass
class Slots:
    """Everything a span of tokens says; None or "" where it says nothing."""

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekdays: str = ""
    year: int | None = None
    short_year: bool = False
    era: int = 0
    season: str = ""
    part: str = ""
    hour: str = ""
    zone: str = ""
    ampm: int | None = None
    unit: str = ""
    plural: bool = False
    deixis: str = ""
    deictic: int | None = None
    tonight: bool = False
    holiday: str = ""
    decade: str = ""
    number: float | str | None = None
    order: int | None = None
    direction: str = ""
    mod: str = ""
    approx: str = ""
    numdate: str = ""
    half: bool = False
    quarter: bool = False
    period: bool = False
    recent: bool = False
    named: tuple[str, ...] = ()


def read_slots(tokens: Tokens, first: int, last: int, lex: Lexicon) -> Slots:
    """The slots of tokens [first, last)."""
    slots = Slots()
    names = lex.names
    seen: list[str] = []
    for number in range(first, last):
        name = names[tokens.codes[number]]
        seen.append(name)
        _read(slots, name, tokens.value.get(number, 0), tokens.word[number], seen)
    slots.named = tuple(seen)
    if "DECADEMARK" in seen:
        _as_decade(slots)
    if slots.unit == "CE" and slots.order is None and slots.day is not None:
        slots.order = slots.day  # "19. Jahrhundert"
    return slots


def _as_decade(slots: Slots) -> None:
    """ "1990er Jahre", "les années 90": the number beside the mark is that of a decade."""
    number = slots.year if slots.year is not None else slots.number
    slots.decade, slots.year, slots.number = f"{number}s", None, None


def _read(slots: Slots, name: str, value: Value, word: str, seen: list[str]) -> None:
    if name == "ROMAN":
        slots.order = int(value)
    elif name in ("MONTH", "WEEKDAY"):
        setattr(slots, name.lower(), int(value))
    elif name == "YEAR":
        _read_year(slots, int(value), word)
    elif name in _NUMBERS:
        _read_number(slots, name, value)
    elif name in ("ORD", "ORDN"):
        slots.order = int(value)
    elif name in _UNITS:
        slots.quarter = slots.quarter or name == "QUARTER"
        if not (name == "QUARTER" and slots.unit):
            slots.unit, slots.plural = str(value), name in ("UNITS", "SECONDS")
    elif name in _DEIXIS:
        if not (name == "SAME" and slots.deixis):
            slots.deixis = "FOLLOWING" if name == "NEXT" and seen[-2:] == ["THE", "NEXT"] else name
    elif name in _DIRECTION:
        slots.direction = name
        if name in ("EARLIER", "LATER") and len(seen) == 1:
            slots.mod = "EARLIER" if name == "EARLIER" else "LATER"
    elif name in _MODS:
        slots.mod = str(value)
    else:
        _read_rest(slots, name, value, word, seen)


def _read_year(slots: Slots, value: int, word: str) -> None:
    if slots.year is not None:
        slots.number = value
    slots.year, slots.short_year = value, word[0] in "'’"


def _read_number(slots: Slots, name: str, value: Value) -> None:
    if name == "DAYNUM":
        if slots.day is not None and slots.number is None:
            slots.number = slots.day
        slots.day = int(value)
    elif slots.number is None:
        slots.number = value


def _read_military(slots: Slots, seen: list[str]) -> None:
    """Four digits before a zone are hours and minutes: "0930 GMT"."""
    if seen[-2:-1] == ["NUM"] and isinstance(slots.number, (int, float)):
        number, slots.number = int(slots.number), None
    elif seen[-2:-1] == ["YEAR"] and slots.year is not None:
        number, slots.year = slots.year, None
    else:
        return
    slots.hour = f"{number // 100:02d}:{number % 100:02d}"


def _read_stamp(slots: Slots, word: str) -> None:
    """The date, time and zone of "2024-03-05t14:30:00+02:00"."""
    slots.numdate, clock = word[:10], word[11:]
    zone = min((n for n, mark in enumerate(clock) if mark in "z+-"), default=len(clock))
    slots.hour, slots.zone = clock[:zone], clock[zone:].upper()


def _read_rest(slots: Slots, name: str, value: Value, word: str, seen: list[str]) -> None:
    if name in ("SEASON", "FALL"):
        slots.season = str(value)
    elif name in ("PART", "PARTS"):
        slots.part = str(value)
    elif name == "TONIGHT":
        slots.part, slots.tonight = str(value), True
    elif name in ("CLOCK", "NOON"):
        slots.hour = word if name == "CLOCK" else str(value)
    elif name == "AMPM":
        slots.ampm = int(value)
    elif name == "ZONE":
        slots.zone = str(value)
        _read_military(slots, seen)
    elif name == "OCLOCK":
        slots.ampm = -1
    elif name == "ERA":
        slots.era = int(value)
    elif name == "DEICTIC":
        slots.deictic = int(value)
    elif name == "HOLIDAY":
        slots.holiday = str(value)
    elif name in ("DECADE", "DECADEWORD"):
        slots.decade = word if name == "DECADE" else str(value)
    elif name == "APPROX":
        slots.approx = str(value)
    elif name in ("ISO", "NUMDATE"):
        slots.numdate = word
    elif name == "DATED":
        slots.numdate = str(value)
    elif name == "ISOTIME":
        _read_stamp(slots, word)
    elif name == "WEEKDAYS":
        slots.weekdays = str(value)
    elif name == "HALF":
        slots.half = True
    elif name == "PERIOD":
        slots.period = True
    elif name == "RECENT":
        slots.recent = True
    elif name == "QUANT":
        slots.number = value
    elif name == "QNUM":
        slots.quarter, slots.half = word[0] == "q", word[0] == "h"
        slots.order = int(word[1])
