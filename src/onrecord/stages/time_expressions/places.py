"""Places in the token row, and whether the words around one let it be a time expression."""

import re
from dataclasses import dataclass

from onrecord.stages.time_expressions.context import Context
from onrecord.stages.time_expressions.lexicon import Lexicon
from onrecord.stages.time_expressions.slots import Slots
from onrecord.stages.time_expressions.tokens import Tokens

_INTRODUCES = {
    "IN", "OF", "BY", "SINCE", "FROM", "TO", "AND", "OR", "ON", "BETWEEN", "EARLY", "LATE", "MID", "PER",
    "BEFORE", "AFTER", "DASH", "HYPHEN", "OPEN", "COMMA", "DOING",
}  # fmt: skip
_COUNTS = ("NUM", "DAYNUM", "BIG", "NUMWORD", "UNITS", "YEAR")
_MANY_YEARS = 25


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens [first, last) of a row: what a rule matched."""

    tokens: Tokens
    first: int
    last: int
    lex: Lexicon

    def name(self, number: int) -> str:
        """The class of a token, BREAK outside the row."""
        codes = self.tokens.codes
        return self.lex.names[codes[number]] if 0 <= number < len(codes) else "BREAK"

    def word(self, number: int) -> str:
        """A token in lower case, "" outside the row."""
        words = self.tokens.word
        return words[number] if 0 <= number < len(words) else ""

    def listed(self, number: int, name: str) -> bool:
        """Whether a token stands in a list of the language's resource file."""
        return self.word(number) in self.lex.listed(name)


def extent(kind: str, place: Place) -> Place | None:
    """The tokens that belong to the expression: no final dot, no article before "five-year low".

    None when it is part of a title.
    """
    first, last = place.first, place.last
    if place.name(last - 1) == "DOT":
        last -= 1
    if first and place.name(first - 1) in ("QUOTE", "MARK", "NAME", "POSS") and _is_title(place):
        return None
    if any(check(place) for check in _NO_TIMES):
        return None
    if kind in ("point", "year") and place.listed(first, "least") and last - first > 1:
        first += 1
    first += _is_conjunction(place)
    first += kind == "quarter" and place.name(first) == "ITS"  # "its [fourth quarter]"
    if kind == "span":
        first = _span_first(place, first, last)
    return Place(place.tokens, first, last, place.lex) if first < last else None


def _span_first(place: Place, first: int, last: int) -> int:
    """The first token of a stretch: no "over" that is no measure, no article before "three-year"."""
    if place.name(first) == "OVER" and place.word(first) == "over":
        first += not place.listed(first - 1, "measuring")
    if place.name(first) not in ("THE", "A", "ITS") or last - first < 3 or place.name(last - 1) != "UNIT":
        return first
    vague = place.name(first + 1) == "QUANT" and place.name(first + 2) == "HYPHEN"
    return first + (vague or place.name(first + 1) in ("NUMWORD", "DAYNUM", "NUM"))


def _is_conjunction(place: Place) -> bool:
    """Whether "that" before a weekday brings in a clause: "said that Friday's vote was lost"."""
    if place.name(place.first) != "THAT" or place.name(place.first + 1) != "WEEKDAY":
        return False
    return place.name(place.first + 2) == "POSS" or place.listed(place.first - 1, "saying")


def _is_title(place: Place) -> bool:
    """Whether a capitalised unit or "Today" makes the words a title: "This Week", "USA Today"."""
    text, start = place.tokens.text, place.tokens.start
    capital = any(
        place.name(i) in ("UNIT", "UNITS", "DEICTIC") and text[start[i]].isupper()
        for i in range(place.first, place.last)
    )
    return capital and (place.last - place.first > 1 or place.name(place.first - 1) == "NAME")


def _is_our_age(place: Place) -> bool:
    """Whether "today's" or "tomorrow's" is about an age: "today's world", "tomorrow's leaders"."""
    alone = place.name(place.first) == "DEICTIC" and place.last - place.first == 1
    return alone and place.name(place.last) == "POSS" and place.listed(place.last + 1, "generic")


def _is_masthead(place: Place) -> bool:
    """Whether "daily" belongs to the name of a paper or a form: "the Daily Post", "the daily Sabah"."""
    named = place.name(place.last - 1) == "SETADV" and place.name(place.last) == "NAME"
    return named and place.last - place.first == 1


def _is_programme(place: Place) -> bool:
    """Whether a single quotation mark opens the name of a programme: "on CBS's '60 Minutes'"."""
    text, first, last = place.tokens.text, place.tokens.start[place.first], place.tokens.start[place.last - 1]
    opened = text[first] in "'‘’" or text[first - 1 : first] in ("'", "‘")
    return opened and place.name(place.last - 1) == "UNITS" and text[last].isupper()


def _is_show(place: Place) -> bool:
    """Whether a capital makes "Today" a programme: "the Today show"."""
    capital = place.tokens.text[place.tokens.start[place.first]].isupper()
    return place.name(place.first) == "DEICTIC" and capital and place.name(place.first - 1) == "THE"


def _is_greeting(place: Place) -> bool:
    """Whether a holiday is wished: "Merry Christmas"."""
    return place.name(place.first) == "HOLIDAY" and place.listed(place.first - 1, "greeting")


def remembered(place: Place, month: int, day: int) -> int | None:
    """The year that a day without one has by the word behind it: "the Sept. 11 attacks"."""
    if not place.listed(place.last, "remembering"):
        return None
    days = (one.split("-") for one in place.lex.listed("remembered"))
    return next((int(y) for y, m, d in days if (int(m), int(d)) == (month, day)), None)


def _is_verb(place: Place) -> bool:
    """Whether "that fall" is a verb: "clans that fall under the crown"."""
    fall = place.name(place.last - 1) == "FALL" and place.name(place.last - 2) == "THAT"
    return fall and place.listed(place.last, "fall_verb")


def _is_age(place: Place) -> bool:
    """Whether a decade without a century is someone's age: "in his 30s", "their late teens and early 20s"."""
    short = place.name(place.last - 1) == "DECADE" and len(place.word(place.last - 1)) == 3
    joined = place.word(place.first - 1) in _JOINTS
    first = place.first - (_ENUMERATED if joined else 1)
    return short and any(place.name(n) == "ITS" for n in range(max(0, first), place.last))


_JOINTS = ("and", "or", "to")
_ENUMERATED = 5  # words before a decade that is the second of two ages
_NO_TIMES = (_is_age, _is_our_age, _is_masthead, _is_verb, _is_programme, _is_show, _is_greeting)


def is_rate(place: Place) -> bool:
    """Whether "a year" tells a rate: "33 million a year", "two flights a year"."""
    word = place.word(place.first - 1)
    if place.name(place.last) in ("AFTER", "BEFORE"):
        return False  # "the notice comes a day after the vote"
    if place.name(place.first - 1) in _COUNTS:
        return True
    plural = len(word) > 3 and word[-1] == "s" and word[-2] != "s"
    return place.name(place.first - 1) == "WORD" and (word in place.lex.nouns or plural)


def is_within(place: Place) -> bool:
    """Whether a date names what the clause tells to have gone on: "during a March 5 interview"."""
    before = place.first - 1 - (place.name(place.first - 1) in ("A", "THE", "ITS"))
    return place.listed(before, "within")


def names_event(place: Place) -> bool:
    """Whether a date names something: "will recount a May hearing", "the July 25 call"."""
    owned = place.name(place.first - 1) in ("A", "THE", "ITS", "POSS")
    return owned and place.name(place.last) in ("WORD", "NAME")


def is_deictic(place: Place, slots: Slots, context: Context) -> bool:
    """Whether a vague word refers from now: "soon became" and, in stories, "previously" do not."""
    name = slots.named[0]
    if name == "SOON":
        if place.listed(place.first - 1, "modal"):
            return True
        return context.tense != "past" and not context.narrative
    if name == "PREVIOUSLY":
        return not context.narrative and place.listed(place.first - 1, "pluperfect")
    if name == "EARLIER":
        return _is_unreal(place)
    if name == "FUTURE" and len(slots.named) == 1:
        return context.narrative
    return name != "FORMER" or context.narrative


def _is_unreal(place: Place) -> bool:
    """Whether "earlier" stands in what could have been: "it could have left earlier"."""
    words = [place.word(place.first - back) for back in range(1, 6)]
    at = next((n for n, word in enumerate(words) if word in place.lex.listed("perfect")), len(words))
    return any(word in place.lex.listed("unreal") for word in words[at + 1 : at + 3])


def is_alone(place: Place, context: Context) -> bool:
    """Whether a lone word is a time: a month not "the Long March" or "May God"; "night" in stories."""
    name = place.name(place.first)
    if name == "PART":
        return context.narrative and place.tokens.value[place.first] in ("NI", "DT")
    return name != "MONTH" or _is_month(place)


def _is_month(place: Place) -> bool:
    before, after = place.name(place.first - 1), place.name(place.last)
    doubtful = place.listed(place.first, "doubtful")
    shouted = place.tokens.text[place.tokens.start[place.first] : place.tokens.end[place.first]].isupper()
    if doubtful and (shouted or _is_surname(place)):  # "a cheque to DEC"
        return before in ("IN", "SINCE", "EARLY", "LATE", "MID")
    if before in ("COMMA", "AND") and after == "NAME" and doubtful:
        return False
    if before in _INTRODUCES or place.listed(place.first - 1, "introducing"):
        return True
    if not doubtful:
        return after != "NAME" or before not in ("NAME", "BREAK", "DOT")
    return before in ("THE", "A") and after == "WORD" and len(place.word(place.last)) > 3


def _is_surname(place: Place) -> bool:
    """Whether the text uses the month's word as a name elsewhere: "Theresa May", "Mrs. May"."""
    tokens, code = place.tokens, place.lex.code
    dating = "".join(code[name] for name in ("DAYNUM", "ORDN", "YEAR", "ORD", "THE", "OF"))
    pattern = f"{code['NAME']}{code['DOT']}?({code['MONTH']})(?!{code['COMMA']}?[{dating}])"
    named = (match.start(1) for match in re.finditer(pattern, tokens.codes))
    return any(
        tokens.word[n] == place.word(place.first) and tokens.text[tokens.start[n]].isupper() for n in named
    )


def is_year(place: Place) -> bool:
    """Whether a four-digit number is a year: not counted things, not part of a larger number."""
    if place.word(place.last) in place.lex.nouns or place.listed(place.first - 1, "rights"):
        return False
    text, start = place.tokens.text, place.tokens.start[place.first]
    end = place.tokens.end[place.last - 1]
    if start > 1 and text[start - 1] in "/.,:+#" and text[start - 2].isdigit():
        return False
    if end < len(text) - 1 and text[end] in ".,:" and text[end + 1].isdigit():
        return False
    if _is_number_part(place):
        return False
    year = place.tokens.value.get(place.last - 1, 0)
    if place.last - place.first == 1 and isinstance(year, int) and not 1500 <= year <= 2100:
        return place.listed(place.first - 1, "dating")
    return True


def _is_number_part(place: Place) -> bool:
    """Whether hyphens tie a year into a longer number: "555-2020", "2020-1999"."""
    values, first, last = place.tokens.value, place.first, place.last
    if last - first == 1 and _follows_digits(place):
        return True
    if place.name(last) == "ERA" or place.name(last - 1) == "ERA":
        return False
    if place.name(first - 1) == "HYPHEN" and place.name(first - 2) in ("NUM", "BIG", "YEAR"):
        return place.name(first - 2) != "YEAR" or int(values[first - 2]) > int(values.get(last - 1, 0))
    if place.name(last) == "HYPHEN" and place.name(last + 1) == "YEAR":
        return int(values[last + 1]) < int(values.get(last - 1, 0))
    return False


def _follows_digits(place: Place) -> bool:
    """Whether only blanks part a year from digits that are none: "+44 20 2024 1999"."""
    text, number = place.tokens.text, place.first
    while number and text[place.tokens.end[number - 1] : place.tokens.start[number]] == " ":
        number -= 1
        if place.name(number) in ("DAYNUM", "NUM", "BIG"):
            return True
        if place.name(number) != "YEAR":
            return False
    return False


def is_clock(place: Place) -> bool:
    """Whether a bare "21:19" is a time: not a score, a word that brings in times stands before it."""
    if place.last - place.first > 1 or place.name(place.first) != "CLOCK":
        return True
    before = place.name(place.first - 1)
    return (
        before in _INTRODUCES
        or before in ("AT", "BREAK", "QUOTE")
        or place.listed(place.first - 1, "introducing")
    )


def is_narrative(tokens: Tokens, lex: Lexicon, context: Context) -> bool:
    """Whether a text tells of the past at length: most of its years lie well before publication."""
    if context.published is None or context.published.year is None:
        return False
    here = context.published.year
    years = [int(tokens.value[m.start()]) for m in re.finditer(lex.code["YEAR"], tokens.codes)]
    past = [year for year in years if 1000 <= year < here - 2]
    eras = tokens.codes.count(lex.code["ERA"])
    told, old = len(years) + eras, len(past) + eras
    reporting = len(lex.patterns["reporting"].findall(tokens.codes))
    if len(set(past)) + eras < 3 or 4 * reporting > old:
        return False
    recent = sum(year >= here - 1 for year in years)
    # A long text of many years and hardly a weekday is a story though it runs up to the present.
    long_story = told >= _MANY_YEARS and 3 * old > told and 10 * reporting <= told
    return long_story or (old >= 5 and old > 0.6 * told and 20 * recent <= len(past))
