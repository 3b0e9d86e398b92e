"""Intervals open on one side ("since the 2020 deal", "until 2025") and the event that a date hangs on."""

from onrecord.stages.time_expressions.places import Place
from onrecord.stages.time_expressions.tense import closes, is_state, verb_at

_EVENT_WORDS = {
    "WORD", "NAME", "THE", "ITS", "A", "YEAR", "HYPHEN", "POSS", "OF", "MONTH", "ORD", "FINAL", "NEXT",
    "GAMES",
}  # fmt: skip
_ENDS_PHRASE = {"BREAK", "STOP", "DOT", "COMMA", "COLON", "QUOTE", "AND", "OR", "DASH"}
_EVENT_LENGTH = 8  # words
_SENTENCE = 60  # tokens looked at for the main clause


def bounded(edtf: str, place: Place, opened: bool = False) -> str:
    """An EDTF, open on one side after "since" or "until", or `opened` (the value stays the point)."""
    if "/" in edtf:
        return edtf
    if opened:
        return f"{edtf}/.."
    number = bound_at(place)
    if place.listed(number, "since"):
        return f"{edtf}/.."
    return f"../{edtf}" if place.listed(number, "until") else edtf


def bound_at(place: Place) -> int:
    """The number of the "since" or "until" that a date hangs on, -1 when it hangs on none.

    Right before it ("since 2021"), before an event named by its date ("since the 2021 vote"), or
    before one that is dated by a preposition ("since the vote in 2021").
    """
    before = place.first - 1
    if before >= 0 and _is_bound(place, before):
        return -1 if _in_range(place, before) else before
    if place.listed(before, "least") and place.listed(before - 1, "until"):
        return before - 1
    if place.name(before) in ("THE", "ITS"):
        named = place.name(place.last) in ("WORD", "NAME")
        return before - 1 if named and before and _is_bound(place, before - 1) else -1
    return _before_event(place, before) if place.name(before) in ("IN", "ON", "OF") else -1


def _in_range(place: Place, bound: int) -> bool:
    """Whether a bound stands within a range: "1998 until 2004", "с 3 по 5 мая"."""
    opened = bound - 1 - (place.name(bound - 1) == "DOT")
    closes = place.listed(bound, "until") and place.name(opened) in ("DAYNUM", "ORDN", "MONTH", "YEAR")
    return closes or place.name(place.last) == "TO"


def _before_event(place: Place, prepositioned: int) -> int:
    """The "since" or "until" before the noun phrase that ends at a preposition, -1 when none is."""
    for number in range(prepositioned - 1, max(-1, prepositioned - 1 - _EVENT_LENGTH), -1):
        if _is_bound(place, number):
            named = number + 1 < prepositioned and place.name(number + 1) in ("THE", "ITS", "A", "NAME")
            return number if named else -1
        if place.name(number) in _ENDS_PHRASE or verb_at(place.tokens, number, place.lex):
            return -1
    return -1


def _is_bound(place: Place, number: int) -> bool:
    return place.listed(number, "since") or place.listed(number, "until")


def event_words(place: Place, of_year: bool) -> str | None:
    """The words of the event an expression is tied to: "after the vote", "since the 2020 deal"."""
    first, last = place.first, place.last
    begin = last
    if of_year:
        begin, last = first - 2, last - 1
        dated_by = place.name(first - 1) in ("IN", "ON", "OF")
        bound = bound_at(place) if dated_by else -1
        if 0 <= bound < first - 1:
            return place.tokens.text[place.tokens.start[bound] : place.tokens.end[first - 2]]
    if begin < 0 or not place.listed(begin, "event") or (of_year and place.name(first - 1) != "THE"):
        return None
    end = _phrase_end(place, begin + 1, last)
    tokens = place.tokens
    return tokens.text[tokens.start[begin] : tokens.end[end - 1]] if end > max(begin + 1, last) else None


def _phrase_end(place: Place, begin: int, dated: int) -> int:
    """Where the noun phrase that begins at token `begin` ends: before a verb, a pronoun, another phrase.

    What stands before `dated`, the end of the date inside it, belongs to it in any case.
    """
    end = begin
    while end < begin + _EVENT_LENGTH and place.name(end) in _EVENT_WORDS:
        parted = place.name(end) in ("THE", "ITS", "A") and end > begin and place.name(end - 1) != "OF"
        closed = place.listed(end, "phrase_end") or verb_at(place.tokens, end, place.lex)
        if end >= dated and (parted or closed):
            break
        end += 1
    while end > dated and place.name(end - 1) in ("THE", "ITS", "A", "OF", "HYPHEN"):
        end -= 1
    return end


def opening_event(place: Place) -> str | None:
    """ "Following the deal" in "Following the deal of 3 May 2020, the office has been shut", else None.

    The event must open its sentence, the date belong to it and the main clause tell a state that
    goes on; then the date opens an interval.
    """
    begin = _sentence_start(place)
    if begin < 0 or not place.listed(begin, "following") or place.name(begin + 1) not in ("THE", "ITS", "A"):
        return None
    comma = next((n for n in range(begin, place.first) if place.name(n) == "COMMA"), place.first)
    inside = range(comma + 2, place.first)  # behind "brokered" in "Following the deal, brokered on"
    if any(verb_at(place.tokens, n, place.lex) for n in inside) or not _goes_on(place):
        return None
    end = comma
    while end > begin + 1 and place.name(end - 1) in ("IN", "ON", "OF", "THE", "BY"):
        end -= 1
    if end == begin + 1:
        end = _phrase_end(place, end, place.last)  # "after the 2021 flood"
    tokens = place.tokens
    return tokens.text[tokens.start[begin] : tokens.end[end - 1]]


def _sentence_start(place: Place) -> int:
    """The first token of the sentence around a place, -1 when it is far off."""
    for number in range(place.first, max(-1, place.first - _SENTENCE), -1):
        if number == 0 or closes(place.tokens, number - 1, place.lex):
            return number
    return -1


def _goes_on(place: Place) -> bool:
    """Whether the main clause behind a date tells a state up to now, no "which" before its verb."""
    for number in range(place.last, min(len(place.tokens.word), place.last + _SENTENCE)):
        if closes(place.tokens, number, place.lex):
            return False
        if is_state(place.tokens, number, place.lex):
            return not any(place.listed(number - back, "relative") for back in (1, 2))
    return False
