"""Modality of what an expression dates: happened, planned, demanded …, from the words nearest to it."""

from onrecord.records import Status
from onrecord.stages.time_expressions.lexicon import Lexicon
from onrecord.stages.time_expressions.tense import closes, is_not_until, verb_at
from onrecord.stages.time_expressions.tokens import Tokens

_REACH = 14  # tokens on either side
_CLOSE = 8  # tokens between a word and a date that lies behind: farther ones belong to something else
_NOUN = 4  # tokens between "deadline" and its date


def status_at(tokens: Tokens, first: int, last: int, lex: Lexicon, side: str) -> Status | None:
    """The modality of the clause that tokens [first, last) date.

    `side` says where the date lies: "past", "present" or "future" of publication, "" unknown. The
    nearest marker left of the date counts, then right of it; without one, what is past happened,
    what is to come is planned, and what is now goes on.
    """
    if side == "past" and (_stands_alone(tokens, first, last, lex) or is_not_until(tokens, first, lex)):
        return "happened"
    reach = _CLOSE if side == "past" else _REACH
    left = range(first - 1, max(-1, first - 1 - reach), -1)
    right = range(last, min(len(tokens.word), last + reach))
    behind = side == "past"
    found = _marked(tokens, left, first, lex, behind) or _marked(tokens, right, first, lex, behind)
    if side == "future":
        return _to_come(found)
    if side == "past":
        return _gone(found)
    if side == "present":
        return "ongoing" if found in ("", "ongoing", "happened") else _gone(found)
    return _gone(found) if found else None


def _stands_alone(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    """Whether a date is no part of the clause: "(Nov. 18)", "more than in 2018"."""
    codes, before = tokens.codes, tokens.word[max(0, first - 2) : first]
    bracketed = codes[first - 1 : first] == lex.code["OPEN"] and codes[last : last + 1] == lex.code["CLOSE"]
    return bracketed or any(word in lex.listed("comparing") for word in before)


def _to_come(marker: str) -> Status:
    if marker in ("demanded", "hypothetical", "denied", "announced"):
        return marker  # type: ignore[return-value]
    return "planned"


def _gone(marker: str) -> Status:
    if marker in ("planned", "demanded", "hypothetical", "denied", "alleged"):
        return marker  # type: ignore[return-value]
    return "happened"


def _marked(tokens: Tokens, numbers: range, date: int, lex: Lexicon, behind: bool) -> str:
    """The marker of the first finite verb met along `numbers` before the sentence ends, or "".

    `behind` says that the date, at token `date`, lies in the past.
    """
    for number in numbers:
        if closes(tokens, number, lex):
            return ""
        marker = _marker(tokens, number, lex)
        noun = tokens.word[number] in lex.listed("nominal")
        if marker and not (noun and not 0 < date - number <= _NOUN):
            spoken = "happened" if _is_spoken(tokens, number, date, lex, behind) else marker
            return _negated(tokens, number, lex) or spoken
        if verb_at(tokens, number, lex):
            return _negated(tokens, number, lex) or "happened"
    return ""


def _is_spoken(tokens: Tokens, number: int, date: int, lex: Lexicon, behind: bool) -> bool:
    """Whether the date is that of the saying: "insisted Friday", "on Friday denied", not what is said."""
    if tokens.word[number] not in lex.listed("speaking"):
        return False
    if behind and tokens.word[number + 1 : number + 2] != ["that"]:
        return True  # "denied the claims on Friday"; "denied that he paid in 2018" is of the paying
    between = tokens.codes[number + 1 : date]
    return number > date or all(code in (lex.code["ON"], lex.code["IN"]) for code in between)


def _marker(tokens: Tokens, number: int, lex: Lexicon) -> str:
    """The modality that a word shows with the next one ("would have") or alone."""
    if tokens.codes[number] == lex.code["MONTH"]:
        return ""  # "May" is no verb
    pair = " ".join(tokens.word[number : number + 2])
    if pair in lex.listed("affirming"):
        return ""
    return lex.status.get(pair) or lex.status.get(tokens.word[number], "")


def _negated(tokens: Tokens, number: int, lex: Lexicon) -> str:
    """A marker in the three words before a verb: "did not meet", "could have met", "due to be met".

    A noun counts only with "to": "the plan to be told", not "the plan that they told of".
    """
    for before in range(number - 1, max(-1, number - 4), -1):
        marker = _marker(tokens, before, lex)
        if marker and tokens.word[before] in lex.listed("nominal"):
            marker = marker if "to" in tokens.word[before + 1 : number] else ""
        if marker and marker != "ongoing":
            return marker
    return ""
