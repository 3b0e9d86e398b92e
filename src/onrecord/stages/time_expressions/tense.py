"""Tense and modality of the clause around an expression, from the verb forms nearest to it."""

from onrecord.records import Status
from onrecord.stages.time_expressions.lexicon import Lexicon
from onrecord.stages.time_expressions.tokens import Tokens

_REACH = 14  # tokens on either side


def tense_at(tokens: Tokens, first: int, last: int, lex: Lexicon) -> str:
    """ "past", "future" or "" for the clause of tokens [first, last): nearest finite verb, left first."""
    before = tokens.word[first - 1] if first else ""
    cue = _cue_at(tokens, first, last, lex)
    if cue:
        return cue
    if lex.verbs.get(before) == "ahead" and not _done_by(tokens, first, last, lex):
        return "future"
    left = _scan(tokens, range(first - 1, max(-1, first - 1 - _REACH), -1), lex)
    if left:
        return left
    return _scan(tokens, range(last, min(len(tokens.word), last + _REACH)), lex)


def _cue_at(tokens: Tokens, first: int, last: int, lex: Lexicon) -> str:
    """The tense that the words next to a date show: "ahead of Friday", "after Friday's vote"."""
    before = tokens.word[first - 1] if first else ""
    if first > 1 and before == "of" and tokens.word[first - 2] in lex.listed("ahead_of"):
        return "future"
    if before in lex.listed("setting") and tokens.codes[first] != lex.code["WEEKDAY"]:
        return "future"  # "set March 5 as the day"
    if tokens.codes[last : last + 1] != lex.code["POSS"]:
        return ""
    if lex.verbs.get(tokens.word[last + 1] if last + 1 < len(tokens.word) else "") == "future":
        return "future"
    return "past" if before in lex.listed("behind") else ""


def _done_by(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    """Whether a date after "by" or "until" lies behind: "had filed by Monday", "Until then they had not"."""
    if tokens.word[first - 1] == "by":
        return is_pluperfect(tokens, first, last, lex)
    opens = first < 2 or closes(tokens, first - 2, lex)
    return opens and is_pluperfect(tokens, last, last, lex)


def is_told(tokens: Tokens, first: int, lex: Lexicon) -> bool:
    """Whether a past verb stands right before the date, or before its preposition: "resigned in May"."""
    place = first - 1 - (tokens.word[first - 1] in ("in", "on") if first else 0)
    if place < 1 or verb_at(tokens, place, lex) != "past" or tokens.word[place - 1] in ("be", "is", "are"):
        return False
    return not any(tokens.word[place] in lex.listed(name) for name in ("saying", "helping"))


def is_pluperfect(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    """Whether the verb of the clause is in the pluperfect: "had filed by Monday"."""
    left = range(first - 1, max(-1, first - 1 - _REACH), -1)
    right = range(last, min(len(tokens.word), last + _REACH))
    for numbers in (left, right):
        for number in numbers:
            if closes(tokens, number, lex):
                break
            if tokens.word[number] in lex.listed("pluperfect_of"):
                return True
    return False


def closes(tokens: Tokens, number: int, lex: Lexicon) -> bool:
    """Whether a sentence ends at token `number`."""
    code = tokens.codes[number]
    if code in (lex.code["STOP"], lex.code["BREAK"]):
        return True
    return code == lex.code["DOT"] and _ends(tokens, number)


def is_state(tokens: Tokens, number: int, lex: Lexicon) -> bool:
    """Whether "has been" or "have stayed" at token `number` tells a state, "has been sold" not."""
    words = [*tokens.word[number : number + 3], "", ""]
    if words[0] not in lex.listed("perfect"):
        return False
    if words[1] in lex.listed("lasting"):
        return True
    told = lex.verbs.get(words[2]) == "past" or words[2].endswith(tuple(lex.listed("participle_endings")))
    return lex.status.get(words[1]) == "ongoing" and (words[2] in lex.listed("lasting") or not told)


def lasts_at(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    """Whether the verb of the clause tells a state up to now: "has been", "served", not "had stood"."""
    if is_pluperfect(tokens, first, last, lex):
        return False
    left = range(first - 1, max(-1, first - 1 - _REACH), -1)
    for numbers in (left, range(last, min(len(tokens.word), last + _REACH))):
        for number in numbers:
            if closes(tokens, number, lex):
                break
            word = tokens.word[number]
            if lex.status.get(word) == "ongoing" or word in lex.listed("lasting"):
                return True
            if verb_at(tokens, number, lex) and word not in ("has", "have"):
                return False
    return False


def _scan(tokens: Tokens, numbers: range, lex: Lexicon) -> str:
    for number in numbers:
        if closes(tokens, number, lex):
            return ""
        found = verb_at(tokens, number, lex)
        # "In May she agreed to sing" tells of the agreeing, "agreed to sing in May" of the singing.
        promised = found == "future" and numbers.step > 0 and lex.verbs.get(tokens.word[number]) == "present"
        if found:
            return "past" if promised and tokens.word[number].endswith("ed") else found
    return ""


def _ends(tokens: Tokens, number: int) -> bool:
    """Whether the dot at `number` ends a sentence: a blank and a capital follow, no initial before."""
    following = tokens.end[number]
    rest = tokens.text[following : following + 3].lstrip(" \n\"'”’")
    short = number > 0 and len(tokens.word[number - 1]) <= 2
    return not short and (not rest or rest[0].isupper())


def verb_at(tokens: Tokens, number: int, lex: Lexicon) -> str:
    """ "past" or "future" when token `number` is a verb form that shows it, else ""."""
    word = tokens.word[number]
    kind = lex.verbs.get(word, "")
    if word in lex.listed("setting") and "for" in tokens.word[number + 1 : number + 4]:
        return "future"  # "set a hearing for Friday"
    named = (lex.code["THE"], lex.code["A"], lex.code["ITS"], lex.code["NAME"])
    if kind == "present" and tokens.word[number + 1 : number + 2] == ["to"]:
        # "They are to meet on Friday", "agreed to meet"; but "agreed to the plan".
        kind = "" if tokens.codes[number + 2 : number + 3] in named else "future"
    regular = len(word) > 4 and word.endswith("ed") and word not in ("indeed", "hundred")
    if kind in ("", "present") and regular:
        article = number > 0 and tokens.codes[number - 1] in (lex.code["THE"], lex.code["A"])
        kind = "" if article else "past"  # "an unnamed day"
    if kind == "past":
        before = tokens.word[max(0, number - 3) : number]
        modal = next((w for w in before if lex.verbs.get(w) == "future"), "")
        done = modal in lex.listed("unreal") and lex.listed("perfect") & set(before)
        if modal and not done:
            return "future"
    return kind if kind in ("past", "future") else ""


def status_at(tokens: Tokens, first: int, last: int, lex: Lexicon, side: str) -> Status | None:
    """The modality of the clause that tokens [first, last) date.

    `side` says where the date lies: "past", "present" or "future" of publication, "" unknown. The
    nearest marker left of the date counts, then right of it; without one, what is past happened,
    what is to come is planned, and what is now goes on.
    """
    left = _marked(tokens, range(first - 1, max(-1, first - 1 - _REACH), -1), lex)
    found = left or _marked(tokens, range(last, min(len(tokens.word), last + _REACH)), lex)
    if side == "future":
        return _to_come(found)
    if side == "past":
        return _gone(found)
    if side == "present":
        return "ongoing" if found in ("", "ongoing", "happened") else _gone(found)
    return _gone(found) if found else None


def _to_come(marker: str) -> Status:
    if marker in ("demanded", "hypothetical", "denied", "announced"):
        return marker  # type: ignore[return-value]
    return "planned"


def _gone(marker: str) -> Status:
    if marker in ("planned", "demanded", "hypothetical", "denied", "alleged"):
        return marker  # type: ignore[return-value]
    return "happened"


def _marked(tokens: Tokens, numbers: range, lex: Lexicon) -> str:
    """The marker of the first finite verb met along `numbers` before the sentence ends, or ""."""
    for number in numbers:
        if closes(tokens, number, lex):
            return ""
        marker = _marker(tokens, number, lex)
        if marker:
            return _negated(tokens, number, lex) or marker
        if verb_at(tokens, number, lex):
            return _negated(tokens, number, lex) or "happened"
    return ""


def _marker(tokens: Tokens, number: int, lex: Lexicon) -> str:
    """The modality that a word shows with the next one ("would have") or alone."""
    if tokens.codes[number] == lex.code["MONTH"]:
        return ""  # "May" is no verb
    pair = " ".join(tokens.word[number : number + 2])
    return lex.status.get(pair) or lex.status.get(tokens.word[number], "")


def _negated(tokens: Tokens, number: int, lex: Lexicon) -> str:
    """A marker in the three words before a verb: "did not meet", "could have met"."""
    for before in range(number - 1, max(-1, number - 4), -1):
        marker = _marker(tokens, before, lex)
        if marker and marker != "ongoing":
            return marker
    return ""
