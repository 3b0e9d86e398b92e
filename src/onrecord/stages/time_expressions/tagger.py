"""The tagger: finds time expressions by rules over token classes and resolves them in order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.records import Status
from onrecord.stages.time_expressions.bounds import bound_at, bounded, event_words, opening_event
from onrecord.stages.time_expressions.context import Context, nearest_year, parse_published
from onrecord.stages.time_expressions.lexicon import Lexicon, lexicon
from onrecord.stages.time_expressions.lists import (
    ends_range,
    era_ahead,
    read_head,
    read_tail,
    weekday_range,
    with_day_ahead,
    year_ahead,
)
from onrecord.stages.time_expressions.modality import status_at
from onrecord.stages.time_expressions.moments import Moment, coarsen, shift, side_of
from onrecord.stages.time_expressions.places import (
    Place,
    extent,
    is_alone,
    is_clock,
    is_deictic,
    is_narrative,
    is_rate,
    is_within,
    is_year,
    names_event,
    remembered,
)
from onrecord.stages.time_expressions.points import around, day_of, point, year
from onrecord.stages.time_expressions.quarters import definite, quarter
from onrecord.stages.time_expressions.readings import Reading, dated, reference
from onrecord.stages.time_expressions.slots import Slots, read_slots
from onrecord.stages.time_expressions.spans import duration, duration_value, moved, recurring
from onrecord.stages.time_expressions.tense import is_told, lasts_at, tense_at
from onrecord.stages.time_expressions.timex import Timex
from onrecord.stages.time_expressions.tokens import Tokens, tokenise

_LEAD = 300  # tokens
_PIECE = 500_000  # code points read at a time
Quotation = tuple[int, int] | tuple[int, int, str | None]
Reader = Callable[[Place, Slots, Context], Reading | None]


def tag(text: str, lang: str, published: str | None, quotations: Sequence[Quotation] = ()) -> list[Timex]:
    """The time expressions of `text`, in order, not overlapping (code-point offsets).

    `published` is the ISO 8601 date the text is dated with, `quotations` the [start, end) ranges
    quoted from another text, with that text's own date where it is known: "last year" in them
    counts from there, else from publication. Languages without a resource file give an empty list.
    Pure: the same arguments give the same list; the clock is never read.
    """
    lex = lexicon(lang)
    if lex is None:
        return []
    context = Context(parse_published(published), order=lex.order)
    found: list[Timex] = []
    for offset, piece in _pieces(text):
        tokens = tokenise(piece, lex)
        context.narrative = context.narrative or is_narrative(tokens, lex, context)
        for kind, first, last in _matches(tokens, lex):
            place = extent(kind, Place(tokens, first, last, lex)) if kind != "drop" else None
            if place is not None:
                timex = _read(kind, place, _quoted(context, offset + tokens.start[first], quotations))
                if timex is not None:
                    found.append(replace(timex, start=timex.start + offset, end=timex.end + offset))
    return found


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """`text` in pieces of bounded length with their offsets, cut at white space: bounded memory."""
    offset = 0
    while len(text) - offset > _PIECE:
        cut = max(
            text.rfind("\n", offset, offset + _PIECE),
            text.rfind(" ", offset + _PIECE - 1000, offset + _PIECE),
        )
        cut = cut + 1 if cut > offset else offset + _PIECE
        yield offset, text[offset:cut]
        offset = cut
    yield offset, text[offset:]


def _quoted(context: Context, start: int, quotations: Sequence[Quotation]) -> Context:
    """The context at `start`: inside a quoted outlet's words, that of the outlet's own text."""
    for quotation in quotations:
        if quotation[0] <= start < quotation[1]:
            own = parse_published(quotation[2]) if len(quotation) > 2 else None
            if own is None:
                return context
            return replace(context, published=own, quoted=True, narrative=False, last=None)
    return context


def _matches(tokens: Tokens, lex: Lexicon) -> Iterator[tuple[str, int, int]]:
    """(kind, first, last) of each match: leftmost first; of the rules that fit, the first."""
    codes, starts, tail = tokens.codes, lex.patterns["starts"], lex.patterns["tail"]
    rules, kinds = lex.patterns["rules"], lex.kinds
    begun = starts.search(codes)
    while begun is not None:
        position = begun.start() + 1
        match = rules.match(codes, begun.start())
        if match is not None and match.lastindex:
            kind, position = kinds[match.lastindex - 1], match.end()
            yield kind, begun.start(), position
            while kind in ("point", "year") and (more := tail.match(codes, position)):
                position = more.end()
                yield "list-tail", more.start() + 1, position  # behind "and", "to", "-"
        begun = starts.search(codes, position)


def _read(kind: str, place: Place, context: Context) -> Timex | None:
    """The time expression at `place`, None when the words around it or the calendar say no."""
    slots = read_slots(place.tokens, place.first, place.last, place.lex)
    _settle_tense(context, place, slots)
    if (slots.month or slots.season) and slots.year is None:
        slots.year = year_ahead(place)
    if slots.month and slots.day and slots.year is None and context.explicit is None:
        slots.year = remembered(place, slots.month, slots.day)
    reading = _READERS[kind](place, slots, context)
    if reading is None:
        return None
    if reading.moment is not None and reading.basis == "explicit" and reading.moment.month:
        context.explicit = reading.moment
    if reading.moment is not None and _moves_on(kind, reading.moment, place, context):
        context.tell(reading.moment)
        context.told_at = place.first
    return _timex(reading, place, context)


def _settle_tense(context: Context, place: Place, slots: Slots) -> None:
    """Set what the words around `place` say of the side that it lies on."""
    tokens, first, last, lex = place.tokens, place.first, place.last, place.lex
    context.tense = tense_at(tokens, first, last, lex)
    if slots.month and context.tense == "future" and names_event(place):
        context.tense = "near"
    context.over = context.tense == "past" and (is_within(place) or is_told(tokens, first, lex))
    context.leading = context.leading and first < _LEAD
    if slots.season and status_at(tokens, first, last, lex, "") not in ("happened", None):
        context.tense = ""  # "they called for a vote in the autumn"


def _point(place: Place, slots: Slots, context: Context) -> Reading | None:
    if not is_clock(place):
        return None
    if slots.hour or slots.ampm is not None:
        slots = with_day_ahead(place, slots)
        stamp = place.first - (2 if place.name(place.first - 1) == "AT" else 1)
        if place.listed(stamp, "stamped") and not slots.deixis:
            slots = replace(slots, deixis="THIS")  # "Update at 3 p.m."
    return weekday_range(place, slots, context) or point(slots, context)


def _half_of(place: Place, slots: Slots, context: Context) -> Reading | None:
    """ "The closing half of the 1930s": the decade, century or month with its end of it."""
    half = next(n for n in range(place.first, place.last) if place.name(n) == "HALF")
    first = place.tokens.value.get(half - 1) in (1, "START")
    rest = read_slots(place.tokens, half + 2, place.last, place.lex)
    return point(replace(rest, mod="START" if first else "END"), context)


def _part_of(place: Place, slots: Slots, context: Context) -> Reading | None:
    """ "The final week of May": the end of that month; "the third day of May" is a day."""
    of = next(n for n in range(place.first, place.last) if place.name(n) == "OF")
    month = read_slots(place.tokens, of + 1, place.last, place.lex)
    last = bool({"LAST", "FINAL"} & set(slots.named[: of - place.first]))
    number = 0 if last else slots.order or 1
    if slots.unit == "D" and not slots.plural and number:
        return point(replace(month, day=number), context)
    mod = "END" if last or number > 3 else "START" if number == 1 else "MID"
    return point(replace(month, mod=mod), context)


def _year(place: Place, slots: Slots, context: Context) -> Reading | None:
    if not is_year(place):
        return None
    if not slots.era and slots.year is None:
        slots.era = era_ahead(place)
    return year(slots, context)


def _alone(place: Place, slots: Slots, context: Context) -> Reading | None:
    return point(slots, context) if is_alone(place, context) else None


def _vague(place: Place, slots: Slots, context: Context) -> Reading | None:
    if not is_deictic(place, slots, context):
        return None
    if slots.unit and slots.named[0] == "RECENT":
        return _recent(slots, context)
    value = _valued(place, ("REF", "ANYTIME", "SOON", "PREVIOUSLY", "FORMER"))
    if not value and {"RECENT", "PAST", "EARLIER"} & set(slots.named):
        value = "PAST_REF"
    return reference(value or ("PRESENT_REF" if "CURRENT" in slots.named else "FUTURE_REF"), context)


def _recent(slots: Slots, context: Context) -> Reading:
    """ "In recent weeks": some weeks up to now; "in recent years" is the vague past."""
    past = reference("PAST_REF", context)
    if slots.unit == "Y" or "AND" in slots.named:
        return past
    return replace(past, type="DURATION", value=duration_value("X", slots.unit))


def _origin(place: Place, slots: Slots, context: Context) -> Reading | None:
    """ "Originally, the posts were manned": about the month of the date that the paragraph told last."""
    told, at = context.last, context.told_at
    opens = place.first == 0 or place.name(place.first - 1) in ("DOT", "STOP", "QUOTE", "COLON")
    apart = place.lex.code["BREAK"] in place.tokens.codes[at : place.first] or at >= place.first
    if told is None or context.narrative or context.published is None or not opens or apart:
        return None
    moment = coarsen(told, "month") if told.month else coarsen(told, "year")
    if side_of(moment, context.published) != "past":
        return None
    return dated(moment, "previous expression", replace(slots, approx="APPROX"), told)


def _set(place: Place, slots: Slots, context: Context) -> Reading | None:
    return recurring(slots, _valued(place, ("SETADV",)))


def _valued(place: Place, names: Sequence[str]) -> str:
    """What the first token of one of the classes `names` means, "" when there is none."""
    numbers = range(place.first, place.last)
    return next((str(place.tokens.value[i]) for i in numbers if place.name(i) in names), "")


def _span(place: Place, slots: Slots, context: Context) -> Reading | None:
    if slots.named[:1] == ("A",) and place.last - place.first == 2 and is_rate(place):
        return recurring(slots, "")
    if slots.named == ("NUMWORD", "UNIT") and slots.unit == "D" and _is_some_day(place, context):
        return reference("FUTURE_REF", context)
    if slots.unit == "M" and slots.named[0] == "THE":
        context.last_quarter = None  # "the nine months": what is compared next is no quarter
    return duration(slots)


def _is_some_day(place: Place, context: Context) -> bool:
    """Whether "one day" is some day to come: "she will one day lead", not "got one day in jail"."""
    if place.word(place.first) != "one":
        return False
    before = place.word(place.first - 1)
    if context.tense == "future" and place.name(place.last) in ("DOT", "STOP", "QUOTE", "COMMA"):
        return before not in ("in", "for", "within", "by", "to")
    return place.lex.verbs.get(before) == "future" or (before == "to" and place.name(place.last) == "WORD")


def _definite(place: Place, slots: Slots, context: Context) -> Reading | None:
    """ "The year ended June 30" is a stretch with its own end, other "the year" a place in time."""
    if slots.unit == "Y" and not place.listed(place.last, "bounding"):
        return point(replace(slots, deixis="SAME" if context.narrative else "THIS"), context)
    if slots.unit == "Q" and context.last_quarter is None and place.listed(place.last, "bounding"):
        return _ended_quarter(place, slots, context) or definite(slots, context)
    return definite(slots, context)


def _ended_quarter(place: Place, slots: Slots, context: Context) -> Reading | None:
    """ "The quarter ended March 31": the quarter of the calendar that most of it lies in."""
    if place.name(place.last + 1) != "MONTH" or context.published is None:
        return None
    month = int(place.tokens.value[place.last + 1])
    year = nearest_year(month, None, context.published, "past")
    if place.word(place.last) not in ("ended", "ending") or year is None:
        return None
    moment = coarsen(shift(Moment("month", year, month), "month", -1), "quarter")
    context.last_quarter = moment
    return dated(moment, context.basis, slots, context.published)


_READERS: dict[str, Reader] = {
    "point": _point,
    "around": lambda place, slots, context: around(slots, context),
    "day-of": lambda place, slots, context: day_of(slots, context),
    "half-of": _half_of,
    "part-of": _part_of,
    "quarter": lambda place, slots, context: quarter(slots, context),
    "shift": lambda place, slots, context: moved(slots, context),
    "year": _year,
    "bare": _alone,
    "ref": _vague,
    "origin": _origin,
    "set": _set,
    "span": _span,
    "definite": _definite,
    "list-head": read_head,
    "list-tail": read_tail,
}


def _moves_on(kind: str, moment: Moment, place: Place, context: Context) -> bool:
    """Whether the telling goes on from `moment`: not from what is compared with, planned, an end."""
    if (moment.unit == "year" and ends_range(place)) or _is_compared(place):
        return False
    if not context.narrative and place.listed(place.first - 1, "since"):
        return False  # "the first since 1990. A month later …"
    if kind == "year" and context.narrative:
        return status_at(place.tokens, place.first, place.last, place.lex, "past") != "planned"
    return kind != "shift" or (context.narrative and moment.unit not in ("year", "decade", "century"))


def _is_compared(place: Place) -> bool:
    """Whether a stretch is only held against another one: "the year-ago quarter"."""
    return any(place.name(number) == "YEARAGO" for number in range(place.first, place.last))


def _timex(reading: Reading, place: Place, context: Context) -> Timex:
    edtf, anchor, basis = reading.edtf, reading.anchor, reading.basis
    opening = opening_event(place) if edtf is not None and reading.moment is not None else None
    if edtf is not None and reading.moment is not None:
        edtf = bounded(edtf, place, opening is not None)
    event = opening
    if opening is None and (reading.type == "DURATION" or reading.precision == "year"):
        event = event_words(place, reading.precision == "year")
    if event is not None:
        anchor, basis = event, "event" if reading.moment is None else basis
    return Timex(
        start=place.tokens.start[place.first],
        end=place.tokens.end[place.last - 1],
        type=reading.type,
        value=reading.value,
        edtf=edtf,
        precision=reading.precision,
        basis=basis,
        anchor=anchor,
        mod=reading.mod,
        alternatives=reading.alternatives,
        status="ongoing" if opening is not None else _status(reading, place, context),
    )


def _status(reading: Reading, place: Place, context: Context) -> Status | None:
    """The modality of the dated clause; durations and sets date nothing."""
    if reading.type in ("DURATION", "SET"):
        return None
    side = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}.get(reading.value, "")
    if reading.moment is not None and context.published is not None:
        side = side_of(reading.moment, context.published)
    lasts = lasts_at(place.tokens, place.first, place.last, place.lex)
    if side == "past" and lasts and place.listed(bound_at(place), "since"):
        return "ongoing"
    if side == "past" and names_event(place):
        return "happened"  # "the 2016 vote", whatever is said of it
    return status_at(place.tokens, place.first, place.last, place.lex, side)
