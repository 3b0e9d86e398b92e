"""The tagger: finds time expressions by rules over token classes and resolves them in order."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.records import Status
from onrecord.stages.time_expressions import resolve
from onrecord.stages.time_expressions.context import Context, parse_published
from onrecord.stages.time_expressions.lexicon import Lexicon, lexicon
from onrecord.stages.time_expressions.moments import Moment, side_of, to_date
from onrecord.stages.time_expressions.resolve import Reading
from onrecord.stages.time_expressions.slots import Slots, read_slots
from onrecord.stages.time_expressions.tense import status_at, tense_at
from onrecord.stages.time_expressions.timex import Timex
from onrecord.stages.time_expressions.tokens import Tokens, tokenise

Builder = Callable[[Slots, Context], Reading | None]
_BUILDERS: dict[str, Builder] = {
    "point": resolve.point,
    "quarter": resolve.quarter,
    "year": resolve.year,
    "shift": resolve.moved,
    "span": resolve.duration,
    "definite": resolve.definite,
    "bare": resolve.point,
}
_INTRODUCES = {
    "IN",
    "OF",
    "BY",
    "SINCE",
    "FROM",
    "TO",
    "AND",
    "OR",
    "ON",
    "BETWEEN",
    "EARLY",
    "LATE",
    "MID",
    "PER",
    "BEFORE",
    "AFTER",
    "DASH",
    "HYPHEN",
    "OPEN",
    "COMMA",
    "DOING",
}


_EVENT_WORDS = {"WORD", "NAME", "THE", "ITS", "A", "YEAR", "HYPHEN", "POSS", "OF", "MONTH", "ORD"}
Quotation = tuple[int, int] | tuple[int, int, str | None]


def tag(text: str, lang: str, published: str | None, quotations: Sequence[Quotation] = ()) -> list[Timex]:
    """The time expressions of `text`, in order, not overlapping (code-point offsets).

    `published` is the ISO 8601 date the text is dated with, `quotations` the [start, end) ranges
    quoted from another outlet, with that text's own date where it is known: "last year" in them
    counts from there. Languages without a resource file give an empty list. Pure: the
    same arguments give the same list; the clock is never read.
    """
    lex = lexicon(lang)
    if lex is None:
        return []
    tokens = tokenise(text, lex)
    context = Context(parse_published(published), order=lex.order)
    context.narrative = _is_narrative(tokens, lex, context)
    found: list[Timex] = []
    for kind, first, last in _matches(tokens, lex):
        timex = _read(kind, first, last, tokens, lex, _quoted(context, tokens.start[first], quotations))
        if timex is not None:
            found.append(timex)
    return found


def _quoted(context: Context, start: int, quotations: Sequence[Quotation]) -> Context:
    """The context at `start`: inside a quoted outlet's words, that of the outlet's own text."""
    for quotation in quotations:
        if quotation[0] <= start < quotation[1]:
            own = parse_published(quotation[2]) if len(quotation) > 2 else None
            return replace(context, published=own or context.published, quoted=True)
    return context


def _matches(tokens: Tokens, lex: Lexicon) -> Iterator[tuple[str, int, int]]:
    """(kind, first, last) of each match of the rules, leftmost and, among the rules, first wins."""
    codes = tokens.codes
    position = 0
    starts = lex.starts
    while True:
        begun = starts.search(codes, position)
        if begun is None:
            return
        position = begun.start()
        for rule in lex.rules:
            match = rule.pattern.match(codes, position)
            if match and match.end() > position:
                yield rule.kind, position, match.end()
                position = match.end()
                while rule.kind in ("point", "year"):
                    tail = lex.tail.match(codes, position)
                    if tail is None:
                        break
                    yield "list-tail", tail.end() - 1, tail.end()
                    position = tail.end()
                break
        else:
            position += 1


def _is_narrative(tokens: Tokens, lex: Lexicon, context: Context) -> bool:
    """Whether a text tells of the past at length: most of its years lie well before publication."""
    if context.published is None or context.published.year is None:
        return False
    code = lex.code["YEAR"]
    here = context.published.year
    years = [int(tokens.value[m.start()]) for m in re.finditer(code, tokens.codes)]
    past = [year for year in years if 1000 <= year < here - 2]
    eras = tokens.codes.count(lex.code["ERA"])
    recent = sum(year >= here - 1 for year in years)
    if len(set(past)) + eras < 3 or 20 * recent > len(past):
        return False
    old = len(past) + eras
    return (
        old >= 5 and old > 0.6 * (len(years) + eras) and 4 * len(lex.reporting.findall(tokens.codes)) <= old
    )


def _read(kind: str, first: int, last: int, tokens: Tokens, lex: Lexicon, context: Context) -> Timex | None:
    if kind == "drop":
        return None
    first, last = _extent(kind, first, last, tokens, lex)
    if first >= last:
        return None
    slots = read_slots(tokens, first, last, lex)
    context.tense = tense_at(tokens, first, last, lex)
    if kind == "year" and not _dates(tokens, first, last, lex):
        return None
    if slots.month and slots.year is None:
        slots.year = _year_ahead(last, tokens, lex)
    if kind == "bare" and not _month_name(first, last, tokens, lex, context):
        return None
    if kind == "year" and not slots.era and slots.year is None:
        slots.era = _era_ahead(last, tokens, lex)
    if kind == "ref":
        if not _deictic_ref(slots, context):
            return None
        refs = ("REF", "SOON", "PREVIOUSLY", "FORMER")
        value = next(
            (str(tokens.value[i]) for i in range(first, last) if lex.names[tokens.codes[i]] in refs), ""
        )
        names = slots.named
        value = value or (
            "PAST_REF"
            if {"RECENT", "PAST"} & set(names)
            else "PRESENT_REF"
            if "CURRENT" in names
            else "FUTURE_REF"
        )
        reading: Reading | None = resolve.reference(value, context)
    elif kind == "set":
        value = next(
            (str(tokens.value[i]) for i in range(first, last) if lex.names[tokens.codes[i]] == "SETADV"), ""
        )
        reading = resolve.recurring(slots, context, value)
    elif kind == "list-tail":
        reading = _list_tail(slots, first, tokens, lex, context)
    elif kind == "list-head":
        reading = _list_head(slots, first, last, tokens, lex, context)
    elif kind == "span" and slots.named[:1] == ("A",) and last - first == 2 and _is_rate(first, tokens, lex):
        reading = resolve.recurring(slots, context, "")
    elif kind == "definite" and slots.unit == "Y" and not _bounds_follow(last, tokens):
        reading = resolve.point(replace(slots, deixis="SAME" if context.narrative else "THIS"), context)
    else:
        reading = _BUILDERS[kind](slots, context)
    if reading is None:
        return None
    ranged = reading.moment is not None and reading.moment.unit == "year" and _ends_range(first, tokens, lex)
    planned = context.narrative and kind == "year" and status_at(tokens, first, last, lex, "past") == "planned"
    if reading.moment is not None and not (ranged or planned) and _moves_on(kind, reading.moment, context):
        context.tell(reading.moment)
    return _timex(reading, first, last, tokens, lex, context)


def _extent(kind: str, first: int, last: int, tokens: Tokens, lex: Lexicon) -> tuple[int, int]:
    """The tokens that belong to the expression: no final dot, no article before "five-year low"."""
    codes, code = tokens.codes, lex.code
    if codes[last - 1] == code["DOT"]:
        last -= 1
    if (
        first
        and codes[first - 1] in (code["QUOTE"], code["MARK"], code["NAME"])
        and _is_title(tokens, first, last, lex)
    ):
        return first, first
    if kind in ("point", "year") and tokens.word[first] in lex.least and last - first > 1:
        first += 1
    if kind == "span" and codes[first] in (code["THE"], code["A"], code.get("ITS")):
        counted = (
            last - first > 2
            and codes[last - 1] == code["UNIT"]
            and codes[first + 1] in (code["NUMWORD"], code["DAYNUM"], code["NUM"])
        )
        if counted:
            first += 1
    return first, last


def _is_rate(first: int, tokens: Tokens, lex: Lexicon) -> bool:
    """Whether "a year" tells a rate: "33 million a year", "two flights a year"."""
    if not first:
        return False
    name, word = lex.names[tokens.codes[first - 1]], tokens.word[first - 1]
    if name in ("NUM", "DAYNUM", "BIG", "NUMWORD", "UNITS", "YEAR"):
        return True
    return name == "WORD" and (word in lex.nouns or (len(word) > 3 and word[-1] == "s" and word[-2] != "s"))


def _bounds_follow(last: int, tokens: Tokens) -> bool:
    """Whether "the year" is a stretch with its own end: "the year ended June 30"."""
    return tokens.word[last : last + 1] in (["ended"], ["ending"], ["before"], ["after"])


def _year_ahead(last: int, tokens: Tokens, lex: Lexicon) -> int | None:
    """The year of "August" in "August and September 1914"."""
    ahead = lex.ahead.match(tokens.codes, last)
    return int(tokens.value[ahead.end() - 1]) if ahead else None


def _ends_range(first: int, tokens: Tokens, lex: Lexicon) -> bool:
    """Whether a year closes a range ("1975-76"): the telling stays with the year that opens it."""
    if first < 2:
        return False
    joint, before = lex.names[tokens.codes[first - 1]], lex.names[tokens.codes[first - 2]]
    return joint in ("HYPHEN", "DASH") and before in ("YEAR", "NUM")


def _moves_on(kind: str, moment: Moment, context: Context) -> bool:
    """Whether the telling goes on from `moment`: not from what is only compared with."""
    if kind != "shift":
        return True
    return context.narrative and moment.unit not in ("year", "decade", "century")


def _deictic_ref(slots: Slots, context: Context) -> bool:
    """Whether a vague word refers from now: "soon became" and, in stories, "previously" do not."""
    name = slots.named[0]
    if name == "SOON":
        return context.tense != "past" and not context.narrative
    if name == "PREVIOUSLY":
        return not context.narrative
    if name == "FUTURE" and len(slots.named) == 1:
        return context.narrative
    return name != "FORMER" or context.narrative


def _era_ahead(last: int, tokens: Tokens, lex: Lexicon) -> int:
    """The era of "499" in "499-493 BC"."""
    number = last + 2
    named = number < len(tokens.word) and lex.names[tokens.codes[number]] == "ERA"
    return int(tokens.value[number]) if named else 0


def _month_name(first: int, last: int, tokens: Tokens, lex: Lexicon, context: Context) -> bool:
    """Whether a lone capitalised month is one: not "the Long March", "May God", "Jan Kowalski"."""
    if lex.names[tokens.codes[first]] == "PART":
        return context.narrative and tokens.value[first] in ("NI", "DT")
    if lex.names[tokens.codes[first]] != "MONTH":
        return True
    before = lex.names[tokens.codes[first - 1]] if first else "BREAK"
    after = lex.names[tokens.codes[last]] if last < len(tokens.word) else "BREAK"
    if before in ("COMMA", "AND") and after == "NAME" and tokens.word[first] in lex.doubtful:
        return False
    if before in _INTRODUCES or (first and tokens.word[first - 1] in lex.introducing):
        return True
    if tokens.word[first] not in lex.doubtful:
        return after != "NAME" or before not in ("NAME", "BREAK", "DOT")
    return before in ("THE", "A") and after == "WORD" and len(tokens.word[last]) > 3


def _is_title(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    """Whether a capitalised unit or "Today" makes the words a title: "This Week", "USA Today"."""
    names = (lex.names[tokens.codes[i]] for i in range(first, last))
    capital = any(
        name in ("UNIT", "UNITS", "DEICTIC") and tokens.text[tokens.start[i]].isupper()
        for i, name in enumerate(names, first)
    )
    return capital and (last - first > 1 or tokens.codes[first - 1] == lex.code["NAME"])


def _list_tail(slots: Slots, first: int, tokens: Tokens, lex: Lexicon, context: Context) -> Reading | None:
    """The later members of "April 24 and 25" and "1958-59", completed from the one before."""
    before = context.just
    number = slots.day or slots.order
    digits = tokens.word[first]
    if before is None or before.year is None:
        return None
    if before.unit == "year":
        close = (
            tokens.end[first - 2] == tokens.start[first - 1] and tokens.end[first - 1] == tokens.start[first]
        )
        year = before.year - before.year % 100 + int(digits) if len(digits) == 2 and digits.isdigit() else 0
        if close and before.year < year < before.year + 60:
            return resolve.dated(Moment("year", year), "explicit", slots)
    after = tokens.word[first + 1 : first + 2]
    plain = tokens.codes[first + 1 : first + 2] == lex.code["WORD"]
    if plain and after[0] not in lex.verbs and tokens.codes[first - 1] not in (lex.code["HYPHEN"], lex.code["DASH"]):
        return None
    if before.unit == "day" and number and number <= 31 and number > (before.day or 0):
        moment = before.at("day", day=number)
        return resolve.dated(moment, "previous expression", slots, before) if to_date(moment) else None
    return None


def _list_head(
    slots: Slots, first: int, last: int, tokens: Tokens, lex: Lexicon, context: Context
) -> Reading | None:
    """The first days of "9 and 10 November 2020": month and year come from the last one."""
    match = re.compile(
        f"[^{lex.code['MONTH']}]*{lex.code['MONTH']}[{lex.code['DOT']}{lex.code['COMMA']}{lex.code['OF']}]*{lex.code['YEAR']}?"
    ).match(tokens.codes, last)
    if match is None:
        return None
    rest = read_slots(tokens, max(last, match.end() - 4), match.end(), lex)
    return resolve.point(replace(slots, month=rest.month, year=rest.year), context)


def _dates(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    """Whether a four-digit number is a year: not counted things, not part of a larger number."""
    if last < len(tokens.word) and tokens.word[last] in lex.nouns:
        return False
    text, start, end = tokens.text, tokens.start[first], tokens.end[last - 1]
    if (
        start
        and text[start - 1] in "-–—/.,:+#$€£"
        and start > 1
        and text[start - 2].isdigit()
        and text[start - 1] not in "-–—/"
    ):
        return False
    if end < len(text) - 1 and text[end] in ".,:" and text[end + 1].isdigit():
        return False
    year = tokens.value.get(last - 1, 0)
    if isinstance(year, int) and (year < 1500 or year > 2100) and last - first == 1:
        before = tokens.word[first - 1] if first else ""
        return before in ("in", "since", "of", "by", "until", "from", "to", "before", "after", "(")
    return True


def _bounded(reading: Reading, first: int, tokens: Tokens) -> str | None:
    """The EDTF of a reading, open on one side after "since" or "until" (the value stays the point)."""
    edtf = reading.edtf
    if edtf is None or "/" in edtf or reading.moment is None:
        return edtf
    before = tokens.word[max(0, first - 3) : first]
    if before[-1:] == ["since"]:
        return f"{edtf}/.."
    if before[-1:] in (["until"], ["till"]) or before[-2:] == ["until", "at least"]:
        return f"../{edtf}"
    return edtf


def _event(reading: Reading, first: int, last: int, tokens: Tokens, lex: Lexicon) -> str | None:
    """The words of the event an expression is tied to: "after the vote", "since the 2020 deal"."""
    names = lex.names
    if reading.type == "DURATION" and last < len(tokens.word) and tokens.word[last] in lex.event:
        begin = last
    elif reading.precision == "year" and first > 1 and names[tokens.codes[first - 1]] == "THE":
        begin = first - 2 if tokens.word[first - 2] in lex.event else len(tokens.word)
        last -= 1
    else:
        return None
    end = begin + 1
    while end < min(len(tokens.word), begin + 8) and names[tokens.codes[end]] in _EVENT_WORDS:
        end += 1
    return tokens.text[tokens.start[begin] : tokens.end[end - 1]] if end > max(begin + 1, last) else None


def _status(
    reading: Reading, first: int, last: int, tokens: Tokens, lex: Lexicon, context: Context
) -> Status | None:
    """The modality of the dated clause; durations and sets date nothing."""
    if reading.type in ("DURATION", "SET"):
        return None
    side = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}.get(reading.value, "")
    if reading.moment is not None and context.published is not None:
        side = side_of(reading.moment, context.published)
    return status_at(tokens, first, last, lex, side)


def _timex(reading: Reading, first: int, last: int, tokens: Tokens, lex: Lexicon, context: Context) -> Timex:
    start, end = tokens.start[first], tokens.end[last - 1]
    edtf = _bounded(reading, first, tokens)
    event = _event(reading, first, last, tokens, lex)
    if event:
        basis = "event" if reading.moment is None else reading.basis
        reading = replace(reading, basis=basis, anchor=event)
    return Timex(
        start,
        end,
        reading.type,
        reading.value,
        edtf,
        reading.precision,
        reading.basis,
        reading.anchor,
        reading.mod,
        reading.alternatives,
        _status(reading, first, last, tokens, lex, context),
    )
