"""Breaks: where the sentences of a text end; points behind titles, initials and abbreviations end none."""

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from onrecord.gazetteer import honorifics
from onrecord.words import stop_words, table, words

Place = tuple[int, int]

_BREAK = re.compile(r"(?<=[.!?…])([\"”’')\]»]{0,2})\s+(?=[\"“‘'(\[«„]{0,2}[^\W_a-z])|()\n+")
_LONGEST = 16  # code points of an abbreviation
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


@lru_cache(maxsize=256)
def breaks(text: str) -> tuple[Place, ...]:
    """The places between the sentences of `text`, blanks or line ends, in order."""
    return tuple(
        (m.start() + len(m[1] or ""), m.end())
        for m in _BREAK.finditer(text)
        if "\n" in m[0] or not _goes_on(text, *m.span())
    )


def sentence_at(text: str, at: int, end: int | None = None) -> Place:
    """The sentences of `text` in which `[at, end)` lies; without `end` the one that holds `at`."""
    between = breaks(text)
    before = bisect_right(between, at, key=lambda place: place[0]) - 1
    after = bisect_left(between, at + 1 if end is None else end, key=lambda place: place[0])
    start = between[before][1] if before >= 0 else 0
    return min(start, at), between[after][0] if after < len(between) else len(text)


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether the point before `end` belongs to its word and the sentence goes on at `start`."""
    word = text[max(0, end - _LONGEST) : end].rpartition(" ")[2].lstrip("\"“‘'([")
    if not word.endswith("."):
        return False
    bare = word[:-1]
    if word in honorifics() or bare in _row("before") or (len(bare) == 1 and bare.isupper()):
        return True
    following = words(text[start : start + 2 * _LONGEST])[:1]
    opens = bool(following) and following[0].casefold() in stop_words()
    return not opens and (bare in _row("also last") or _INITIALS.fullmatch(bare) is not None)


@cache
def _row(name: str) -> frozenset[str]:
    rows = table("names", "abbreviations")
    return frozenset(word for row in rows if row[0] == name for word in row[1].split())
