"""Tense of the clause around an expression, from the verb forms nearest to it."""

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
    verb = tokens.word[first - 1 - (before in ("on", "in"))] if first > 1 else ""
    if lex.verbs.get(verb) == "present" and tokens.word[last : last + 1] == ["to"]:
        return "past" if verb.endswith("ed") else "future"  # "plans on Friday to speak"
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
    if is_not_until(tokens, first, lex):
        return True
    return opens and is_pluperfect(tokens, last, last, lex)


def is_told(tokens: Tokens, first: int, lex: Lexicon) -> bool:
    """Whether a past verb stands right before the date, or before its preposition: "resigned in May"."""
    if is_not_until(tokens, first, lex):
        return True
    place = first - 1 - (tokens.word[first - 1] in ("in", "on") if first else 0)
    if place < 1 or verb_at(tokens, place, lex) != "past" or tokens.word[place - 1] in ("be", "is", "are"):
        return False
    return not any(tokens.word[place] in lex.listed(name) for name in ("saying", "helping"))


def is_not_until(tokens: Tokens, first: int, lex: Lexicon) -> bool:
    """Whether something happened on the date and not before: "did not resign until May"."""
    if first == 0 or tokens.word[first - 1] not in lex.listed("until"):
        return False
    left = range(first - 2, max(-1, first - 2 - _REACH), -1)
    said = [tokens.word[number] for number in left]
    if any(word in lex.listed("undone") for word in said[:_REACH]):
        return True
    return any(lex.status.get(word) == "denied" for word in said) and _scan(tokens, left, lex) == "past"


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
    left = range(first - 1, max(-1, first - 1 - _REACH), -1)
    for numbers in (left, range(last, min(len(tokens.word), last + _REACH))):
        for number in numbers:
            if closes(tokens, number, lex):
                break
            word = tokens.word[number]
            if lex.status.get(word) == "ongoing" or word in lex.listed("lasting"):
                return not lex.listed("pluperfect_of") & set(tokens.word[max(0, number - 3) : number])
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
    owned = (lex.code["THE"], lex.code["A"], lex.code["ITS"], lex.code["POSS"])
    if kind == "future" and word in lex.listed("nominal") and tokens.codes[number - 1 : number] in owned:
        return ""  # "our plans changed in December"
    if kind == "future" and word.endswith(("ed", "due", "set")):
        before = tokens.word[max(0, number - 3) : number]
        if before[-1:] == ["been"] and lex.listed("pluperfect_of") & set(before):
            return "past"  # "had been due on Sunday"
    if word in lex.listed("setting") and "for" in tokens.word[number + 1 : number + 4]:
        return "future"  # "set a hearing for Friday"
    if kind == "present" and tokens.word[number + 1 : number + 2] == ["to"]:
        # "They are to meet on Friday", "agreed to meet"; but "agreed to the plan".
        kind = "" if tokens.codes[number + 2 : number + 3] in (*owned, lex.code["NAME"]) else "future"
    regular = len(word) > 4 and word.endswith("ed") and word not in ("indeed", "hundred")
    if kind in ("", "present") and regular:
        article = number > 0 and tokens.codes[number - 1] in (lex.code["THE"], lex.code["A"])
        kind = "" if article else "past"  # "an unnamed day"
    if kind == "past":
        before = tokens.word[max(0, number - 3) : number]
        nouns = lex.listed("nominal")
        modal = next((w for w in before if lex.verbs.get(w) == "future" and w not in nouns), "")
        done = modal in lex.listed("unreal") and lex.listed("perfect") & set(before)
        if modal and not done:
            return "future"
    return kind if kind in ("past", "future") else ""
