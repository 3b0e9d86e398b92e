"""Tokens of a text as parallel lists, with one class code each: what the rules match on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.stages.time_expressions.lexicon import TOKEN, Lexicon, Value

_DIGITS = 15  # of a number that are read; none that counts time is longer
_MARKS = {
    ",": "COMMA",
    ".": "DOT",
    "!": "STOP",
    "?": "STOP",
    ";": "STOP",
    ":": "COLON",
    "/": "SLASH",
    "(": "OPEN",
    "[": "OPEN",
    ")": "CLOSE",
    "]": "CLOSE",
    "%": "PERCENT",
    "–": "DASH",
    "—": "DASH",
    "-": "HYPHEN",
    "\u2011": "HYPHEN",
    "\u2010": "HYPHEN",
    '"': "QUOTE",
    "“": "QUOTE",
    "”": "QUOTE",
    "«": "QUOTE",
    "»": "QUOTE",
    "„": "QUOTE",
    "`": "QUOTE",
    "$": "CURRENCY",
    "€": "CURRENCY",
    "£": "CURRENCY",
    "¥": "CURRENCY",
    "₽": "CURRENCY",
    "₼": "CURRENCY",
    "₺": "CURRENCY",
    "#": "MARK",
}
_FORM = {
    "break": "BREAK",
    "isotime": "ISOTIME",
    "iso": "ISO",
    "numdate": "NUMDATE",
    "clock": "CLOCK",
    "decade": "DECADE",
    "big": "BIG",
    "ordn": "ORDN",
    "qnum": "QNUM",
    "fraction": "NUM",
}


@dataclass
class Tokens:
    """Token i is `text[start[i]:end[i]]`, lower-cased in `word[i]`, with the class `codes[i]`.

    `value` holds what the lexicon or the form of a token says it means, by token number.
    """

    text: str
    codes: str = ""
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    value: dict[int, Value] = field(default_factory=dict)


def tokenise(text: str, lex: Lexicon) -> Tokens:
    """The tokens of `text` (code-point offsets), phrases and number words merged."""
    tokens = Tokens(text)
    codes: list[str] = []
    code, words, capital = lex.code, lex.words, lex.listed("capital")
    plain, name = code["WORD"], code["NAME"]
    start, end, word, value = tokens.start, tokens.end, tokens.word, tokens.value
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        surface = match.group()
        low = surface.lower()
        here = len(codes)
        start.append(match.start())
        end.append(match.end())
        word.append(low)
        if kind in ("word", "letter"):
            entry = words.get(low)
            if entry is None or (low in capital and surface == low):
                codes.append(plain if surface == low else name)
            else:
                codes.append(entry[0])
                value[here] = entry[1]
        else:
            codes.append(_formed(kind or "mark", low, here, tokens, lex))
    tokens.codes = "".join(codes)
    return _merged(tokens, lex)


def _formed(kind: str, low: str, here: int, tokens: Tokens, lex: Lexicon) -> str:
    code = lex.code
    if kind == "fraction" and low in lex.words:
        tokens.value[here] = lex.words[low][1]
        return lex.words[low][0]
    if kind == "mark":
        entry = lex.words.get(low)
        if entry:
            return entry[0]
        name = _MARKS.get(low, "WORD")
        if name == "HYPHEN" and not _adjacent(tokens, here):
            name = "DASH"
        return code[name]
    if kind == "num":
        return _number(low, here, tokens, code)
    if kind in ("abbr", "poss"):
        entry = lex.words.get(low) or lex.words.get(low.replace(" ", "")) or lex.words.get(low.rstrip("."))
        if entry:
            tokens.value[here] = entry[1]
            return entry[0]
        return code["WORD"]
    if kind == "short":
        tokens.value[here] = int(low[1:])
        return code["YEAR"]
    if kind == "contraction":
        return code["WORD"]
    if kind == "ordn":
        tokens.value[here] = int(re.match(r"\d+", low).group())  # type: ignore[union-attr]
    elif kind == "fraction":
        top, bottom = low.split("/")
        tokens.value[here] = int(top) / int(bottom) if int(bottom) else 0
    elif kind == "big":
        grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", low)
        tokens.value[here] = float(low[:_DIGITS].rstrip(",.").replace(",", "" if grouped else "."))
    return code[_FORM[kind]]


def _number(low: str, here: int, tokens: Tokens, code: Mapping[str, str]) -> str:
    number = int(low[:9])
    text, start, end = tokens.text, tokens.start[here], tokens.end[here]
    if start and (text[start - 1].isalpha() or text[start - 1] == "_"):
        return code["WORD"]  # "F16", "covid2020"
    tokens.value[here] = number
    if len(low) <= 2 and 1 <= number <= 31:
        return code["DAYNUM"]
    year = len(low) == 4 and 1000 <= number < 2200 and not text[end : end + 1].isalpha()
    return code["YEAR" if year else "NUM"]


def _adjacent(tokens: Tokens, here: int) -> bool:
    """Whether the mark at `here` touches a word or number on both sides."""
    first, last = tokens.start[here], tokens.end[here]
    text = tokens.text
    return first > 0 and last < len(text) and text[first - 1].isalnum() and text[last].isalnum()


def _merged(tokens: Tokens, lex: Lexicon) -> Tokens:
    """`tokens` with the phrases of the lexicon and runs of number words made one token each."""
    joins = _phrase_joins(tokens, lex) + _number_joins(tokens, lex)
    if not joins:
        return tokens
    joins.sort(key=lambda join: join[0])
    out = Tokens(tokens.text)
    codes: list[str] = []
    here = 0
    for first, last, code, value in [*joins, (len(tokens.word), 0, "", 0)]:
        if first < here:
            continue
        _copy(tokens, out, here, first)
        codes.append(tokens.codes[here:first])
        if last:
            out.value[len(out.word)] = value
            out.start.append(tokens.start[first])
            out.end.append(tokens.end[last - 1])
            out.word.append(" ".join(tokens.word[first:last]))
            codes.append(code)
            here = last
    out.codes = "".join(codes)
    return out


def _copy(tokens: Tokens, out: Tokens, first: int, last: int) -> None:
    offset = len(out.word) - first
    out.start += tokens.start[first:last]
    out.end += tokens.end[first:last]
    out.word += tokens.word[first:last]
    for number in range(first, last):
        if number in tokens.value:
            out.value[number + offset] = tokens.value[number]


def _phrase_joins(tokens: Tokens, lex: Lexicon) -> list[tuple[int, int, str, Value]]:
    joins: list[tuple[int, int, str, Value]] = []
    phrases, words = lex.phrases, tokens.word
    for here, word in enumerate(words):
        if word in phrases:
            for parts, code, value in phrases[word]:
                if tuple(words[here : here + len(parts)]) == parts:
                    joins.append((here, here + len(parts), code, value))
                    break
    return joins


def _number_joins(tokens: Tokens, lex: Lexicon) -> list[tuple[int, int, str, Value]]:
    code = lex.code
    if "NUMWORD" not in code:
        return []
    word, joint = code["NUMWORD"], f"(?:{code['HYPHEN']}|{code.get('AND', '&')})?"
    ordinal = code.get("ORD", word)
    joins: list[tuple[int, int, str, Value]] = []
    for match in re.finditer(
        f"{word}(?:{joint}{word}){{1,8}}(?:{code['HYPHEN']}{ordinal})?|{word}{code['HYPHEN']}{ordinal}",
        tokens.codes,
    ):
        first, last = match.span()
        numbers = [
            int(tokens.value[i])
            for i in range(first, last)
            if i in tokens.value and tokens.codes[i] in word + ordinal
        ]
        if tokens.codes[last - 1] == ordinal and ordinal != word:
            joins.append((first, last, ordinal, sum(numbers)))
        elif _is_year(numbers, tokens.word[first:last]):
            joins.append((first, last, code["YEAR"], numbers[0] * 100 + sum(numbers[1:])))
        elif _is_run(numbers):
            joins.append((first, last, word, _compose(numbers)))
    pattern = f"[{code['DAYNUM']}{code['NUM']}]{code['NUM']}"
    for match in re.finditer(pattern, tokens.codes):
        first, last = match.span()
        if "/" in tokens.word[last - 1]:
            value = float(tokens.value[first]) + float(tokens.value[last - 1])
            joins.append((first, last, code["NUMWORD"], value))
    return joins


def _is_year(numbers: list[int], words: list[str]) -> bool:
    """nineteen ninety-six, twenty twelve: a century and its years, no joining "and"."""
    rest = sum(numbers[1:])
    return (
        13 <= numbers[0] <= 20
        and len(numbers) > 1
        and 10 <= rest <= 99
        and (numbers[0] != 20 or numbers[1] >= 10)
    )


def _is_run(numbers: list[int]) -> bool:
    return all(b >= 100 or (b < a and a >= 20) for a, b in pairwise(numbers))


def _compose(numbers: list[int]) -> int:
    total = part = 0
    for number in numbers:
        if number == 1000:
            total, part = total + max(part, 1) * 1000, 0
        elif number == 100:
            part = max(part, 1) * 100
        else:
            part += number
    return total + part
