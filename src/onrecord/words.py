"""Words for comparing statements: stems, content words, predicate families. Pure; data in resources.

A *family* is a set of words for one kind of happening ("kill": killed, dead, slaughter …), so that
statements worded differently can be put side by side. The tables are ours (Apache-2.0).
"""

import re
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_LONGEST_WORD = 40
_SHORT = ("ing", "ed", "es", "s", "ies", "ied", "ss")


@cache
def table(topic: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `resources/<topic>/<name>.tsv`, cells by tab; blank lines and `#` lines left out."""
    text = resources.files("onrecord").joinpath("resources", topic, f"{name}.tsv").read_text("utf-8")
    lines = (line.rstrip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def word_set(topic: str, name: str) -> frozenset[str]:
    """Every blank-parted word of a table."""
    return frozenset(word for row in table(topic, name) for cell in row for word in cell.split())


def plain_word(word: str) -> str:
    """`word` lower-cased, with plain apostrophes, without a possessive ending and abbreviation dots."""
    word = word.casefold().replace("’", "'").replace(".", "")
    return word[:-2] if word.endswith("'s") else word.rstrip("'")


def _undoubled(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


@cache
def _suffixes() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1] if len(row) > 1 else "") for row in table("claims", "suffixes"))


@cache
def stem(word: str) -> str:
    """A short stand-in for the inflected forms of `word`; British and American spellings meet."""
    word = plain_word(word)
    if len(word) > _LONGEST_WORD or len(word) < 4 or not word.isalpha():
        return word
    for suffix, ending in _suffixes():
        least = 3 if suffix in _SHORT else 4
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            word = _undoubled(word[: -len(suffix)]) + ending
            break
    return word.rstrip("e") if len(word) > 4 else word


def _inflected(base: str) -> tuple[str, ...]:
    """The regular forms of an English verb or noun: "injure" → injure, injures, injured, injuring."""
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "x", "ch", "sh")):
        return base, base + "es", base + "ed", base + "ing"
    return base, base + "s", base + "ed", base + "ing"


def expanded(cell: str) -> tuple[str, ...]:
    """The words of a table cell; "kill+" stands for its regular inflections."""
    forms: list[str] = []
    for word in cell.split():
        forms.extend(_inflected(word[:-1]) if word.endswith("+") else (word,))
    return tuple(forms)


@cache
def _families() -> dict[str, tuple[str, str]]:
    return {
        form: (row[0], row[1])
        for row in table("claims", "families")
        for form in expanded(row[2])
    }


def family(word: str) -> str | None:
    """The predicate family of a word form, None when it has none."""
    found = _families().get(plain_word(word))
    return found[0] if found else None


@cache
def sort_of(name: str) -> str | None:
    """The sort of the family called `name`: casualty, process, event, relation, document …"""
    return next((sort for family_name, sort in _families().values() if family_name == name), None)


def words(text: str) -> tuple[str, ...]:
    """The word forms of `text`, in order, as they stand."""
    return tuple(_WORD.findall(text))


@cache
def stop_words() -> frozenset[str]:
    """Words that carry no content of their own."""
    return word_set("claims", "stopwords")


def content(text: str) -> tuple[str, ...]:
    """The stems of the content words of `text`, in order, repeated ones kept."""
    plain = (plain_word(word) for word in words(text))
    return tuple(stem(word) for word in plain if word and word not in stop_words())


def whole(phrase: str) -> str:
    """A phrase without what it was cut from: "'s vote" → "vote", "an attack on the" → "an attack"."""
    held = phrase.split()
    while len(held) > 1 and plain_word(held[-1]) in stop_words():
        held.pop()
    while len(held) > 1 and held[0] in ("'s", "’s"):
        held.pop(0)
    return " ".join(held)


def meanings(text: str) -> frozenset[str]:
    """Content stems of `text`, words of one family standing as "=family"."""
    plain = [plain_word(word) for word in words(text)]
    kept = [word for word in plain if word and word not in stop_words()]
    return frozenset(f"={family(word)}" if family(word) else stem(word) for word in kept)
