"""The lexicon of one language: word classes, phrases and rules, read from its resource file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Value = str | int | float
_NAME = re.compile(r"[A-Z_]+")

# Every repetition is bounded or runs over one character class only: linear in the text.
TOKEN = re.compile(
    r"(?P<word>[^\W\d_]{2,})"  # first, since most tokens are words; no other form begins with two letters
    r"|(?P<break>\n[ \t\r\f\v\xa0]*\n\s*)"
    r"|(?P<isotime>\b[12]\d{3}-[01]\d-[0-3]\d[T ][0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:Z|[+-][01]\d:?[0-5]\d)?)"
    r"|(?P<iso>\b[12]\d{3}(?:-[01]\d-[0-3]\d|/[01]?\d/[0-3]?\d|\.[01]\d\.[0-3]\d)\b)"
    r"|(?P<numdate>\b[0-3]?\d(?P<between>[./-])[0-3]?\d(?P=between)(?:[12]\d{3}|\d\d)\b(?![./-]\d))"
    r"|(?P<clock>\b(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?(?![\d:])|\.[0-5]\d(?=\s?(?:[ap]\.?m|Uhr)\b)|h[0-5]\d\b))"
    r"|(?P<decade>(?:['’]|\b)(?:\d{1,2})?\d0['’]?s\b)"
    r"|(?P<big>\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+[.,]\d+\b)"
    r"|(?P<fraction>\b\d{1,2}/\d{1,2}\b)"
    r"|(?P<ordn>\b\d{1,3}(?:st|nd|rd|th|er|º|ª|e|-?й|-?го|-?е)\b)"
    r"|(?P<short>(?<!\w)['’]\d\d\b)"
    r"|(?P<qnum>\b[QH][1-4]\b)"
    r"|(?P<num>\d+)"
    r"|(?P<abbr>\b[aApP]\.\s?[mM]\b\.?|\b[BC]\.C\.(?:E\.)?|\bA\.D\.|\bo['’]clock\b)"
    r"|(?P<poss>['’]s\b)|(?P<contraction>['’](?:ll|d|ve|re|m|t)\b)"
    r"|(?P<letter>[^\W\d_])"
    r"|(?P<mark>[^\s\w]|_)"
)

# Classes that the tokeniser gives by form, in every language.
FORMS = (
    "WORD", "NAME", "BREAK", "DAYNUM", "NUM", "YEAR", "BIG", "ORDN", "DECADE", "CLOCK", "ISO",
    "ISOTIME", "NUMDATE", "COMMA", "DOT", "COLON", "SLASH", "HYPHEN", "DASH", "OPEN", "CLOSE",
    "QUOTE", "CURRENCY", "PERCENT", "STOP", "MARK", "QNUM",
)  # fmt: skip
# Classes that a language may fill and the code asks for; one without words matches nothing.
FILLED = (
    "MONTH", "WEEKDAY", "WDAB", "SEASON", "FALL", "PART", "NOON", "UNIT", "UNITS", "SECONDS",
    "QUARTER", "CENTURY", "NUMWORD", "ORD", "THE", "ITS", "A", "THIS", "LAST", "NEXT", "DEICTIC",
    "REF", "ERA", "IN", "OF", "ON", "AT", "TO", "AND", "OR", "POSS", "OCLOCK", "AMPM", "ZONE",
    "APPROX", "HALF", "YEARWORD",
)  # fmt: skip
_INERT = (
    "WORD", "NAME", "BREAK", "COMMA", "DOT", "COLON", "SLASH", "HYPHEN", "DASH", "OPEN", "CLOSE",
    "QUOTE", "PERCENT", "STOP", "OF", "IN", "ON", "AT", "TO", "AND", "OR", "BY", "POSS", "SINCE",
    "FROM",
)  # fmt: skip
# Patterns beside the rules: what a language's file leaves out.
_PATTERNS = {
    "reporting": "WEEKDAY",
    "ahead": "(?!)",
    "tail": "(?!)",
    "clock_day": "(?!)",
    "head": "DOT?(?:(?:HYPHEN|DASH|AND|OR|TO|COMMA)THE?(?:DAYNUM|ORDN)DOT?){1,6}"
    "OF?MONTH(?:DOT|COMMA|OF)?YEAR?",
}
_MANY = "{0,4}"  # what "*" stands for in a rule: nothing repeats without bound


@dataclass(frozen=True)
class Lexicon:
    """What the tagger knows of a language.

    `code` maps a class to its one-character code and `names` back, `words` a lower-cased word to
    (code, value), `phrases` a first word to its (words, code, value) longest first; `kinds` are the
    kinds of reading that the groups of the pattern "rules" lead to, in their order; `verbs` and
    `status` map a word to the tense and modality it shows; `lists` are the file's lists by name.
    """

    code: Mapping[str, str]
    names: Mapping[str, str]
    words: Mapping[str, tuple[str, Value]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Value], ...]]
    kinds: tuple[str, ...]
    patterns: Mapping[str, re.Pattern[str]]
    verbs: Mapping[str, str]
    status: Mapping[str, str]
    nouns: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    order: str

    def listed(self, name: str) -> frozenset[str]:
        """A list of the language's file by its name, empty when it has none."""
        return self.lists.get(name, frozenset())


def _codes(classes: list[str]) -> dict[str, str]:
    # One Latin-1 letter for each class keeps the regular expressions on the fast path.
    return {name: chr(0xA1 + number) for number, name in enumerate(classes)}


def _expand(pattern: str, code: Mapping[str, str], macros: Mapping[str, str], depth: int = 0) -> str:
    """`pattern` over class names as a regular expression over class codes."""

    def one(match: re.Match[str]) -> str:
        name = match.group()
        if name in code:
            return code[name]
        if name in macros and depth < 12:
            return _expand(macros[name], code, macros, depth + 1)
        raise ValueError(f"unknown class {name!r} in a time rule")

    return _NAME.sub(one, pattern).replace(" ", "").replace("*", _MANY)


def _phrases(
    words: Mapping[str, tuple[str, Value]],
) -> dict[str, tuple[tuple[tuple[str, ...], str, Value], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}
    for phrase, (code, value) in words.items():
        parts = tuple(match.group() for match in TOKEN.finditer(phrase))
        if len(parts) > 1:
            found.setdefault(parts[0], []).append((parts, code, value))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in found.items()}


def _starts(code: Mapping[str, str]) -> re.Pattern[str]:
    """Any token that can begin an expression: all but unknown words and marks."""
    inert = "".join(re.escape(code[name]) for name in _INERT if name in code)
    return re.compile(f"[^{inert}]")


@cache
def lexicon(lang: str) -> Lexicon | None:
    """The lexicon of `lang` (ISO 639-1), None when there is no resource file for it."""
    source = files("onrecord").joinpath("resources/time", f"{lang}.toml")
    if not re.fullmatch(r"[a-z]{2,3}", lang) or not source.is_file():
        return None
    return _build(tomllib.loads(source.read_text(encoding="utf-8")))


def _build(data: dict[str, Any]) -> Lexicon:
    code = _codes(list(dict.fromkeys([*FORMS, *FILLED, *data["words"]])))
    words: dict[str, tuple[str, Value]] = {
        word: (code[name], value)
        for name, entries in data["words"].items()
        for word, value in entries.items()
    }

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(_expand(pattern, code, data.get("define", {})))

    # One pattern for all rules, a group each: a single call finds the first that fits.
    one_of = "|".join(f"({rule['pattern']})" for rule in data["rules"])
    patterns = {name: compiled(data.get(name, pattern)) for name, pattern in _PATTERNS.items()}
    return Lexicon(
        code=code,
        names={one: name for name, one in code.items()},
        words=words,
        phrases=_phrases(words),
        kinds=tuple(rule["kind"] for rule in data["rules"]),
        patterns=patterns | {"starts": _starts(code), "rules": compiled(one_of)},
        verbs=_by_word(data.get("verbs", {})),
        status=_by_word(data.get("status", {})),
        nouns=frozenset(data.get("nouns", {}).get("not_dated", ())),
        lists={
            name: frozenset(value)
            for name, value in data.items()
            if isinstance(value, list) and name != "rules"
        },
        order=data.get("order", "mdy"),
    )


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, str]:
    """Word to the name of the list it stands in."""
    return {word: name for name, listed in lists.items() for word in listed}
