"""Quantities in text: digits, number words, vague words; their bounds ("nearly", "at least")."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.records import Bound
from onrecord.words import table

_DIGITS = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"


@dataclass(frozen=True)
class Quantity:
    """A number at `[start, end)`: its value ("2000", "40..50", "hundreds") and bound.

    `first` is where its bound's words begin, `symbol` a currency or percent sign beside it.
    """

    first: int
    start: int
    end: int
    value: str
    bound: Bound
    symbol: str | None


@cache
def number_words() -> dict[str, int]:
    """Number words and their values."""
    return {row[0]: int(row[1]) for row in table("claims", "numbers")}


@cache
def _bounds() -> dict[str, Bound]:
    return {row[0]: cast(Bound, row[1]) for row in table("claims", "bounds")}


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(number_words(), key=len, reverse=True))
    scale = "hundred|thousand|million|billion|trillion|dozen"
    number = rf"(?:{_DIGITS}|(?:{words})(?:[- ](?:and )?(?:{words})){{0,6}})"
    vague = "|".join(sorted((row[0] for row in table("claims", "vague")), key=len, reverse=True))
    bound = "|".join(sorted(map(re.escape, _bounds()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,$€£#/:-])(?:(?P<bound>{bound})\s{{1,2}})?(?P<between>between\s)?(?:an?\s)?(?P<symbol>US\$|[$€£])?"
        rf"(?P<number>(?P<low>{number})(?:\s(?P<lowscale>{scale}))?"
        rf"(?:(?:-|–|\sto\s|(?(between)\sand\s|-))(?P<high>{number}))?"
        rf"(?:[\s-](?P<scale>{scale}))?|(?P<vague>{vague})\b)"
        r"(?P<percent>\s?%|\spercent\b|\sper\scent\b)?(?![\w/:]|[.,]\d)",
        re.IGNORECASE,
    )


def value_of(words: str) -> float | None:
    """The value of digits or number words ("2,000", "twenty-one", "three hundred"); None if neither."""
    bare = words.casefold().replace(",", "")
    if bare[:1].isdigit():
        return float(bare)
    total = current = 0
    for word in bare.replace("-", " ").split():
        if word == "and":
            continue
        number = number_words().get(word)
        if number is None:
            return None
        if number >= 1000:
            total, current = total + max(current, 1) * number, 0
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * number
        else:
            current += number
    return float(total + current)


def written(value: float) -> str:
    """A value as it is kept: no trailing ".0", no exponent."""
    return str(int(value)) if value == int(value) else repr(value)


def _ends(match: re.Match[str]) -> tuple[float, float | None] | None:
    low, high = match["low"], match["high"]
    first = value_of(low)
    if first is None:
        return None
    scale = number_words().get((match["scale"] or "").casefold(), 1)
    own = number_words().get((match["lowscale"] or "").casefold(), 1)
    second = value_of(high) if high else None
    if second is None:
        return first * own * scale, None
    return first * (own if own > 1 else scale), second * scale


def _value(match: re.Match[str]) -> str | None:
    if match["vague"]:
        return str(match["vague"]).casefold()
    ends = _ends(match)
    if ends is None:
        return None
    low, high = ends
    if high is None:
        return written(low)
    return f"{written(low)}..{written(high)}" if low < high else None


def _symbol(match: re.Match[str]) -> str | None:
    return "percent" if match["percent"] else match["symbol"]


def _is_heading(text: str, end: int) -> bool:
    """"4-", "4." or "4)" with no digit behind: the number of a list item or a heading."""
    return text[end : end + 1] in ("-", "–", ")") and not text[end + 1 : end + 2].isalnum()


def quantities(text: str, offset: int = 0) -> list[Quantity]:
    """The quantities in `text`, in order, `offset` added to their places."""
    found = []
    for match in _pattern().finditer(text):
        value = _value(match)
        if value is None or _is_heading(text, match.end("number")):
            continue
        word = (match["bound"] or "").casefold()
        bound: Bound = _bounds().get(" ".join(word.split()), "about" if match["vague"] else "exactly")
        span = match.span("number")
        found.append(
            Quantity(match.start() + offset, span[0] + offset, span[1] + offset, value, bound, _symbol(match))
        )
    return found
